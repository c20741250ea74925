/**
 * Whether one more connection may come in: not beyond the cap, not when memory is nearly used up, not faster than the
 * process can greet. Who is turned away comes again by itself, after a pause of chance.
 */
import { getHeapStatistics } from 'node:v8';
import type { Meter } from '../ports/meter.ts';

export type TurnedAway = Parameters<Meter['turnedAway']>[0];

export interface AdmissionDeps {
  /** Most connections at once. */
  readonly most: number;
  readonly connected: () => number;
  /** Milliseconds, never going back. */
  readonly now?: () => number;
  /** Part of the heap's limit that is used, 0–1. */
  readonly heapUsed?: () => number;
}

/** New connections a second, and how many may come at one moment after a quiet time. */
export const greeting = { perSecond: 1_000, atOnce: 2_000 } as const;
const heapFull = 0.9;

const heapUsedNow = (): number => {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return used / limit;
};

/** Null: let it in. */
export const createAdmission = (deps: AdmissionDeps): (() => TurnedAway | null) => {
  const { most, connected, now = () => performance.now(), heapUsed = heapUsedNow } = deps;
  let tokens: number = greeting.atOnce;
  let filledAt = now();
  return () => {
    if (connected() >= most) return 'full';
    if (heapUsed() > heapFull) return 'memory';
    const moment = now();
    tokens = Math.min(greeting.atOnce, tokens + ((moment - filledAt) * greeting.perSecond) / 1000);
    filledAt = moment;
    if (tokens < 1) return 'rate';
    tokens -= 1;
    return null;
  };
};
