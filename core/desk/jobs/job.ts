/** What one kind of job is: a function that does it. The table of kinds is `table.ts`; taking, retrying and sleeping are `run-jobs.ts`. */
import type { LeasedJob } from '../../ports/jobs.ts';

/**
 * Does the job; safe to repeat, as it comes again after a crash. Null: it is done and gone.
 * A moment: it comes again then, as a fresh job (what is done regularly).
 * @throws what failed: the job comes again later. `Later`: as was to be expected. A Refusal `not-found` ends it.
 */
export type RunJob = (job: LeasedJob) => Promise<number | null>;

/** The world outside is not ready; `why` is a short constant. */
export class Later extends Error {
  readonly afterMs: number;
  constructor(why: string, afterMs = 0) {
    super(why);
    this.name = 'Later';
    this.afterMs = afterMs;
  }
}

/** By kind. */
export type JobTable = Readonly<Record<string, RunJob>>;
