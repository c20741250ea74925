/** One of the offered answers, by its words or its number. */
import { normalise } from '../understanding/normalise.ts';
import { isLike } from '../understanding/typos.ts';
import type { Read } from './read.ts';

const maxTyped = 200;

export const readChoice = (typed: string, choices: readonly string[]): Read => {
  const refused: Read = {
    ok: false,
    why: 'wrong-choice',
    values: { choices: choices.map((choice) => `«${choice}»`).join(', ') },
  };
  if (typed.length > maxTyped) return refused;
  const text = normalise(typed);
  const byNumber = /^\d{1,2}$/u.test(text) ? choices[Number(text) - 1] : undefined;
  const value = byNumber ?? choices.find((choice) => isLike(text, normalise(choice)));
  return value === undefined ? refused : { ok: true, value };
};
