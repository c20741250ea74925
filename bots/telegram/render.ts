/**
 * A stored line as calls of the Bot API: plain text without a parse mode, so that every letter arrives as it is;
 * buttons under the last part. Pure. Limits: https://core.telegram.org/bots/api#sendmessage (text 1–4096 after
 * entities parsing), #inlinekeyboardbutton (callback_data 1–64 bytes).
 */
import { isBlank } from '../../core/domain/blank.ts';
import { keyboardOf, type Key } from '../../core/domain/keyboard.ts';
import type { Message } from '../../core/domain/message.ts';
import { splitText } from '../../core/domain/split-text.ts';

export const maxText = 4096;
/** Telegram cuts a longer label off on a phone. */
const maxLabel = 40;

export interface SendMessage {
  readonly method: 'sendMessage';
  readonly payload: {
    readonly text: string;
    readonly link_preview_options: { readonly is_disabled: true };
    readonly reply_markup?: { readonly inline_keyboard: { readonly text: string; readonly callback_data: string }[][] };
  };
}

const button = ({ label, payload }: Key) => ({ text: label, callback_data: payload });

export const renderCalls = (message: Message): readonly SendMessage[] => {
  const { rows, list } = keyboardOf(message, maxLabel);
  const text = [message.text, list].filter((part) => part !== '').join('\n\n');
  if (isBlank(text)) return [];
  const parts = splitText(text, maxText).filter((part) => !isBlank(part));
  return parts.map((part, index): SendMessage => ({
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
