/**
 * Takes due jobs and has each done by the handler of its kind. Owns leases, retries and sleeping; what a job does is in `jobs/`.
 * Business time lives in the store alone. Jobs of the desk are done one after another; those that wait for the world
 * outside run beside them, a few at once.
 */
import type { Logger } from 'pino';
import { Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobLane, Jobs, LeasedJob } from '../ports/jobs.ts';
import { Later, type JobTable } from './jobs/job.ts';

/** A job of the lane `aside` ends by itself before this. */
const leaseMs = 30_000;
const batch = 50;
const asideAtOnce = 4;
/** The longest sleep: a job scheduled by another process is seen after this at the latest. */
const maxSleepMs = 5_000;
const retryBaseMs = 2_000;
const retryMaxMs = 300_000;

export interface JobRunner {
  start(): void;
  /** Jobs may have become due sooner. */
  kick(): void;
  /** Runs what is due now; resolves with how many jobs were done. */
  runDue(): Promise<number>;
  /** Starts nothing more; resolves when what is running has ended. */
  stop(): Promise<void>;
}

const backoff = (attempt: number): number => Math.min(retryBaseMs * 2 ** (attempt - 1), retryMaxMs);

export interface JobRunnerDeps {
  readonly jobs: Jobs;
  readonly table: JobTable;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Does one job and settles its lease. */
const createRunOne = ({ jobs, table, clock, log }: JobRunnerDeps) => {
  const again = async (job: LeasedJob, error: unknown): Promise<void> => {
    const { kind, attempt } = job;
    if (error instanceof Later) {
      log.info({ kind, attempt, why: error.message }, 'a job will be tried again');
      await jobs.postpone(job, clock.now() + Math.max(backoff(attempt), error.afterMs));
    } else {
      log.error({ err: error, kind, attempt }, 'a job failed and will be tried again');
      await jobs.postpone(job, clock.now() + backoff(attempt));
    }
  };
  return async (job: LeasedJob): Promise<void> => {
    const handle = Object.hasOwn(table, job.kind) ? table[job.kind] : undefined;
    if (!handle) log.error({ kind: job.kind }, 'a job of an unknown kind was dropped');
    try {
      const due = handle ? await handle(job) : null;
      if (due === null) await jobs.finish(job);
      else await jobs.repeat(job, due);
    } catch (error) {
      if (error instanceof Refusal && error.code === 'not-found') await jobs.finish(job);
      else await again(job, error);
    }
  };
};

const createLane = (deps: JobRunnerDeps, lane: JobLane): JobRunner => {
  const { jobs, clock, log } = deps;
  const runOne = createRunOne(deps);
  const inOrder = lane === 'desk';
  const limit = inOrder ? batch : asideAtOnce;
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let cancel = (): void => {};

  const oneByOne = async (due: readonly LeasedJob[]): Promise<void> => {
    for (const job of due) await runOne(job);
  };

  const launch = (work: Promise<void>): void => {
    const mine = work
      .catch((error: unknown) => log.error({ err: error }, 'a job could not be settled'))
      .finally(() => {
        underWay.delete(mine);
        // The place that became free is used at once.
        if (!inOrder) kick();
      });
    underWay.add(mine);
  };

  /** Takes as many as there is room for and begins them. */
  const begin = async (): Promise<number> => {
    const room = inOrder ? limit : limit - underWay.size;
    const due = room > 0 ? await jobs.lease(clock.now(), leaseMs, room, lane) : [];
    if (inOrder) launch(oneByOne(due));
    else for (const job of due) launch(runOne(job));
    return due.length;
  };

  const sleepMs = async (begun: number): Promise<number> => {
    if (underWay.size >= limit) return maxSleepMs;
    if (begun === limit) return 0;
    const next = await jobs.nextDue(lane);
    return next === null ? maxSleepMs : Math.min(Math.max(next - clock.now(), 50), maxSleepMs);
  };

  let running = false;
  let round: Promise<void> = Promise.resolve();
  let wanted = false;
  const loop = async (): Promise<void> => {
    let wait = maxSleepMs;
    wanted = false;
    try {
      const begun = await begin();
      if (inOrder) await Promise.all(underWay);
      wait = await sleepMs(begun);
    } catch (error) {
      log.error({ err: error }, 'jobs could not be read');
    }
    wake(wanted ? 0 : wait);
  };
  const next = (): void => {
    round = round.then(loop);
  };
  const wake = (ms: number): void => {
    cancel();
    if (!stopped) cancel = clock.after(ms, next);
  };

  const kick = (): void => {
    wanted = true;
    if (running) wake(0);
  };

  return {
    kick,
    start: () => {
      running = true;
      round = loop();
    },
    runDue: async () => {
      const begun = await begin();
      await Promise.all(underWay);
      return begun;
    },
    stop: async () => {
      stopped = true;
      cancel();
      await round;
      await Promise.all(underWay);
    },
  };
};

export const createJobRunner = (deps: JobRunnerDeps): JobRunner => {
  const lanes = [createLane(deps, 'desk'), createLane(deps, 'aside')];
  return {
    kick: () => {
      for (const lane of lanes) lane.kick();
    },
    start: () => {
      for (const lane of lanes) lane.start();
    },
    runDue: async () => {
      let done = 0;
      for (const lane of lanes) done += await lane.runDue();
      return done;
    },
    stop: async () => {
      await Promise.all(lanes.map((lane) => lane.stop()));
    },
  };
};
