/**
 * Which shown lines are which stored ones. The bot says the same thing many times, and some of it may never have
 * arrived, so the reading that leaves the least to explain is taken: what cannot be explained by it, cannot be at all.
 */
import type { StoredSend } from '../stored.ts';

export interface Way {
  readonly send: StoredSend;
  readonly text: string;
}

export interface Alignment {
  /** How much of each way was shown. */
  readonly shown: ReadonlyMap<Way, 'whole' | 'part'>;
  /** What is none of them, at its place or at all. */
  readonly extra: readonly string[];
}

/** White space is left out: a long line is cut at it. */
export const bare = (text: string): string => text.replace(/\s+/gu, '');

/** What is left of a text when this much of it was shown; a list of buttons may follow the last of it. Null: not of it. */
export const without = (rest: string, shown: string): string | null => {
  if (rest === '') return null;
  if (rest.startsWith(shown)) return rest.slice(shown.length);
  return shown.startsWith(rest) ? '' : null;
};

/** How many of the lines from `at` on are parts of the text, and whether they are all of it. */
const partsOf = (text: string, lines: readonly string[], at: number): { count: number; isWhole: boolean } => {
  let rest = text;
  let count = 0;
  for (;;) {
    const next = without(rest, lines[at + count] ?? '\0');
    if (next === null) return { count, isWhole: rest === '' };
    rest = next;
    count += 1;
  }
};

const mayBeTwice = ({ state, doubtful }: StoredSend): boolean => doubtful || state === 'unknown';

type Step =
  | { readonly kind: 'skip' }
  | { readonly kind: 'extra' }
  | { readonly kind: 'shown'; readonly count: number; readonly isWhole: boolean };

interface Cell {
  readonly cost: number;
  readonly step: Step;
}

const costOfSkip = ({ send, text }: Way): number => (send.state === 'sent' && text !== '' ? 1 : 0);

const costOfShown = ({ send }: Way, isWhole: boolean): number => {
  if (send.state === 'sent') return isWhole ? 0 : 1;
  return send.state === 'failed' && isWhole && !send.doubtful ? 1 : 0;
};

const best = (cells: readonly Cell[]): Cell => cells.reduce((one, other) => (other.cost < one.cost ? other : one));

export const align = (ways: readonly Way[], lines: readonly string[]): Alignment => {
  const end: Cell = { cost: 0, step: { kind: 'skip' } };
  // [way][line]: the best reading of all ways and lines from there on.
  const table: Cell[][] = Array.from({ length: ways.length + 1 }, () => []);
  const costFrom = (way: number, line: number): number => table[way]?.[line]?.cost ?? 0;
  const cellAt = (at: number, line: number): Cell => {
    const way = ways[at];
    const text = lines[line];
    const cells: Cell[] = [];
    if (way) cells.push({ cost: costOfSkip(way) + costFrom(at + 1, line), step: { kind: 'skip' } });
    if (text !== undefined) {
      const isHarmless = ways.some(({ send, text: own }) => mayBeTwice(send) && without(own, text) !== null);
      cells.push({ cost: (isHarmless ? 0 : 1) + costFrom(at, line + 1), step: { kind: 'extra' } });
    }
    const parts = way && partsOf(way.text, lines, line);
    if (way && parts && parts.count > 0) {
      const cost = costOfShown(way, parts.isWhole) + costFrom(at + 1, line + parts.count);
      cells.unshift({ cost, step: { kind: 'shown', ...parts } });
    }
    return cells.length === 0 ? end : best(cells);
  };
  for (let at = ways.length; at >= 0; at -= 1) {
    for (let line = lines.length; line >= 0; line -= 1) (table[at] ?? [])[line] = cellAt(at, line);
  }

  const shown = new Map<Way, 'whole' | 'part'>();
  const extra: string[] = [];
  for (let at = 0, line = 0; at < ways.length || line < lines.length;) {
    const { step } = table[at]?.[line] ?? end;
    const way = ways[at];
    if (step.kind === 'shown' && way) shown.set(way, step.isWhole ? 'whole' : 'part');
    if (step.kind === 'extra') extra.push(lines[line] ?? '');
    if (step.kind !== 'extra') at += 1;
    line += step.kind === 'extra' ? 1 : step.kind === 'shown' ? step.count : 0;
  }
  return { shown, extra };
};
