/** Methods of the VK API that a support community needs (https://dev.vk.com/ru/method). */
import type { Dialogues } from './dialogues.ts';
import type { Events } from './events.ts';
import { badRandomId, badText, readKeyboard } from './rules.ts';
import { failure, type ApiAnswer, type Params } from './types.ts';

export type Method = (params: Params) => ApiAnswer;

export interface MethodDeps {
  readonly events: Events;
  readonly dialogues: Dialogues;
  readonly groupId: number;
  /** Where this emulator's long polling is found. */
  readonly longPollUrl: () => string;
}

const ok = (response: unknown): ApiAnswer => ({ response });

const createSend =
  ({ dialogues }: MethodDeps): Method =>
  ({ peer_id: peer, random_id: randomId, message, keyboard: raw, peer_ids: many }) => {
    if (many !== undefined)
      return failure(100, 'this emulator takes peer_id alone: with peer_ids errors hide inside a success');
    const bad = badRandomId(randomId) ?? badText(message);
    if (bad) return bad;
    const keyboard = readKeyboard(raw);
    if (keyboard !== null && !('rows' in keyboard)) return keyboard;
    const state = dialogues.known(Number(peer));
    if (!state || dialogues.isBlocked(Number(peer))) return failure(901);
    return ok(dialogues.show(state, Number(randomId), { text: message ?? '' }, keyboard));
  };

const createReading = ({ dialogues }: MethodDeps): Readonly<Record<string, Method>> => ({
  'messages.getConversations': () => {
    const peers = dialogues.unanswered();
    return ok({
      count: peers.length,
      items: peers.map((id) => ({
        conversation: { peer: { id, type: 'user', local_id: id }, unanswered: true },
        last_message: dialogues.history(id)[0],
      })),
    });
  },
  'messages.getHistory': ({ peer_id: peer, count }) => {
    const items = dialogues.history(Number(peer));
    return ok({ count: items.length, items: items.slice(0, Number(count ?? 20)) });
  },
  'messages.getByConversationMessageId': ({ peer_id: peer, conversation_message_ids: numbers }) => {
    const wanted = new Set((numbers ?? '').split(',').map(Number));
    const items = dialogues
      .history(Number(peer))
      .filter((one) => wanted.has((one as { conversation_message_id: number }).conversation_message_id))
      .map((one) => ({ ...one, is_cropped: false }));
    return ok({ count: items.length, items });
  },
});

export const createMethods = (deps: MethodDeps): Readonly<Record<string, Method>> => ({
  'messages.send': createSend(deps),
  'messages.sendMessageEventAnswer': ({ event_id: event, user_id: user }) =>
    deps.dialogues.answerPress(event ?? '', Number(user)) ? ok(1) : failure(100, 'event_id is invalid or too old'),
  'messages.setActivity': ({ peer_id: peer }) => {
    deps.dialogues.typing(Number(peer));
    return ok(1);
  },
  'messages.removeChatUser': () => ok(1),
  'groups.getById': () => ok({ groups: [{ id: deps.groupId, name: 'Портал услуг (демо)', screen_name: 'demo' }] }),
  'groups.getLongPollServer': () => ok({ ...deps.events.longPoll.connect(), server: deps.longPollUrl() }),
  ...createReading(deps),
});
