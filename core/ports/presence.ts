/** Where each operator is, and how many tickets they work on. */
import type { OperatorId } from '../domain/message.ts';
import type { Presence, PresenceState } from '../domain/presence.ts';
import type { AuditLine, JobChange } from './turns.ts';

export interface PresenceChange {
  readonly presence: Presence;
  /** Only when it is one of these now; who was never here counts as offline. */
  readonly from: readonly PresenceState[];
  /** Scheduled with it, or not at all. */
  readonly jobs: readonly JobChange[];
  readonly audit: AuditLine | null;
}

export interface Presences {
  of(operator: OperatorId): Promise<Presence | null>;
  list(): Promise<readonly Presence[]>;
  /** False when the state was another by then: nothing was written. */
  change(change: PresenceChange): Promise<boolean>;
  /** They did something just now. */
  seen(operator: OperatorId, at: number): Promise<void>;
  /** Tickets that operators work on now; who has none is left out. What waits for the citizen takes no slot. */
  loads(): Promise<ReadonlyMap<OperatorId, number>>;
}
