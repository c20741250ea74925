/** One value out of what was typed: read and normalised, or refused with words that explain how to write it. */
import type { PhraseKey } from '../phrase-keys.ts';

export type Read =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: PhraseKey; readonly values?: Readonly<Record<string, string>> };
