/** What a person does in their chat with the bot: each deed shows on their phone and becomes an update. */
import type { Clock } from '../../../core/ports/clock.ts';
import { Impossible, type Person } from '../platform.ts';
import { ownContact } from './content.ts';
import type { ChatMessage, ReplyKeyboard } from './types.ts';

/** The person's phone. */
export interface PersonChat {
  readonly person: Person;
  readonly messages: readonly ChatMessage[];
  readonly isTyping: boolean;
  readonly isBlocked: boolean;
  readonly replyKeyboard: ReplyKeyboard | null;
  /** Sends a line; `copies` of its update reach the bot. Returns its message id. */
  send(text: string, copies?: number): number;
  /** Anything else that a message may hold: `{ sticker: {…} }`, `{ photo: […], caption }`. */
  sendContent(content: object, copies?: number): number;
  edit(messageId: number, text: string): void;
  /** Answers a line of the chat, whosever it is. */
  reply(messageId: number, text: string): void;
  /** Presses the button with this label under the newest message that has one; or the data as given. */
  press(label: string, copies?: number): void;
  pressData(data: string, messageId?: number): void;
  /** Presses a button of the keyboard under the field. */
  pressReply(label: string): void;
  block(blocked: boolean): void;
}

/** A chat as the platform keeps it. */
export interface ChatState {
  readonly person: Person;
  readonly messages: ChatMessage[];
  nextId: number;
  blocked: boolean;
  typingUntil: number;
  replyKeyboard: ReplyKeyboard | null;
}

export const bot = (id: number): object => ({
  id,
  is_bot: true,
  first_name: 'Поддержка',
  username: 'support_demo_bot',
});

export const personOf = ({ id, firstName, lastName }: Person): object => ({
  id,
  is_bot: false,
  first_name: firstName,
  ...(lastName === undefined ? {} : { last_name: lastName }),
  language_code: 'ru',
});

const chatOf = ({ id, firstName }: Person): object => ({ id, type: 'private', first_name: firstName });

/** Adds a line to the chat; returns its id. */
export const put = (
  state: ChatState,
  line: Pick<ChatMessage, 'from' | 'text' | 'keyboard' | 'content' | 'at'>,
): number => {
  const messageId = state.nextId;
  state.nextId += 1;
  state.messages.push({ ...line, messageId, edited: false });
  return messageId;
};

/** Changes a line, if it is there. */
export const amend = (
  state: ChatState,
  messageId: number,
  from: ChatMessage['from'],
  change: Partial<ChatMessage>,
): void => {
  const at = state.messages.findIndex((one) => one.messageId === messageId && one.from === from);
  const old = state.messages[at];
  if (old) state.messages[at] = { ...old, ...change };
};

export interface PhoneDeps {
  readonly clock: Clock;
  readonly botId: number;
  readonly add: (update: object, copies?: number) => void;
  /** A press is known to the platform; gives its id. */
  readonly pressed: (state: ChatState) => string;
}

const wordsOf = (content: object): string => {
  const { text, caption } = content as { readonly text?: string; readonly caption?: string };
  return text ?? caption ?? '';
};

/** What becomes an update. */
const createDeeds = (state: ChatState, { clock, botId, add, pressed }: PhoneDeps) => {
  const { person } = state;
  const date = (): number => Math.floor(clock.now() / 1000);
  const message = (messageId: number, content: object): object => ({
    message_id: messageId,
    from: personOf(person),
    chat: chatOf(person),
    date: date(),
    ...content,
  });
  // [A] my_chat_member: in private chats it tells when the bot is blocked or unblocked.
  const block = (blocked: boolean): void => {
    if (state.blocked === blocked) return;
    state.blocked = blocked;
    const member = (status: string): object => ({ user: bot(botId), status });
    const [before, after] = blocked ? ['member', 'kicked'] : ['kicked', 'member'];
    add({
      my_chat_member: {
        chat: chatOf(person),
        from: personOf(person),
        date: date(),
        old_chat_member: member(before),
        new_chat_member: member(after),
      },
    });
  };
  const sendContent = (content: object, copies?: number): number => {
    block(false);
    const line = { from: 'person', text: wordsOf(content), keyboard: [], content, at: clock.now() } as const;
    const messageId = put(state, line);
    add({ message: message(messageId, content) }, copies);
    return messageId;
  };
  const pressData = (data: string, messageId: number, copies?: number): void => {
    const shown = state.messages.find((one) => one.messageId === messageId);
    const under = { message_id: messageId, from: bot(botId), chat: chatOf(person), date: date(), text: shown?.text };
    const press = {
      id: pressed(state),
      from: personOf(person),
      chat_instance: String(person.id),
      message: under,
      data,
    };
    add({ callback_query: press }, copies);
  };
  const edit = (messageId: number, text: string): void => {
    const old = state.messages.find((one) => one.messageId === messageId)?.content ?? {};
    const content = Object.hasOwn(old, 'caption') ? { ...old, caption: text } : { ...old, text };
    amend(state, messageId, 'person', { text, content, edited: true });
    add({ edited_message: message(messageId, { ...content, edit_date: date() }) });
  };
  // [A] Message.reply_to_message: «will not contain further reply_to_message fields even if it itself is a reply».
  const reply = (messageId: number, text: string): void => {
    const answered = state.messages.find((one) => one.messageId === messageId);
    if (!answered) throw new Impossible(`no message ${messageId}`);
    const { reply_to_message: _deeper, ...content } = answered.content as { readonly reply_to_message?: object };
    const from = answered.from === 'bot' ? bot(botId) : personOf(person);
    const sent = { message_id: messageId, from, chat: chatOf(person), date: Math.floor(answered.at / 1000) };
    sendContent({ text, reply_to_message: { ...sent, ...content } });
  };
  return { block, sendContent, pressData, edit, reply };
};

export const createPhone = (state: ChatState, deps: PhoneDeps): PersonChat => {
  const { person } = state;
  const { block, sendContent, pressData, edit, reply } = createDeeds(state, deps);
  return {
    person,
    messages: state.messages,
    get isTyping() {
      return state.typingUntil > deps.clock.now();
    },
    get isBlocked() {
      return state.blocked;
    },
    get replyKeyboard() {
      return state.replyKeyboard;
    },
    sendContent,
    block,
    edit,
    reply,
    send: (text, copies) => sendContent({ text }, copies),
    press: (label, copies) => {
      const offered = state.messages.findLast(({ keyboard }) => keyboard.flat().some(({ text }) => text === label));
      const button = offered?.keyboard.flat().find(({ text }) => text === label);
      if (!offered || button?.callback_data === undefined) throw new Impossible(`no button «${label}»`);
      pressData(button.callback_data, offered.messageId, copies);
    },
    pressData: (data, messageId = state.messages.at(-1)?.messageId ?? 1) => pressData(data, messageId),
    pressReply: (label) => {
      const button = state.replyKeyboard?.rows.flat().find(({ text }) => text === label);
      if (!button) throw new Impossible(`no button «${label}» under the field`);
      sendContent(button.request_contact === true ? ownContact(person) : { text: label });
      if (state.replyKeyboard?.oneTime === true) state.replyKeyboard = null;
    },
  };
};
