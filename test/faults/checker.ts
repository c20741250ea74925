/**
 * Holds a recorded history against what the store holds and says which promises were broken. Pure: data in, data out.
 * P8 is not a rule of its own: it is all of these after kills.
 */
import type { Follow, Op, Phone, Sighting } from './history.ts';
import { checkDeliveries } from './rules/deliveries.ts';
import { checkEffects } from './rules/effects.ts';
import { checkNumbers } from './rules/numbers.ts';
import { checkOrder } from './rules/order.ts';
import { checkOwners } from './rules/owners.ts';
import { checkScreens } from './rules/screens.ts';
import { checkSecrets } from './rules/secrets.ts';
import type { Stored } from './stored.ts';

export type Promised = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7' | 'P9';

export interface Violation {
  readonly promise: Promised;
  readonly what: string;
  readonly token: string | null;
  readonly peer: string | null;
}

export interface Evidence {
  readonly ops: readonly Op[];
  readonly follows: readonly Follow[];
  readonly sightings: readonly Sighting[];
  readonly phones: readonly Phone[];
  /** Nothing disturbs the platforms, and every line was given the time to arrive. */
  readonly isSettled: boolean;
  readonly stored: Stored;
  /** Everything the product has told the engineer. */
  readonly log: string;
  /** What must not stand there. */
  readonly secrets: readonly string[];
}

/** For a history without phones, screens and a log. */
export const nothingElse = { follows: [], phones: [], isSettled: false, log: '', secrets: [] } as const;

export const check = (evidence: Evidence): readonly Violation[] => [
  ...checkEffects(evidence),
  ...checkOrder(evidence),
  ...checkScreens(evidence),
  ...checkNumbers(evidence),
  ...checkOwners(evidence),
  ...checkDeliveries(evidence),
  ...checkSecrets(evidence),
];
