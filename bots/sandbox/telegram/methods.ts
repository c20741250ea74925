/** Methods of the Bot API that a support bot needs, as core.telegram.org/bots/api describes them. */
import type { Clock } from '../../../core/ports/clock.ts';
import type { Shelf } from '../shelf.ts';
import type { Chats, OpenChat } from './chats.ts';
import { album } from './content.ts';
import { createFileMethods } from './files.ts';
import { albumOf, contentOf, type Media } from './media.ts';
import { createReceiving } from './receiving.ts';
import {
  badAction,
  badKeyboard,
  badReplyKeyboard,
  badText,
  keyboardIn,
  replyKeyboardIn,
  type createLimits,
} from './rules.ts';
import { failure, ok, type ApiAnswer, type Method, type Payload } from './types.ts';
import type { Updates } from './updates.ts';

export interface MethodDeps {
  readonly clock: Clock;
  readonly updates: Updates;
  readonly chats: Chats;
  readonly shelf: Shelf;
  readonly limits: ReturnType<typeof createLimits>;
}

const isAnswer = (value: OpenChat | ApiAnswer): value is ApiAnswer => 'status' in value;

/** The chat that a call names, or why it cannot be written to. */
const chatFor = ({ chats }: MethodDeps, { chat_id: id }: Payload): OpenChat | ApiAnswer => {
  const chat = chats.known(Number(id));
  if (!chat) return failure(400, 'Bad Request: chat not found');
  return chat.isBlocked() ? failure(403, 'Forbidden: bot was blocked by the user') : chat;
};

/** [S] the words of the server. */
const notModified =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

const createSending = (deps: MethodDeps): Readonly<Record<string, Method>> => ({
  sendMessage: (payload) => {
    const keyboard = keyboardIn(payload['reply_markup']);
    const under = replyKeyboardIn(payload['reply_markup']);
    const bad = badText(payload['text']) ?? badKeyboard(keyboard) ?? badReplyKeyboard(under);
    if (bad) return bad;
    const chat = chatFor(deps, payload);
    if (isAnswer(chat)) return chat;
    const refused = deps.limits.take(chat.id);
    if (refused) return refused;
    const text = String(payload['text']).trim();
    if (under !== undefined) chat.setReplyKeyboard(under);
    return ok({ ...chat.show({ text }, keyboard), chat: { id: chat.id, type: 'private' }, from: deps.chats.bot, text });
  },
  sendChatAction: (payload) => {
    const chat = badAction(payload['action']) ?? chatFor(deps, payload);
    if (isAnswer(chat)) return chat;
    chat.typing();
    return ok(true);
  },
  editMessageReplyMarkup: (payload) => {
    const chat = chatFor(deps, payload);
    if (isAnswer(chat)) return chat;
    const keyboard = keyboardIn(payload['reply_markup']);
    const before = chat.keyboardOf(Number(payload['message_id']));
    if (!before) return failure(400, 'Bad Request: message to edit not found');
    if (JSON.stringify(before) === JSON.stringify(keyboard)) return failure(400, notModified);
    const bad = badKeyboard(keyboard);
    if (bad) return bad;
    chat.setKeyboard(Number(payload['message_id']), keyboard);
    return ok(true);
  },
  answerCallbackQuery: ({ callback_query_id: id, text }) => {
    // [A] answerCallbackQuery: text «0-200 characters».
    if (typeof text === 'string' && text.length > 200) return failure(400, 'Bad Request: MESSAGE_TOO_LONG');
    return deps.chats.answerPress(String(id))
      ? ok(true)
      : failure(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid');
  },
  leaveChat: () => ok(true),
});

const media: Readonly<Record<string, Media>> = {
  sendPhoto: 'photo',
  sendDocument: 'document',
  sendVoice: 'voice',
  sendAudio: 'audio',
};

const createSendingFiles = (deps: MethodDeps): Readonly<Record<string, Method>> => {
  const show = (chat: OpenChat, content: object): object => ({
    ...chat.show(content, []),
    chat: { id: chat.id, type: 'private' },
    from: deps.chats.bot,
    ...content,
  });
  /** The chat when it may be written to now. */
  const openFor = (payload: Payload): OpenChat | ApiAnswer => {
    const chat = chatFor(deps, payload);
    return isAnswer(chat) ? chat : (deps.limits.take(chat.id) ?? chat);
  };
  const one =
    (as: Media): Method =>
    async (payload) => {
      const content = await contentOf(deps.shelf, payload, { as, file: payload[as], caption: payload['caption'] });
      if ('status' in content) return content;
      const chat = openFor(payload);
      return isAnswer(chat) ? chat : ok(show(chat, content));
    };
  return {
    ...Object.fromEntries(Object.entries(media).map(([method, as]) => [method, one(as)])),
    sendMediaGroup: async (payload) => {
      const contents = await albumOf(deps.shelf, payload);
      if ('status' in contents) return contents;
      const chat = openFor(payload);
      if (isAnswer(chat)) return chat;
      return ok(album(contents).map((content) => show(chat, content)));
    },
  };
};

export const createMethods = (deps: MethodDeps): Readonly<Record<string, Method>> => ({
  getMe: () => ok(deps.chats.bot),
  ...createSending(deps),
  ...createSendingFiles(deps),
  ...createReceiving(deps),
  ...createFileMethods(deps.shelf),
});
