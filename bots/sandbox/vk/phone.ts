/** What a person does in their dialogue with the community: each deed shows on their phone and becomes an event. */
import type { Clock } from '../../../core/ports/clock.ts';
import { Impossible, type Person } from '../platform.ts';
import type { DialogueMessage, VkButton, VkKeyboard } from './types.ts';

/** The person's phone. */
export interface PersonDialogue {
  readonly person: Person;
  readonly messages: readonly DialogueMessage[];
  readonly isTyping: boolean;
  readonly isBlocked: boolean;
  /** Under the field; the buttons of a message stand under it. */
  readonly keyboard: VkKeyboard | null;
  send(text: string, copies?: number): number;
  /** Anything else that a message may hold: `{ attachments: [{ type: 'sticker', … }] }`, `{ payload }`. */
  sendContent(content: object, copies?: number): number;
  /** The line is kept by the platform, and no event tells of it. */
  sendUnheard(text: string): number;
  edit(number: number, text: string): void;
  /** Answers a line of the dialogue, whosever it is. */
  reply(number: number, text: string): void;
  /** Presses the button with this label under the field, or under the newest message that has one. */
  press(label: string, copies?: number): void;
  /** Presses the button that stands there under this message. */
  pressAt(number: number, row: number, column: number): void;
  pressPayload(payload: unknown): void;
  /** Forbids messages of the community, or allows them again. */
  block(blocked: boolean): void;
  /** Answers to presses that came in time. */
  readonly answered: number;
}

/** A dialogue as the platform keeps it. */
export interface DialogueState {
  readonly person: Person;
  readonly messages: DialogueMessage[];
  /** Message numbers by random id. */
  readonly sent: Map<number, number>;
  nextNumber: number;
  keyboard: VkKeyboard | null;
  blocked: boolean;
  typingUntil: number;
  answered: number;
}

export const put = (
  state: DialogueState,
  line: Pick<DialogueMessage, 'from' | 'text' | 'keyboard' | 'content' | 'at'>,
): number => {
  const number = state.nextNumber;
  state.nextNumber += 1;
  state.messages.push({ ...line, number, edited: false });
  return number;
};

export interface PhoneDeps {
  readonly clock: Clock;
  readonly add: (type: string, object: unknown, copies?: number) => void;
  /** A press is known to the platform; gives its id. */
  readonly pressed: (state: DialogueState) => string;
  /** A message of the dialogue as events and the history tell of it. */
  readonly objectOf: (state: DialogueState, message: DialogueMessage) => object;
}

const clientInfo = {
  button_actions: ['text', 'callback', 'open_link'],
  keyboard: true,
  inline_keyboard: true,
  lang_id: 0,
};

const labelled = (keyboard: VkKeyboard | null, label: string): VkButton | undefined =>
  keyboard?.rows.flat().find((one) => one.label === label);

interface Around {
  readonly reply_message?: object;
  readonly fwd_messages?: readonly object[];
}

/** Of a message that stands inside another: who, when, which, and what it holds. */
const foreign = (message: object): object => {
  const { out: _out, version: _version, fwd_messages: _passed, ...rest } = message as Record<string, unknown>;
  return rest;
};

/** What becomes an event. */
const createDeeds = (state: DialogueState, { clock, add, pressed, objectOf }: PhoneDeps) => {
  const { person } = state;
  const write = (content: object): DialogueMessage => {
    const { text = '' } = content as { readonly text?: string };
    const number = put(state, { from: 'person', text, keyboard: [], content, at: clock.now() });
    return state.messages.find((one) => one.number === number) as DialogueMessage;
  };
  const block = (blocked: boolean): void => {
    if (state.blocked === blocked) return;
    state.blocked = blocked;
    add(blocked ? 'message_deny' : 'message_allow', { user_id: person.id });
  };
  const sendContent = (content: object, copies?: number): number => {
    block(false);
    const message = write(content);
    add('message_new', { message: objectOf(state, message), client_info: clientInfo }, copies);
    return message.number;
  };
  const pressPayload = (payload: unknown, number: number | undefined, copies?: number): void => {
    const press = { user_id: person.id, peer_id: person.id, event_id: pressed(state), payload };
    add('message_event', { ...press, conversation_message_id: number }, copies);
  };
  const pressButton = (button: VkButton, number: number | undefined, copies?: number): void => {
    if (button.type === 'text') sendContent({ text: button.label, payload: button.payload }, copies);
    else pressPayload(JSON.parse(button.payload), number, copies);
  };
  const edit = (number: number, text: string): void => {
    const at = state.messages.findIndex((one) => one.number === number && one.from === 'person');
    const old = state.messages[at];
    if (!old) throw new Impossible(`no message ${number} of theirs`);
    const edited = { ...old, text, content: { ...old.content, text }, edited: true };
    state.messages[at] = edited;
    add('message_edit', { ...objectOf(state, edited), update_time: Math.floor(clock.now() / 1000) });
  };
  // reply_message is a message without what it answers or carries on itself (schema: messages_foreign_message).
  const reply = (number: number, text: string): void => {
    const answered = state.messages.find((one) => one.number === number);
    if (!answered) throw new Impossible(`no message ${number}`);
    const { reply_message: _deeper, fwd_messages: _passed, ...content } = answered.content as Around;
    sendContent({ text, reply_message: foreign(objectOf(state, { ...answered, content })) });
  };
  return { block, write, sendContent, pressPayload, pressButton, edit, reply };
};

export const createPhone = (state: DialogueState, deps: PhoneDeps): PersonDialogue => {
  const { person } = state;
  const { block, write, sendContent, pressPayload, pressButton, edit, reply } = createDeeds(state, deps);
  return {
    person,
    messages: state.messages,
    get isTyping() {
      return state.typingUntil > deps.clock.now();
    },
    get isBlocked() {
      return state.blocked;
    },
    get keyboard() {
      return state.keyboard;
    },
    get answered() {
      return state.answered;
    },
    sendContent,
    block,
    edit,
    reply,
    send: (text, copies) => sendContent({ text }, copies),
    sendUnheard: (text) => write({ text }).number,
    press: (label, copies) => {
      const below = labelled(state.keyboard, label);
      const offered = state.messages.findLast(({ keyboard }) => keyboard.flat().some((one) => one.label === label));
      const button = below ?? offered?.keyboard.flat().find((one) => one.label === label);
      if (!button) throw new Impossible(`no button «${label}»`);
      pressButton(button, below ? undefined : offered?.number, copies);
      if (below && state.keyboard?.oneTime === true) state.keyboard = null;
    },
    pressAt: (number, row, column) => {
      const message = state.messages.find((one) => one.number === number);
      const button = message?.keyboard[row]?.[column];
      if (!button) throw new Impossible('no such button');
      pressButton(button, number);
    },
    pressPayload: (payload) => pressPayload(payload, state.messages.at(-1)?.number),
  };
};
