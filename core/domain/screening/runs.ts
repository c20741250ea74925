/**
 * Runs of figures that may be one number: «8 (916) 123-45-67» is five of them. Windows over neighbouring runs are few
 * and bounded, so the work grows with the length of the text and no faster.
 */
import type { Reader } from './context.ts';

export interface Window {
  /** Indexes of the first and the last token. */
  readonly from: number;
  readonly to: number;
  readonly digits: string;
  /** Lengths of the runs: `3-3-3-2`. */
  readonly shape: string;
  readonly start: number;
  readonly end: number;
  /** A plus stands right before. */
  readonly plus: boolean;
}

/** A phone is written in five runs, six with every pair on its own. */
const maxRuns = 6;
const maxDigits = 19;
const maxGap = 3;

/** What people put between the parts of one number; signs of no width are not seen by the one who reads. */
const between = /^[ \t().\u00ad\u200b-\u200d\u2060-]{0,3}$/u;
const glue = /[\p{L}\p{N}_@/\\=-]/u;
const dotted = /\.$/u;

const unseen = /^[\u00ad\u200b-\u200d\u2060]*$/u;

const isBridge = (gap: string): boolean => gap.length <= maxGap && between.test(gap);

/** Nothing holds on to the window from outside: it is not a part of a longer number or of a word. */
const standsAlone = ({ text, tokens }: Reader, from: number, to: number): boolean => {
  const [first, last] = [tokens[from], tokens[to]];
  const before = text[(first?.start ?? 0) - 1] ?? ' ';
  const after = text[last?.end ?? 0] ?? ' ';
  const next = text[(last?.end ?? 0) + 1] ?? ' ';
  if (glue.test(before) && !(before === '-' && !/[\p{L}\p{N}]/u.test(text[(first?.start ?? 0) - 2] ?? ' ')))
    return false;
  if (dotted.test(before) && /\d/u.test(text[(first?.start ?? 0) - 2] ?? ' ')) return false;
  if (/[\p{L}\p{N}_@]/u.test(after)) return false;
  return !(/[-./\\,:]/u.test(after) && /\d/u.test(next));
};

const windowOf = (reader: Reader, from: number, to: number, digits: string, shape: string): Window => {
  const start = reader.tokens[from]?.start ?? 0;
  return {
    from,
    to,
    digits,
    shape,
    start: reader.text[start - 1] === '+' ? start - 1 : start,
    end: reader.tokens[to]?.end ?? 0,
    plus: reader.text[start - 1] === '+',
  };
};

/** Windows that begin with the run `from`, longest first. */
export const windowsFrom = (reader: Reader, from: number): readonly Window[] => {
  const { text, tokens } = reader;
  const windows: Window[] = [];
  let digits = '';
  const lengths: number[] = [];
  for (let to = from; to < tokens.length && to < from + maxRuns; to += 1) {
    const token = tokens[to];
    if (token?.kind !== 'figures') break;
    const gap = to > from ? text.slice(tokens[to - 1]?.end ?? 0, token.start) : '';
    if (!isBridge(gap)) break;
    const length = token.end - token.start;
    if (digits.length + length > maxDigits) break;
    digits += text.slice(token.start, token.end);
    if (to > from && unseen.test(gap)) lengths.push((lengths.pop() ?? 0) + length);
    else lengths.push(length);
    const shape = lengths.join('-');
    if (digits.length >= 4 && standsAlone(reader, from, to)) {
      windows.unshift(windowOf(reader, from, to, digits, shape));
    }
  }
  return windows;
};

/** A run that follows over a space: «0355 4310 1234 5678 9012» goes on. */
export const goesOn = ({ text, tokens }: Reader, { from, to }: Window): boolean => {
  const isNext = (left: number, right: number): boolean => {
    const [a, b] = [tokens[left], tokens[right]];
    return a?.kind === 'figures' && b?.kind === 'figures' && isBridge(text.slice(a.end, b.start));
  };
  return isNext(from - 1, from) || isNext(to, to + 1);
};
