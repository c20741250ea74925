/** Methods of the Bot API that a support bot needs, as core.telegram.org/bots/api describes them. */
import type { Clock } from '../../../core/ports/clock.ts';
import type { Shelf } from '../shelf.ts';
import type { Chats, OpenChat } from './chats.ts';
import { createFileMethods } from './files.ts';
import {
  badKeyboard,
  badReplyKeyboard,
  badSecret,
  badText,
  badWebhookUrl,
  keyboardIn,
  replyKeyboardIn,
  type createLimits,
} from './rules.ts';
import { failure, type ApiAnswer, type Payload } from './types.ts';
import type { Updates } from './updates.ts';

export type Method = (payload: Payload) => ApiAnswer | Promise<ApiAnswer>;

export interface MethodDeps {
  readonly clock: Clock;
  readonly updates: Updates;
  readonly chats: Chats;
  readonly shelf: Shelf;
  readonly limits: ReturnType<typeof createLimits>;
}

const ok = (result: unknown): ApiAnswer => ({ status: 200, body: { ok: true, result } });
const isAnswer = (value: OpenChat | ApiAnswer): value is ApiAnswer => 'status' in value;

/** The chat that a call names, or why it cannot be written to. */
const chatFor = ({ chats }: MethodDeps, { chat_id: id }: Payload): OpenChat | ApiAnswer => {
  const chat = chats.known(Number(id));
  if (!chat) return failure(400, 'Bad Request: chat not found');
  return chat.isBlocked() ? failure(403, 'Forbidden: bot was blocked by the user') : chat;
};

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
    const chat = chatFor(deps, payload);
    if (isAnswer(chat)) return chat;
    chat.typing();
    return ok(true);
  },
  editMessageReplyMarkup: (payload) => {
    const chat = chatFor(deps, payload);
    if (isAnswer(chat)) return chat;
    return chat.setKeyboard(Number(payload['message_id']), keyboardIn(payload['reply_markup']))
      ? ok(true)
      : failure(400, 'Bad Request: message to edit not found');
  },
  answerCallbackQuery: ({ callback_query_id: id }) =>
    deps.chats.answerPress(String(id))
      ? ok(true)
      : failure(400, 'Bad Request: query is too old and response timeout expired or query ID is invalid'),
  leaveChat: () => ok(true),
});

const createReceiving = ({ updates }: MethodDeps): Readonly<Record<string, Method>> => ({
  setWebhook: ({ url, secret_token: secret }) => {
    if (url === '' || url === undefined) {
      updates.setWebhook(null);
      return ok(true);
    }
    const bad = badWebhookUrl(url) ?? badSecret(secret);
    if (bad) return bad;
    updates.setWebhook({ url: url as string, secret: secret as string | undefined });
    return ok(true);
  },
  deleteWebhook: () => {
    updates.setWebhook(null);
    return ok(true);
  },
  getWebhookInfo: () => {
    const error = updates.lastError();
    return ok({
      url: updates.webhookUrl(),
      has_custom_certificate: false,
      pending_update_count: updates.pending(),
      ...(error ? { last_error_date: Math.floor(error.at / 1000), last_error_message: error.message } : {}),
    });
  },
  getUpdates: async ({ offset, limit, timeout }) => {
    if (updates.webhookUrl() !== '') {
      return failure(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    const count = Math.min(Math.max(Number(limit ?? 100), 1), 100);
    const wait = Math.min(Math.max(Number(timeout ?? 0), 0), 50) * 1000;
    const found = await updates.poll(Number(offset ?? 0), count, wait);
    return found === 'terminated'
      ? failure(
          409,
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
        )
      : ok(found);
  },
});

export const createMethods = (deps: MethodDeps): Readonly<Record<string, Method>> => ({
  getMe: () => ok(deps.chats.bot),
  ...createSending(deps),
  ...createReceiving(deps),
  ...createFileMethods(deps.shelf),
});
