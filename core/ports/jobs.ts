/**
 * Things that must happen later. What belongs to a conversation is scheduled by its turn; what is done regularly
 * begins with `ensure`. One runner takes them.
 */
import type { JobRow } from './turns.ts';

export interface LeasedJob extends JobRow {
  /** 1 at the first try. */
  readonly attempt: number;
  /** Proof of the lease; an older lease changes nothing. */
  readonly lease: string;
}

/**
 * `desk`: what is due in conversations, done one after another. `aside`: what waits for the world outside; it may be
 * slow and holds up nothing.
 */
export type JobLane = 'desk' | 'aside';

const asideKinds: ReadonlySet<string> = new Set(['fetch-file']);
export const laneOf = (kind: string): JobLane => (asideKinds.has(kind) ? 'aside' : 'desk');

export interface Jobs {
  /** Takes due jobs of the lane, oldest first, none that another runner holds. */
  lease(now: number, forMs: number, limit: number, lane?: JobLane): Promise<readonly LeasedJob[]>;
  /** The job is done. False when the lease was lost (it was replaced, cancelled or taken over). */
  finish(job: LeasedJob): Promise<boolean>;
  /** The job failed; it comes again at `retryAt`. False when the lease was lost. */
  postpone(job: LeasedJob, retryAt: number): Promise<boolean>;
  /** The job is done and comes again at `due`, as a fresh one. False when the lease was lost. */
  repeat(job: LeasedJob, due: number): Promise<boolean>;
  /** Schedules the job unless one of the same key is there. True when it was not. */
  ensure(job: JobRow): Promise<boolean>;
  /** When the next free job of the lane is due; null when there is none. */
  nextDue(lane?: JobLane): Promise<number | null>;
}
