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

export const createCoalescing = (): Coalescing => {
  const ready = new Map<string, () => void>();
  /** Keys that ran lately; a piece of work when there was more of the same since. */
  const resting = new Map<string, (() => void) | null>();
  const timers = new Set<NodeJS.Timeout>();
  let scheduled = false;
  let stopped = false;

  const rest = (key: string): void => {
    resting.set(key, null);
    const timer = setTimeout(() => {
      timers.delete(timer);
      const again = resting.get(key) ?? null;
      resting.delete(key);
      if (again !== null) enqueue(key, again);
    }, gapMs);
    timers.add(timer);
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
      if (!resting.has(key)) enqueue(key, work);
      else if (resting.get(key) === null) resting.set(key, work);
    },
    stop: () => {
      stopped = true;
      ready.clear();
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
};
