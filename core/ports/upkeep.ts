/** What the store says of itself to those who look after it, and what they may do to it. */
import type { DepartmentId } from '../domain/ticket.ts';

/** Why a write was not taken: no room, held by another program, the file is gone, anything else of the disk. */
export type StoreTrouble = 'full' | 'locked' | 'gone' | 'disk';

export interface StoreFigures {
  /** Tickets that wait for somebody, by department. */
  readonly queued: ReadonlyMap<DepartmentId, number>;
  /** Jobs that could be taken now. */
  readonly jobsDue: number;
  /** Since when the oldest of them could be taken; null when there is none. */
  readonly oldestDue: number | null;
  readonly deadLetters: number;
}

export interface Upkeep {
  figures(now: number): Promise<StoreFigures>;
  /** Null while writes are taken. After one that was not, each asking begins a small write that may end the trouble. */
  trouble(): Promise<StoreTrouble | null>;
  /** Turns a dead letter into a job that is due now, so the desk meets the event again. False when there is none. */
  retryDeadLetter(key: string, now: number): Promise<boolean>;
  dropDeadLetter(key: string): Promise<boolean>;
  /** Forgets failed sign-ins, ended sign-ins and dead letters older than these moments. Returns how many rows went. */
  tidy(before: { readonly failures: number; readonly signIns: number; readonly letters: number }): Promise<number>;
}

/** Kind of the job that brings a dead letter back; its payload holds the event as `raw`. */
export const retryLetter = 'retry-letter';
