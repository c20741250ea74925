/** Whether an operator is there to be given work. Stored, so that neither a reload nor a restart forgets it. */
import type { OperatorId } from './message.ts';

export const presenceStates = ['available', 'pause', 'away', 'offline'] as const;
export type PresenceState = (typeof presenceStates)[number];

export interface Presence {
  readonly operator: OperatorId;
  readonly state: PresenceState;
  /** Since when it is so, ms since the epoch. */
  readonly since: number;
  /** Chosen by the person, or noticed because they were gone. */
  readonly by: 'self' | 'absence';
  /** When they last did something in the console. */
  readonly seenAt: number;
}

/** Somebody who will come to the queue; a pause is short. */
export const isOnLine = ({ state }: Pick<Presence, 'state'>): boolean => state !== 'offline';
