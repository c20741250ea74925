/**
 * The platform's rules for what a bot sends, each with its source: [A] core.telegram.org/bots/api,
 * [S] source of tdlib/telegram-bot-api and tdlib/td, [F] core.telegram.org/bots/faq.
 */
import { failure, tooMany, type ApiAnswer, type InlineButton, type ReplyButton, type ReplyKeyboard } from './types.ts';

/** [A] sendMessage: «1-4096 characters after entities parsing»; offsets and lengths count UTF-16 units. */
const maxText = 4096;
/** [A] InlineKeyboardButton.callback_data: «1-64 bytes». */
const maxCallbackData = 64;
/** [S] td: at most 100 buttons in one markup are kept; more are refused by the server. */
const maxButtons = 100;

/** Null: it will do. */
export const badText = (text: unknown): ApiAnswer | null => {
  if (typeof text !== 'string' || text.trim() === '') return failure(400, 'Bad Request: message text is empty');
  if (text.length > maxText) return failure(400, 'Bad Request: message is too long');
  if (!text.isWellFormed()) return failure(400, 'Bad Request: strings must be encoded in UTF-8');
  return null;
};

/** [A] ReplyMarkup: one of four shapes, as JSON text in a form. */
interface Markup {
  readonly inline_keyboard?: InlineButton[][];
  readonly keyboard?: (ReplyButton | string)[][];
  readonly one_time_keyboard?: boolean;
  readonly remove_keyboard?: boolean;
}
const markupIn = (given: unknown): Markup => {
  const markup: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  return markup ?? {};
};

export const keyboardIn = (given: unknown): readonly (readonly InlineButton[])[] =>
  markupIn(given).inline_keyboard ?? [];

/** Undefined: nothing is said of it; null: it is taken away. */
export const replyKeyboardIn = (given: unknown): ReplyKeyboard | null | undefined => {
  const { keyboard, one_time_keyboard: oneTime = false, remove_keyboard: removed } = markupIn(given);
  if (removed === true) return null;
  if (keyboard === undefined) return undefined;
  return { oneTime, rows: keyboard.map((row) => row.map((one) => (typeof one === 'string' ? { text: one } : one))) };
};

export const badReplyKeyboard = (keyboard: ReplyKeyboard | null | undefined): ApiAnswer | null => {
  if (!keyboard) return null;
  const blank = keyboard.rows.flat().some(({ text }) => typeof text !== 'string' || text.trim() === '');
  return blank ? failure(400, 'Bad Request: can\'t parse keyboard button: Field "text" must be of type String') : null;
};

export const badKeyboard = (rows: readonly (readonly InlineButton[])[]): ApiAnswer | null => {
  const buttons = rows.flat();
  if (buttons.length > maxButtons) return failure(400, 'Bad Request: reply markup is too long');
  for (const { text, callback_data: data, url } of buttons) {
    if (typeof text !== 'string' || text.trim() === '') {
      return failure(400, "Bad Request: can't parse inline keyboard button: Text buttons must be non-empty");
    }
    if (data === undefined && url === undefined) {
      return failure(
        400,
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
      );
    }
    const bytes = data === undefined ? 1 : Buffer.byteLength(data);
    if (bytes < 1 || bytes > maxCallbackData) return failure(400, 'Bad Request: BUTTON_DATA_INVALID');
  }
  return null;
};

/** [A] sendChatAction: one of these, and no other. */
const actions =
  /^(?:typing|upload_photo|record_video|upload_video|record_voice|upload_voice|upload_document|choose_sticker|find_location|record_video_note|upload_video_note)$/u;

export const badAction = (action: unknown): ApiAnswer | null =>
  typeof action === 'string' && actions.test(action)
    ? null
    : failure(400, 'Bad Request: wrong parameter action in request');

/** [A] setWebhook: secret_token «1-256 characters. Only characters A-Z, a-z, 0-9, _ and - are allowed». */
export const badSecret = (secret: unknown): ApiAnswer | null =>
  secret === undefined || (typeof secret === 'string' && /^[\w-]{1,256}$/u.test(secret))
    ? null
    : failure(400, 'Bad Request: secret token contains unallowed characters');

/** [S] WebhookActor: https only, ports 443, 80, 88, 8443. On this machine plain http is let through for trying. */
export const badWebhookUrl = (url: unknown): ApiAnswer | null => {
  const parsed = typeof url === 'string' ? URL.parse(url) : null;
  if (!parsed) return failure(400, 'Bad Request: bad webhook: Failed to resolve host: Name or service not known');
  if (['127.0.0.1', 'localhost', '[::1]'].includes(parsed.hostname)) return null;
  if (parsed.protocol !== 'https:') {
    return failure(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook');
  }
  const port = parsed.port === '' ? 443 : Number(parsed.port);
  return [443, 80, 88, 8443].includes(port)
    ? null
    : failure(400, 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443');
};

/**
 * [F] «avoid sending more than one message per second» to one chat, short bursts may go through; about 30 messages a
 * second over all. Here: a bucket of 3 for a chat that refills one a second, 30 a second over all.
 */
export const createLimits = (now: () => number) => {
  const burst = 3;
  const overall = 30;
  const chats = new Map<number, { tokens: number; at: number }>();
  let recent: number[] = [];
  return {
    /** Null: it may go. */
    take: (chat: number): ApiAnswer | null => {
      const at = now();
      recent = recent.filter((one) => one > at - 1000);
      if (recent.length >= overall) return tooMany(1);
      const known = chats.get(chat) ?? { tokens: burst, at };
      const tokens = Math.min(burst, known.tokens + (at - known.at) / 1000);
      if (tokens < 1) {
        chats.set(chat, { tokens, at });
        return tooMany(Math.ceil(1 - tokens));
      }
      chats.set(chat, { tokens: tokens - 1, at });
      recent.push(at);
      return null;
    },
  };
};
