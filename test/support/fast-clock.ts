/**
 * Real time that runs faster, for the product and the platforms alike: the pace of platforms costs a test less. Patience
 * with a call that hangs is counted in real time by the adapters, and so is a test's own.
 */
import type { Clock } from '../../core/ports/clock.ts';

export interface Haste {
  /** Moment at which it begins to run faster; one for all processes, so that they agree on the time. */
  readonly since: number;
  readonly speed: number;
}

export const createFastClock = ({ since, speed }: Haste): Clock => ({
  now: () => Math.floor(since + (Date.now() - since) * speed),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms / speed);
    return () => clearTimeout(timer);
  },
});

/** For a product and the platforms in one process: times of platforms pass faster, their repeats a little more so. */
export const inHaste = (): { readonly clock: Clock; readonly speed: number } => ({
  clock: createFastClock({ since: Date.now(), speed: 4 }),
  speed: 5,
});
