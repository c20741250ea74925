/**
 * Who writes faster than a messenger lets anybody answer: their lines are stored, one notice tells so, and the bot leaves
 * the rest unanswered instead of queueing replies for minutes. Counted in memory: a restart forgives.
 */
import { addressKey, type Address } from '../domain/conversation.ts';
import { isMessenger } from '../domain/delivery.ts';
import type { Inbound } from '../domain/inbound.ts';
import type { Clock } from '../ports/clock.ts';
import { sweep } from './sweep.ts';

/** `first`: the one with which it becomes too many. */
export type Haste = 'calm' | 'first' | 'more';

/** So many in so short a time are no typing. Then it is over after as long a silence. */
const most = 10;
const withinMs = 10_000;

interface Burst {
  readonly since: number;
  lastAt: number;
  /** Of the first events; one that comes again keeps its place. */
  readonly places: Map<string, number>;
}

/** Presses are few by themselves, and an album is one message however many parts it has. */
const isCounted = (said: Inbound['said']): boolean =>
  said.kind === 'other' || (said.kind === 'text' && said.album === undefined);

const isOver = ({ since, lastAt, places }: Burst, now: number): boolean =>
  now - (places.size > most ? lastAt : since) >= withinMs;

const placeIn = ({ places }: Burst, dedupe: string): number => {
  const place = places.get(dedupe) ?? places.size + 1;
  if (place <= most + 1) places.set(dedupe, place);
  return places.has(dedupe) ? place : most + 2;
};

export const createFlood = (clock: Pick<Clock, 'now'>): ((inbound: Inbound) => Haste) => {
  const bursts = new Map<string, Burst>();
  const burstOf = (address: Address, now: number): Burst => {
    const key = addressKey(address);
    const known = bursts.get(key);
    if (known && !isOver(known, now)) return known;
    sweep(bursts, (burst) => isOver(burst, now));
    const fresh: Burst = { since: now, lastAt: now, places: new Map() };
    bursts.set(key, fresh);
    return fresh;
  };
  return ({ address, dedupe, said }) => {
    if (!isMessenger(address.channel) || !isCounted(said)) return 'calm';
    const now = clock.now();
    const burst = burstOf(address, now);
    burst.lastAt = now;
    const place = placeIn(burst, dedupe);
    if (place <= most) return 'calm';
    return place === most + 1 ? 'first' : 'more';
  };
};
