/**
 * What screens are told of a ticket or a view as a whole: read after the lines themselves have gone out, one at
 * a time with a breath in between, and for one key not oftener than people can see. Owns when; the work itself
 * reads what is so when it runs. Real time alone: a simulated clock moves deadlines, not load.
 */
import type { Coalesce } from '../ports/live.ts';

/** The first goes at once; more of the same within this become one, ms. */
const gapMs = 500;
/** Between one key and the next, ms: what comes in meanwhile is served first, and many at once do not crowd the lines out. */
const breathMs = 1;

export interface Coalescing {
  readonly coalesce: Coalesce;
  /** What has not run yet never does. */
  stop(): void;
}

interface Rest {
  readonly timer: NodeJS.Timeout;
  again: (() => void) | null;
}

export const createCoalescing = (): Coalescing => {
  const ready = new Map<string, () => void>();
  /** Keys that ran lately, and whether there was more of the same since. */
  const resting = new Map<string, Rest>();
  /** One of them runs, or the next one waits for the end of the breath. */
  let busy = false;
  let stopped = false;

  const rest = (key: string): void => {
    const timer = setTimeout(() => {
      const again = resting.get(key)?.again;
      resting.delete(key);
      if (again) enqueue(key, again);
    }, gapMs);
    resting.set(key, { timer, again: null });
  };

  const runOne = (): void => {
    const [first] = ready;
    if (first === undefined) {
      busy = false;
      return;
    }
    setTimeout(runOne, breathMs);
    const [key, work] = first;
    ready.delete(key);
    rest(key);
    work();
  };

  const enqueue = (key: string, work: () => void): void => {
    if (ready.has(key)) return;
    ready.set(key, work);
    if (!busy) setImmediate(runOne);
    busy = true;
  };

  return {
    coalesce: (key, work) => {
      if (stopped) return;
      const rested = resting.get(key);
      if (rested) rested.again ??= work;
      else enqueue(key, work);
    },
    stop: () => {
      stopped = true;
      // Whoever is called once more finds nothing.
      ready.clear();
      for (const { timer } of resting.values()) clearTimeout(timer);
    },
  };
};
