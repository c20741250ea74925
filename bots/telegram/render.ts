/**
 * A stored line as calls of the Bot API: plain text without a parse mode, so that every letter arrives as it is;
 * buttons under the last part. Pure. Limits: https://core.telegram.org/bots/api#sendmessage (text 1–4096 after
 * entities parsing), #inlinekeyboardbutton (callback_data 1–64 bytes).
 */
import { isBlank } from '../../core/domain/blank.ts';
import { keyboardOf, type Key } from '../../core/domain/keyboard.ts';
import type { Message } from '../../core/domain/message.ts';
import { splitText } from '../../core/domain/split-text.ts';
import { maxCaption, renderFiles, type SendFiles } from './media.ts';

export const maxText = 4096;
/** Telegram cuts a longer label off on a phone. */
const maxLabel = 40;

export interface SendMessage {
  readonly kind: 'message';
  readonly method: 'sendMessage';
  readonly payload: {
    readonly text: string;
    readonly link_preview_options: { readonly is_disabled: true };
    readonly reply_markup?: { readonly inline_keyboard: { readonly text: string; readonly callback_data: string }[][] };
  };
}

const button = ({ label, payload }: Key) => ({ text: label, callback_data: payload });

export type TelegramCall = SendMessage | ({ readonly kind: 'files' } & SendFiles);

const textCalls = (text: string, rows: readonly (readonly Key[])[]): readonly SendMessage[] => {
  if (isBlank(text)) return [];
  const parts = splitText(text, maxText).filter((part) => !isBlank(part));
  return parts.map((part, index): SendMessage => ({
    kind: 'message',
    method: 'sendMessage',
    payload: {
      text: part,
      link_preview_options: { is_disabled: true },
      ...(rows.length > 0 && index === parts.length - 1
        ? { reply_markup: { inline_keyboard: rows.map((row) => row.map(button)) } }
        : {}),
    },
  }));
};

const fileCalls = (files: Message['files'], caption: string): readonly TelegramCall[] =>
  renderFiles(files, caption).map((send) => ({ kind: 'files', ...send }));

/** Words that are short enough stand under the first file; longer ones go before it, buttons after all. */
export const renderCalls = (message: Message): readonly TelegramCall[] => {
  const { rows, list } = keyboardOf(message, maxLabel);
  const { files } = message;
  const text = [message.text, list].filter((part) => part !== '').join('\n\n');
  if (files.length === 0) return textCalls(text, rows);
  if (rows.length > 0) return [...fileCalls(files, ''), ...textCalls(text, rows)];
  return text.length <= maxCaption
    ? fileCalls(files, isBlank(text) ? '' : text)
    : [...textCalls(text, rows), ...fileCalls(files, '')];
};
