/** Buttons as a messenger can show them: what does not fit a button becomes a numbered list in the text. Pure. */
import type { Message, OptionKind } from './message.ts';

export interface Key {
  readonly label: string;
  /** Comes back when it is pressed. */
  readonly payload: string;
  readonly kind: OptionKind;
}

export interface Keyboard {
  /** Rows of buttons, top to bottom. */
  readonly rows: readonly (readonly Key[])[];
  /** Lines to stand under the text; empty when every label fits its button. */
  readonly list: string;
}

const navigation = new Set<OptionKind>(['link', 'back', 'home', 'cancel']);

/**
 * One main button a row; the ways around share the last one. With a label longer than `maxLabel` all main buttons are
 * called by their numbers, which are understood when they are typed, too.
 */
export const keyboardOf = ({ seq, options }: Pick<Message, 'seq' | 'options'>, maxLabel: number): Keyboard => {
  const keys = options.map(({ label, kind }, index): Key => ({ label, kind, payload: `${seq}.${index}` }));
  const main = keys.filter(({ kind }) => !navigation.has(kind));
  const around = keys.filter(({ kind }) => navigation.has(kind));
  const numbered = keys.some(({ label }) => label.length > maxLabel);
  const number = (key: Key): string => String(keys.indexOf(key) + 1);
  const shown = numbered ? main.map((key) => ({ ...key, label: number(key) })) : main;
  const rows = numbered ? [shown] : shown.map((key) => [key]);
  return {
    rows: [...rows, around].filter((row) => row.length > 0),
    list: numbered ? main.map((key) => `${number(key)}. ${key.label}`).join('\n') : '',
  };
};
