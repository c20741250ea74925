/** A typed label, or the number of a button, does what the button does. */
import type { Offered } from '../domain/conversation.ts';
import { normalise } from './understanding/normalise.ts';

const maxTyped = 120;

export const offeredByWords = (offered: readonly Offered[], typed: string, numbers: boolean): Offered | null => {
  if (typed.length > maxTyped) return null;
  const text = normalise(typed);
  if (text === '') return null;
  const byNumber = numbers && /^\d{1,2}$/u.test(text) ? offered[Number(text) - 1] : undefined;
  return byNumber ?? offered.find(({ label }) => normalise(label) === text) ?? null;
};
