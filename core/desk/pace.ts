/**
 * How fast a platform may be spoken to: a bucket of calls a second over all addresses, and a gap between two calls to
 * one address. In memory: after a restart the bucket is full and the gaps are forgotten, which platforms allow.
 */
import type { Clock } from '../ports/clock.ts';
import { sweep } from './sweep.ts';

export interface Pace {
  /** Calls that may start now. */
  available(): number;
  take(count: number): void;
  /** How long until the next call may start, ms. */
  refillMs(): number;
  /** Nothing was sent to the address just now. */
  isQuiet(peer: string): boolean;
  /** Resolves when the address may be spoken to again. */
  address(peer: string): Promise<void>;
  /** A call to the address has just ended. */
  sent(peer: string): void;
}

export const createPace = (
  clock: Clock,
  { perSecond, gapMs }: { readonly perSecond: number; readonly gapMs: number },
): Pace => {
  let tokens = perSecond;
  let filledAt = clock.now();
  const lastSent = new Map<string, number>();

  const fill = (): void => {
    const now = clock.now();
    tokens = Math.min(perSecond, tokens + (Math.max(now - filledAt, 0) * perSecond) / 1000);
    filledAt = now;
  };

  return {
    available: () => {
      fill();
      return Math.floor(tokens);
    },
    take: (count) => {
      tokens -= count;
    },
    refillMs: () => Math.max(Math.ceil(((1 - tokens) * 1000) / perSecond), 10),
    isQuiet: (peer) => clock.now() >= (lastSent.get(peer) ?? -Infinity) + gapMs,
    address: (peer) => {
      const wait = (lastSent.get(peer) ?? -Infinity) + gapMs - clock.now();
      return wait > 0 ? new Promise((resolve) => clock.after(wait, () => resolve())) : Promise.resolve();
    },
    sent: (peer) => {
      const now = clock.now();
      sweep(lastSent, (at) => now - at >= gapMs);
      lastSent.set(peer, now);
    },
  };
};
