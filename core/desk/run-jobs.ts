/**
 * Takes due jobs and has each done by the handler of its kind. Owns leases, retries and sleeping; what a job does is in `jobs/`.
 * Business time lives in the store alone.
 */
import type { Logger } from 'pino';
import { Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Jobs, LeasedJob } from '../ports/jobs.ts';
import type { JobTable } from './jobs/job.ts';

const leaseMs = 30_000;
const batch = 50;
/** The longest sleep: a job scheduled by another process is seen after this at the latest. */
const maxSleepMs = 5_000;
const retryBaseMs = 2_000;
const retryMaxMs = 300_000;

export interface JobRunner {
  start(): void;
  /** Runs what is due now; resolves with how many jobs were done. */
  runDue(): Promise<number>;
  /** Starts nothing more; resolves when the running batch has ended. */
  stop(): Promise<void>;
}

const backoff = (attempt: number): number => Math.min(retryBaseMs * 2 ** (attempt - 1), retryMaxMs);

export interface JobRunnerDeps {
  readonly jobs: Jobs;
  readonly table: JobTable;
  readonly clock: Clock;
  readonly log: Logger;
}

export const createJobRunner = ({ jobs, table, clock, log }: JobRunnerDeps): JobRunner => {
  let stopped = false;
  let running: Promise<number> = Promise.resolve(0);
  let cancel = (): void => {};

  const runOne = async (job: LeasedJob): Promise<void> => {
    const handle = Object.hasOwn(table, job.kind) ? table[job.kind] : undefined;
    if (!handle) log.error({ kind: job.kind }, 'a job of an unknown kind was dropped');
    try {
      const again = handle ? await handle(job) : null;
      if (again === null) await jobs.finish(job);
      else await jobs.repeat(job, again);
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'not-found')) {
        log.error({ err: error, kind: job.kind, attempt: job.attempt }, 'a job failed and will be tried again');
        await jobs.postpone(job, clock.now() + backoff(job.attempt));
      } else await jobs.finish(job);
    }
  };

  const runDue = async (): Promise<number> => {
    const due = await jobs.lease(clock.now(), leaseMs, batch);
    for (const job of due) await runOne(job);
    return due.length;
  };

  const sleepMs = async (done: number): Promise<number> => {
    if (done === batch) return 0;
    const next = await jobs.nextDue();
    return next === null ? maxSleepMs : Math.min(Math.max(next - clock.now(), 50), maxSleepMs);
  };

  const loop = async (): Promise<void> => {
    let wait = maxSleepMs;
    try {
      running = runDue();
      wait = await sleepMs(await running);
    } catch (error) {
      log.error({ err: error }, 'jobs could not be read');
    }
    if (!stopped) cancel = clock.after(wait, () => void loop());
  };

  return {
    start: () => void loop(),
    runDue,
    stop: async () => {
      stopped = true;
      cancel();
      await running.catch(() => 0);
    },
  };
};
