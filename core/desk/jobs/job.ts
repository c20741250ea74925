/** What one kind of job is: a function that does it. The table of kinds is `table.ts`; taking, retrying and sleeping are `run-jobs.ts`. */
import type { LeasedJob } from '../../ports/jobs.ts';

/**
 * Does the job; safe to repeat, as it comes again after a crash. Null: it is done and gone.
 * A moment: it comes again then, as a fresh job (what is done regularly).
 * @throws what failed: the job comes again later. A Refusal `not-found` ends it.
 */
export type RunJob = (job: LeasedJob) => Promise<number | null>;

/** By kind. */
export type JobTable = Readonly<Record<string, RunJob>>;
