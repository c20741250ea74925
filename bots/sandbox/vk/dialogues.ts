/** Dialogues of people with the community, as the platform keeps them; what people do there is `phone.ts`. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Person } from '../platform.ts';
import { createPhone, put, type DialogueState, type PersonDialogue } from './phone.ts';
import type { DialogueMessage, VkKeyboard } from './types.ts';

export interface Dialogues {
  of(person: Person): PersonDialogue;
  known(peer: number): DialogueState | null;
  /**
   * The id of the message; a random id that was used before gives the first one's, and nothing is shown again.
   * `content`: the message as the history tells of it. `keyboard`: an ordinary one stays under the field.
   */
  show(state: DialogueState, randomId: number, content: object, keyboard: VkKeyboard | null): number;
  isBlocked(peer: number): boolean;
  answerPress(eventId: string, user: number): boolean;
  /** As messages.getHistory gives it, newest first. */
  history(peer: number): readonly object[];
  unanswered(): readonly number[];
  typing(peer: number): void;
}

export interface DialoguesDeps {
  readonly clock: Clock;
  readonly groupId: number;
  /** Numbers begin here, so that those of an earlier life are not used again. */
  readonly firstId: number;
  readonly add: (type: string, object: unknown, copies?: number) => void;
}

/** A press is to be answered within about a minute. */
const pressLifeMs = 60_000;
/** https://dev.vk.com/ru/method/messages.setActivity: shown for 10 s. */
const typingMs = 10_000;

export const createDialogues = ({ clock, groupId, firstId, add }: DialoguesDeps): Dialogues => {
  const states = new Map<number, DialogueState>();
  const presses = new Map<string, { readonly at: number; readonly user: number }>();
  let messageId = firstId + 5_000;

  const stateOf = (person: Person): DialogueState => {
    const known = states.get(person.id);
    if (known) return known;
    const fresh: DialogueState = {
      person,
      messages: [],
      sent: new Map(),
      nextNumber: firstId,
      keyboard: null,
      blocked: false,
      typingUntil: 0,
      answered: 0,
    };
    states.set(person.id, fresh);
    return fresh;
  };

  const objectOf = ({ person }: DialogueState, { from, number, at, text, content }: DialogueMessage): object => ({
    id: (messageId += 1),
    date: Math.floor(at / 1000),
    peer_id: person.id,
    from_id: from === 'person' ? person.id : -groupId,
    out: from === 'person' ? 0 : 1,
    conversation_message_id: number,
    text,
    attachments: [],
    fwd_messages: [],
    version: 10_000 + number,
    ...content,
  });

  const pressed = ({ person }: DialogueState): string => {
    const eventId = randomUUID();
    presses.set(eventId, { at: clock.now(), user: person.id });
    return eventId;
  };

  return {
    of: (person) => createPhone(stateOf(person), { clock, add, pressed, objectOf }),
    known: (peer) => states.get(peer) ?? null,
    isBlocked: (peer) => states.get(peer)?.blocked ?? false,
    show: (state, randomId, content, keyboard) => {
      const before = randomId === 0 ? undefined : state.sent.get(randomId);
      if (before !== undefined) return before;
      const { text = '' } = content as { readonly text?: string };
      const under = keyboard?.inline === true ? keyboard.rows : [];
      const number = put(state, { from: 'community', text, keyboard: under, content, at: clock.now() });
      if (keyboard && !keyboard.inline) state.keyboard = keyboard.rows.length > 0 ? keyboard : null;
      state.sent.set(randomId, number);
      state.typingUntil = 0;
      return number;
    },
    answerPress: (eventId, user) => {
      const press = presses.get(eventId);
      if (!press || press.user !== user || clock.now() - press.at > pressLifeMs) return false;
      const state = states.get(user);
      if (state) state.answered += 1;
      return true;
    },
    history: (peer) => {
      const state = states.get(peer);
      return state ? state.messages.map((message) => objectOf(state, message)).toReversed() : [];
    },
    unanswered: () =>
      [...states.values()].filter(({ messages }) => messages.at(-1)?.from === 'person').map(({ person }) => person.id),
    typing: (peer) => {
      const state = states.get(peer);
      if (state) state.typingUntil = clock.now() + typingMs;
    },
  };
};
