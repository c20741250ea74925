/** Free words: anything readable of a sensible length. */
import { isReadable } from '../understanding/normalise.ts';
import type { Read } from './read.ts';

const maxTextSlot = 2000;

export const readText = (typed: string): Read => {
  if (typed.length > maxTextSlot) return { ok: false, why: 'wrong-text-long', values: { max: String(maxTextSlot) } };
  const value = typed.trim();
  return isReadable(value) ? { ok: true, value } : { ok: false, why: 'wrong-text-empty' };
};
