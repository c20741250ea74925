/**
 * A stored line as calls of messages.send. Pure. Limits: text 4096 (above it error 914 is met), inline keyboard
 * 6 rows of 5 and 10 buttons, label 40, payload 255 (https://dev.vk.com/ru/api/bots/development/keyboard).
 */
import type { Attachment } from '../../core/domain/attachment.ts';
import { isBlank } from '../../core/domain/blank.ts';
import { keyboardOf, type Key } from '../../core/domain/keyboard.ts';
import type { Message, OptionKind } from '../../core/domain/message.ts';
import { splitText } from '../../core/domain/split-text.ts';

export const maxText = 4096;
const maxLabel = 40;

type Colour = 'primary' | 'secondary';
const colours: Readonly<Record<OptionKind, Colour>> = {
  choice: 'secondary',
  operator: 'primary',
  back: 'secondary',
  home: 'secondary',
  cancel: 'secondary',
  link: 'secondary',
};

export interface Send {
  readonly message: string;
  /** JSON; null: no buttons. */
  readonly keyboard: string | null;
  /** Ten at most, with the last part. */
  readonly files: readonly Attachment[];
}

const button = ({ label, payload, kind }: Key) => ({
  action: { type: 'callback', label, payload: JSON.stringify({ p: payload }) },
  color: colours[kind],
});

export const renderSends = (message: Message): readonly Send[] => {
  const { rows, list } = keyboardOf(message, maxLabel);
  const text = [message.text, list].filter((part) => part !== '').join('\n\n');
  const files = message.files.filter(({ state }) => state.kind === 'ready');
  const parts = isBlank(text) ? [] : splitText(text, maxText).filter((part) => !isBlank(part));
  if (parts.length === 0 && files.length > 0) parts.push('');
  const keyboard = JSON.stringify({ inline: true, buttons: rows.map((row) => row.map(button)) });
  return parts.map((part, index) => {
    const isLast = index === parts.length - 1;
    return { message: part, keyboard: rows.length > 0 && isLast ? keyboard : null, files: isLast ? files : [] };
  });
};
