/** Chats of people with the bot, as the platform keeps them; what people do there is `phone.ts`. */
import type { Clock } from '../../../core/ports/clock.ts';
import type { Person } from '../platform.ts';
import { amend, bot, createPhone, put, type ChatState, type PersonChat } from './phone.ts';
import type { InlineButton, ReplyKeyboard } from './types.ts';

export interface Chats {
  of(person: Person): PersonChat;
  /** By chat id; null: the bot has never been written to by them. */
  known(id: number): OpenChat | null;
  /** True when the press is known and still young; it is answered then. */
  answerPress(id: string): boolean;
  readonly bot: object;
}

export interface OpenChat {
  readonly id: number;
  isBlocked(): boolean;
  /** `content`: the message as an update would tell of it. */
  show(
    content: object,
    keyboard: readonly (readonly InlineButton[])[],
  ): { readonly message_id: number; readonly date: number };
  /** Of a message of the bot; null: there is none. */
  keyboardOf(messageId: number): readonly (readonly InlineButton[])[] | null;
  setKeyboard(messageId: number, keyboard: readonly (readonly InlineButton[])[]): void;
  /** Null: it is taken away. */
  setReplyKeyboard(keyboard: ReplyKeyboard | null): void;
  typing(): void;
}

export interface ChatsDeps {
  readonly clock: Clock;
  readonly botId: number;
  /** Ids begin here, so that those of an earlier life are not used again. */
  readonly firstId: number;
  readonly add: (update: object, copies?: number) => void;
}

/** [S] a press may be answered for about this long. */
const pressLifeMs = 150_000;
/** [A] sendChatAction: «the status is set for 5 seconds or less». */
const typingMs = 5_000;

export const createChats = ({ clock, botId, firstId, add }: ChatsDeps): Chats => {
  const states = new Map<number, ChatState>();
  const presses = new Map<string, number>();
  let pressId = firstId;

  const stateOf = (person: Person): ChatState => {
    const known = states.get(person.id);
    if (known) return known;
    const fresh: ChatState = {
      person,
      messages: [],
      nextId: firstId,
      blocked: false,
      typingUntil: 0,
      replyKeyboard: null,
    };
    states.set(person.id, fresh);
    return fresh;
  };

  const pressed = ({ person }: ChatState): string => {
    pressId += 1;
    const id = `${person.id}${pressId}`;
    presses.set(id, clock.now());
    return id;
  };

  const open = (state: ChatState): OpenChat => ({
    id: state.person.id,
    isBlocked: () => state.blocked,
    show: (content, keyboard) => {
      state.typingUntil = 0;
      const { text, caption } = content as { readonly text?: string; readonly caption?: string };
      const line = { from: 'bot', text: text ?? caption ?? '', keyboard, content, at: clock.now() } as const;
      return { message_id: put(state, line), date: Math.floor(clock.now() / 1000) };
    },
    keyboardOf: (messageId) =>
      state.messages.find((one) => one.messageId === messageId && one.from === 'bot')?.keyboard ?? null,
    setKeyboard: (messageId, keyboard) => amend(state, messageId, 'bot', { keyboard }),
    setReplyKeyboard: (keyboard) => {
      state.replyKeyboard = keyboard;
    },
    typing: () => {
      state.typingUntil = clock.now() + typingMs;
    },
  });

  return {
    bot: bot(botId),
    of: (person) => createPhone(stateOf(person), { clock, botId, add, pressed }),
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
