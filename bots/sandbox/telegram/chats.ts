/** Chats of people with the bot, seen from their side: what they send becomes updates, what the bot sends is shown. */
import type { Clock } from '../../../core/ports/clock.ts';
import type { Person } from '../platform.ts';
import type { ChatMessage, InlineButton } from './types.ts';
import type { Update, Updates } from './updates.ts';

/** The person's phone. */
export interface PersonChat {
  readonly person: Person;
  readonly messages: readonly ChatMessage[];
  readonly isTyping: boolean;
  /** Sends a line; `copies` of its update reach the bot. Returns its message id. */
  send(text: string, copies?: number): number;
  /** Anything else that a message may hold: `{ sticker: {…} }`, `{ photo: […], caption }`. */
  sendContent(content: object, copies?: number): number;
  edit(messageId: number, text: string): void;
  /** Presses the button with this label under the newest message that has one; or the data as given. */
  press(label: string, copies?: number): void;
  pressData(data: string, messageId?: number): void;
  block(blocked: boolean): void;
}

export interface Chats {
  of(person: Person): PersonChat;
  /** By chat id; null: the bot has never been written to by them. */
  known(id: number): OpenChat | null;
  numbered(update: object): Update;
  /** True when the press is known and still young; it is answered then. */
  answerPress(id: string): boolean;
  readonly bot: { readonly id: number; readonly is_bot: true; readonly first_name: string; readonly username: string };
}

export interface OpenChat {
  readonly id: number;
  isBlocked(): boolean;
  show(
    text: string,
    keyboard: readonly (readonly InlineButton[])[],
  ): { readonly message_id: number; readonly date: number };
  setKeyboard(messageId: number, keyboard: readonly (readonly InlineButton[])[]): boolean;
  typing(): void;
}

interface State {
  readonly person: Person;
  readonly messages: ChatMessage[];
  nextId: number;
  blocked: boolean;
  typingUntil: number;
}

/** [S] a press may be answered for about this long. */
const pressLifeMs = 150_000;
const typingMs = 5_000;

const personOf = ({ id, firstName, lastName }: Person): object => ({
  id,
  is_bot: false,
  first_name: firstName,
  ...(lastName === undefined ? {} : { last_name: lastName }),
  language_code: 'ru',
});

const chatOf = ({ id, firstName }: Person): object => ({ id, type: 'private', first_name: firstName });

export const createChats = (clock: Clock, updates: Updates, botId: number): Chats => {
  const states = new Map<number, State>();
  const presses = new Map<string, number>();
  let updateId = 700_000_000;
  let pressId = 1;
  const bot = { id: botId, is_bot: true, first_name: 'Поддержка', username: 'support_demo_bot' } as const;
  const seconds = (): number => Math.floor(clock.now() / 1000);
  const numbered = (update: object): Update => ({ update_id: (updateId += 1), ...update });

  const stateOf = (person: Person): State => {
    const known = states.get(person.id);
    if (known) return known;
    const fresh: State = { person, messages: [], nextId: 1, blocked: false, typingUntil: 0 };
    states.set(person.id, fresh);
    return fresh;
  };

  const put = (state: State, from: ChatMessage['from'], text: string, keyboard: ChatMessage['keyboard']): number => {
    const messageId = state.nextId;
    state.nextId += 1;
    state.messages.push({ messageId, from, text, keyboard, at: clock.now() });
    return messageId;
  };

  const message = (state: State, messageId: number, content: object): object => ({
    message_id: messageId,
    from: personOf(state.person),
    chat: chatOf(state.person),
    date: seconds(),
    ...content,
  });

  const pressData = (state: State, data: string, messageId: number, copies: number): void => {
    const id = `${state.person.id}${(pressId += 1)}`;
    presses.set(id, clock.now());
    const press = {
      id,
      from: personOf(state.person),
      chat_instance: String(state.person.id),
      message: { message_id: messageId, from: bot, chat: chatOf(state.person), date: seconds() },
      data,
    };
    updates.add(numbered({ callback_query: press }), copies);
  };

  const of = (person: Person): PersonChat => {
    const state = stateOf(person);
    const sendContent = (content: object, copies = 1): number => {
      const { text, caption } = content as { text?: string; caption?: string };
      const messageId = put(state, 'person', text ?? caption ?? '', []);
      state.blocked = false;
      updates.add(numbered({ message: message(state, messageId, content) }), copies);
      return messageId;
    };
    return {
      person,
      messages: state.messages,
      get isTyping() {
        return state.typingUntil > clock.now();
      },
      sendContent,
      send: (text, copies) => sendContent({ text }, copies),
      edit: (messageId, text) => {
        const at = state.messages.findIndex((one) => one.messageId === messageId);
        const old = state.messages[at];
        if (old) state.messages[at] = { ...old, text };
        updates.add(numbered({ edited_message: message(state, messageId, { text, edit_date: seconds() }) }));
      },
      press: (label, copies = 1) => {
        const offered = state.messages.findLast(({ keyboard }) => keyboard.flat().some(({ text }) => text === label));
        const button = offered?.keyboard.flat().find(({ text }) => text === label);
        if (!offered || button?.callback_data === undefined) throw new Error(`no button «${label}»`);
        pressData(state, button.callback_data, offered.messageId, copies);
      },
      pressData: (data, messageId = state.messages.at(-1)?.messageId ?? 1) => pressData(state, data, messageId, 1),
      block: (blocked) => {
        state.blocked = blocked;
      },
    };
  };

  const open = (state: State): OpenChat => ({
    id: state.person.id,
    isBlocked: () => state.blocked,
    show: (text, keyboard) => {
      state.typingUntil = 0;
      return { message_id: put(state, 'bot', text, keyboard), date: seconds() };
    },
    setKeyboard: (messageId, keyboard) => {
      const at = state.messages.findIndex((one) => one.messageId === messageId && one.from === 'bot');
      const old = state.messages[at];
      if (old) state.messages[at] = { ...old, keyboard };
      return old !== undefined;
    },
    typing: () => {
      state.typingUntil = clock.now() + typingMs;
    },
  });

  return {
    bot,
    of,
    numbered,
    known: (id) => {
      const state = states.get(id);
      return state ? open(state) : null;
    },
    answerPress: (id) => {
      const at = presses.get(id);
      return at !== undefined && clock.now() - at < pressLifeMs;
    },
  };
};
