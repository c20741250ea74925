/** Dialogues of people with the community, seen from their side. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Person } from '../platform.ts';
import type { Events } from './events.ts';
import type { DialogueMessage, VkButton } from './types.ts';

/** The person's phone. */
export interface PersonDialogue {
  readonly person: Person;
  readonly messages: readonly DialogueMessage[];
  readonly isTyping: boolean;
  send(text: string, copies?: number): number;
  /** Anything else that a message may hold: `{ attachments: [{ type: 'sticker', … }] }`, `{ payload }`. */
  sendContent(content: object, copies?: number): number;
  /** The line is kept by the platform, and no event tells of it. */
  sendUnheard(text: string): number;
  /** Presses the button with this label under the newest message that has one. */
  press(label: string, copies?: number): void;
  pressPayload(payload: unknown): void;
  /** Forbids messages of the community, or allows them again. */
  block(blocked: boolean): void;
  /** Answers to presses that came in time. */
  readonly answered: number;
}

interface State {
  readonly person: Person;
  readonly messages: DialogueMessage[];
  readonly contents: Map<number, object>;
  readonly sent: Map<number, number>;
  blocked: boolean;
  typingUntil: number;
  answered: number;
}

export interface Dialogues {
  of(person: Person): PersonDialogue;
  known(peer: number): State | null;
  /** The id of the message; a random id that was used before gives the first one's, and nothing is shown again. */
  show(state: State, randomId: number, text: string, keyboard: readonly (readonly VkButton[])[]): number;
  isBlocked(peer: number): boolean;
  answerPress(eventId: string, user: number): boolean;
  /** As messages.getHistory gives it, newest first. */
  history(peer: number): readonly object[];
  unanswered(): readonly number[];
  typing(peer: number): void;
}

/** A press is to be answered within about a minute. */
const pressLifeMs = 60_000;
const typingMs = 10_000;

export const createDialogues = (clock: Clock, events: Events, groupId: number): Dialogues => {
  const states = new Map<number, State>();
  const presses = new Map<string, { readonly at: number; readonly user: number }>();
  let messageId = 5_000;
  const seconds = (ms: number): number => Math.floor(ms / 1000);

  const stateOf = (person: Person): State => {
    const known = states.get(person.id);
    if (known) return known;
    const fresh: State = {
      person,
      messages: [],
      contents: new Map(),
      sent: new Map(),
      blocked: false,
      typingUntil: 0,
      answered: 0,
    };
    states.set(person.id, fresh);
    return fresh;
  };

  const put = (state: State, line: Omit<DialogueMessage, 'number' | 'at'>, content: object): number => {
    const number = state.messages.length + 1;
    state.messages.push({ ...line, number, at: clock.now() });
    state.contents.set(number, content);
    return number;
  };

  const objectOf = (state: State, number: number): object => {
    const line = state.messages[number - 1];
    const fromPerson = line?.from === 'person';
    return {
      id: (messageId += 1),
      date: seconds(line?.at ?? clock.now()),
      peer_id: state.person.id,
      from_id: fromPerson ? state.person.id : -groupId,
      out: fromPerson ? 0 : 1,
      conversation_message_id: number,
      text: line?.text ?? '',
      attachments: [],
      fwd_messages: [],
      version: 10_000 + number,
      ...state.contents.get(number),
    };
  };

  const clientInfo = {
    button_actions: ['text', 'callback', 'open_link'],
    keyboard: true,
    inline_keyboard: true,
    lang_id: 0,
  };

  const of = (person: Person): PersonDialogue => {
    const state = stateOf(person);
    const write = (content: object): number =>
      put(state, { from: 'person', text: (content as { text?: string }).text ?? '', keyboard: [] }, content);
    const sendContent = (content: object, copies?: number): number => {
      state.blocked = false;
      const number = write(content);
      events.add('message_new', { message: objectOf(state, number), client_info: clientInfo }, copies);
      return number;
    };
    const pressPayload = (payload: unknown, number = state.messages.length, copies = 1): void => {
      const eventId = randomUUID();
      presses.set(eventId, { at: clock.now(), user: person.id });
      const press = {
        user_id: person.id,
        peer_id: person.id,
        event_id: eventId,
        payload,
        conversation_message_id: number,
      };
      events.add('message_event', press, copies);
    };
    return {
      person,
      messages: state.messages,
      get isTyping() {
        return state.typingUntil > clock.now();
      },
      get answered() {
        return state.answered;
      },
      send: (text, copies) => sendContent({ text }, copies),
      sendContent,
      sendUnheard: (text) => write({ text }),
      press: (label, copies) => {
        const offered = state.messages.findLast(({ keyboard }) => keyboard.flat().some((one) => one.label === label));
        const button = offered?.keyboard.flat().find((one) => one.label === label);
        if (!offered || !button) throw new Error(`no button «${label}»`);
        if (button.type === 'text') sendContent({ text: label, payload: button.payload }, copies);
        else pressPayload(JSON.parse(button.payload), offered.number, copies);
      },
      pressPayload: (payload) => pressPayload(payload),
      block: (blocked) => {
        state.blocked = blocked;
      },
    };
  };

  return {
    of,
    known: (peer) => states.get(peer) ?? null,
    isBlocked: (peer) => states.get(peer)?.blocked ?? false,
    show: (state, randomId, text, keyboard) => {
      const before = randomId === 0 ? undefined : state.sent.get(randomId);
      if (before !== undefined) return before;
      const number = put(state, { from: 'community', text, keyboard }, { text });
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
      return state ? state.messages.map(({ number }) => objectOf(state, number)).toReversed() : [];
    },
    unanswered: () =>
      [...states.values()].filter(({ messages }) => messages.at(-1)?.from === 'person').map(({ person }) => person.id),
    typing: (peer) => {
      const state = states.get(peer);
      if (state) state.typingUntil = clock.now() + typingMs;
    },
  };
};
