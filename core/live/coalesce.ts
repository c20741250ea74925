/**
 * What screens are told of a ticket or a view as a whole: read after the lines themselves have gone out, a few at a
 * time between turns of the event loop, and for one key not oftener than people can see. Owns when; the work itself
 * reads what is so when it runs. Real time alone: a simulated clock moves deadlines, not load.
 */
import type { Coalesce } from '../ports/live.ts';

/** The first goes at once; more of the same within this become one, ms. */
const gapMs = 250;
/** So long at a stretch, ms; then what has come in meanwhile is served first. */
const sliceMs = 2;

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
  let scheduled = false;
  let stopped = false;

  const rest = (key: string): void => {
    const timer = setTimeout(() => {
      const again = resting.get(key)?.again;
      resting.delete(key);
      if (again) enqueue(key, again);
    }, gapMs);
    resting.set(key, { timer, again: null });
  };

  const runSome = (): void => {
    scheduled = false;
    const until = performance.now() + sliceMs;
    for (const [key, work] of ready) {
      ready.delete(key);
      rest(key);
      work();
      if (performance.now() > until) break;
    }
    if (ready.size > 0) schedule();
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(runSome);
  };

  const enqueue = (key: string, work: () => void): void => {
    if (ready.has(key)) return;
    ready.set(key, work);
    schedule();
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
      ready.clear();
      for (const { timer } of resting.values()) clearTimeout(timer);
    },
  };
};
