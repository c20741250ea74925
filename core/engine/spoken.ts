/** A phrase as it is said at a moment: the hours of the lines in it are those of that moment. */
import { timeMark } from './hours-words.ts';
import { phrase } from './phrase.ts';
import type { PhraseKey } from './phrase-keys.ts';
import type { Script } from './types.ts';

export const spoken = (
  script: Script,
  now: number,
  key: PhraseKey,
  values: Readonly<Record<string, string>> = {},
): string => phrase(script.phrases, key, values, (name) => timeMark(script, now, name));
