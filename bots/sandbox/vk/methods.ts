/** Methods of the VK API that a support community needs (https://dev.vk.com/ru/method). */
import type { Dialogues } from './dialogues.ts';
import type { Events } from './events.ts';
import { badActivity, badCount, badEventData, badRandomId, badText, readKeyboard } from './rules.ts';
import { failure, type ApiAnswer, type Params } from './types.ts';
import type { Uploads } from './uploads.ts';

export type Method = (params: Params) => ApiAnswer;

export interface MethodDeps {
  readonly events: Events;
  readonly dialogues: Dialogues;
  readonly groupId: number;
  readonly uploads: Uploads;
  /** Where this emulator's long polling is found. */
  readonly longPollUrl: () => string;
}

const ok = (response: unknown): ApiAnswer => ({ response });

/** [S] messages.send: `attachment` names up to 10. Null: one is not there. */
const attachedIn = ({ uploads }: MethodDeps, given: string | undefined): readonly object[] | null => {
  const names = given === undefined || given === '' ? [] : given.split(',');
  const found = names.flatMap((name) => uploads.attached(name) ?? []);
  return found.length === names.length && names.length <= 10 ? found : null;
};

/** [S] messages.send: peer_ids «maxItems: 100». */
const maxPeers = 100;

const itemOf = (peer: number, answer: ApiAnswer): object => {
  if ('response' in answer) return { peer_id: peer, message_id: answer.response };
  const code = 'error' in answer ? answer.error.error_code : 1;
  return { peer_id: peer, message_id: 0, error: { code, description: '' } };
};

const createSend = (deps: MethodDeps): Method => {
  const { dialogues } = deps;
  const sendTo = (peer: number, params: Params): ApiAnswer => {
    const { random_id: randomId, message, keyboard: raw } = params;
    const attachments = attachedIn(deps, params['attachment']);
    if (!attachments) return failure(100, 'One of the parameters specified was missing or invalid: attachment');
    const isBare = attachments.length > 0 && (message ?? '') === '';
    const bad = badRandomId(randomId) ?? (isBare ? null : badText(message));
    if (bad) return bad;
    const keyboard = readKeyboard(raw);
    if (keyboard !== null && !('rows' in keyboard)) return keyboard;
    const state = dialogues.known(peer);
    if (!state || dialogues.isBlocked(peer)) return failure(901);
    return ok(dialogues.show(state, Number(randomId), { text: message ?? '', attachments }, keyboard));
  };
  return (params) => {
    const { peer_id: peer, peer_ids: many } = params;
    if (many === undefined) return sendTo(Number(peer), params);
    const peers = many.split(',').map(Number);
    if (peers.length > maxPeers) return failure(100);
    // With many peers a refusal comes inside a success.
    return ok(peers.map((one) => itemOf(one, sendTo(one, params))));
  };
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
    const bad = badCount(count);
    if (bad) return bad;
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
  'messages.sendMessageEventAnswer': ({ event_id: event, user_id: user, event_data: data }) =>
    badEventData(data) ??
    (deps.dialogues.answerPress(event ?? '', Number(user)) ? ok(1) : failure(100, 'event_id is invalid or too old')),
  'messages.setActivity': ({ peer_id: peer, type }) => {
    const bad = badActivity(type);
    if (bad) return bad;
    deps.dialogues.typing(Number(peer));
    return ok(1);
  },
  'messages.removeChatUser': () => ok(1),
  'groups.getById': () => ok({ groups: [{ id: deps.groupId, name: 'Портал услуг (демо)', screen_name: 'demo' }] }),
  'groups.getLongPollServer': () => ok({ ...deps.events.longPoll.connect(), server: deps.longPollUrl() }),
  ...createReading(deps),
  ...deps.uploads.methods,
});
