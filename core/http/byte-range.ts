/** Which bytes of a file a request asks for (RFC 9110 §14): a player moves about in a recording so. Pure. */
import type { Part } from '../ports/files.ts';

interface RangeAsked {
  readonly range?: string | undefined;
  /** The part is wanted only if the file is the one that is named here; no names of files are given out. */
  readonly 'if-range'?: string | undefined;
}

/** Null: the whole, also when several parts are asked for, or nothing that can be understood. `outside`: there is no such part. */
export const partIn = ({ range = '', 'if-range': known }: RangeAsked, size: number): Part | 'outside' | null => {
  const [, from, to = '', last] = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/u.exec(range.trim()) ?? [];
  if (known !== undefined) return null;
  if (last !== undefined)
    return Number(last) === 0 ? 'outside' : { start: Math.max(size - Number(last), 0), end: size - 1 };
  if (from === undefined || (to !== '' && Number(to) < Number(from))) return null;
  const start = Number(from);
  return start < size ? { start, end: to === '' ? size - 1 : Math.min(Number(to), size - 1) } : 'outside';
};
