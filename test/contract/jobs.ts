/** The promises of `core/ports/jobs.ts`, for any store. */
import type { JobChange, JobRow } from '../../core/ports/turns.ts';
import { aJob, aTurn, dayOne } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const now = dayOne + 1_000_000;
const leaseMs = 30_000;

export const describeJobs = (name: string, makeStore: MakeStore): void => {
  describe(`jobs (${name})`, () => {
    const store = freshStore(makeStore);
    const change = async (...jobs: readonly JobChange[]): Promise<void> => {
      await store().turns.commit(aTurn({ jobs }));
    };
    const schedule = (...jobs: readonly JobRow[]): Promise<void> =>
      change(...jobs.map((job) => ({ kind: 'schedule', job }) as const));
    const lease = (at = now, limit = 10) => store().jobs.lease(at, leaseMs, limit);
    const theOne = async (at = now) => {
      const [job] = await lease(at);
      if (job === undefined) throw new Error('no job is free');
      return job;
    };

    test('due jobs are taken oldest first, the others stay', async () => {
      await schedule(
        aJob({ key: 'b', due: now - 1, payload: { ticket: 'T', how: 'silence' } }),
        aJob({ key: 'later', due: now + 1 }),
        aJob({ key: 'a', due: now - 2 }),
        aJob({ key: 'c', due: now }),
      );
      expect((await lease(now, 2)).map(({ key }) => key)).toEqual(['a', 'b']);
      expect((await lease()).map(({ key }) => key)).toEqual(['c']);
      expect(await lease()).toEqual([]);
    });

    test('a job comes with its payload and its first attempt', async () => {
      const job = aJob({ due: now, payload: { ticket: 'T' } });
      await schedule(job);
      expect(await theOne()).toMatchObject({ ...job, attempt: 1 });
    });

    test('what is done aside waits in a lane of its own, and neither lane holds up the other', async () => {
      await schedule(aJob({ key: 'file', kind: 'fetch-file', due: now - 2 }), aJob({ key: 'silence', due: now - 1 }));
      await store().jobs.ensure(aJob({ key: 'next file', kind: 'fetch-file', due: now + 5 }));
      const { jobs } = store();
      expect([await jobs.nextDue('aside'), await jobs.nextDue('desk')]).toEqual([now - 2, now - 1]);
      const desk = await lease();
      expect(desk.map(({ key }) => key)).toEqual(['silence']);
      const aside = await jobs.lease(now, leaseMs, 10, 'aside');
      expect(aside.map(({ key }) => key)).toEqual(['file']);
      for (const job of aside) expect(await jobs.postpone(job, now + 9)).toBe(true);
      expect([await lease(now + 9), await jobs.nextDue('aside')]).toEqual([[], now + 5]);
      const again = await jobs.lease(now + 9, leaseMs, 10, 'aside');
      expect(again.map(({ key, attempt }) => [key, attempt])).toEqual([
        ['next file', 1],
        ['file', 2],
      ]);
    });

    test('a job goes to one runner only', async () => {
      await schedule(...Array.from({ length: 40 }, () => aJob({ due: now })));
      const taken = await Promise.all(Array.from({ length: 20 }, () => lease(now, 5)));
      const keys = taken.flat().map(({ key }) => key);
      expect(keys).toHaveLength(40);
      expect(new Set(keys).size).toBe(40);
    });

    test('what is finished is gone', async () => {
      await schedule(aJob({ due: now }));
      const job = await theOne();
      expect(await store().jobs.finish(job)).toBe(true);
      expect(await store().jobs.finish(job)).toBe(false);
      expect(await lease(now + leaseMs * 2)).toEqual([]);
      expect(await store().jobs.nextDue()).toBeNull();
    });

    test('a job of a runner that died is taken over; the dead one changes nothing any more', async () => {
      await schedule(aJob({ due: now }));
      const first = await theOne();
      expect(await lease(now + leaseMs - 1)).toEqual([]);
      const second = await theOne(now + leaseMs);
      expect(second).toMatchObject({ key: first.key, attempt: 2 });
      expect(second.lease).not.toBe(first.lease);
      expect(await store().jobs.postpone(first, now)).toBe(false);
      expect(await store().jobs.finish(first)).toBe(false);
      expect(await store().jobs.finish(second)).toBe(true);
    });

    test('a lease outlives a restart', async () => {
      await schedule(aJob({ due: now }));
      const job = await theOne();
      await store.restart();
      expect(await lease()).toEqual([]);
      expect(await store().jobs.finish(job)).toBe(true);
    });

    test('a failed job comes again at the given moment with one more attempt', async () => {
      await schedule(aJob({ due: now }));
      expect(await store().jobs.postpone(await theOne(), now + 500)).toBe(true);
      expect(await store().jobs.nextDue()).toBe(now + 500);
      expect(await lease(now + 499)).toEqual([]);
      expect((await theOne(now + 500)).attempt).toBe(2);
    });

    test('what is done regularly comes again at its next moment as a fresh job', async () => {
      await schedule(aJob({ key: 'index', due: now, payload: { v: '1' } }));
      const job = await theOne();
      expect(await store().jobs.repeat(job, now + 100)).toBe(true);
      expect(await store().jobs.repeat(job, now + 100)).toBe(false);
      expect(await lease(now + 99)).toEqual([]);
      expect(await theOne(now + 100)).toMatchObject({ due: now + 100, attempt: 1, payload: { v: '1' } });
    });

    test('what must be there is scheduled once and never moved by asking again', async () => {
      expect(await store().jobs.ensure(aJob({ key: 'index', due: now + 5, payload: { v: '1' } }))).toBe(true);
      expect(await store().jobs.ensure(aJob({ key: 'index', due: now, payload: { v: '2' } }))).toBe(false);
      expect(await lease(now)).toEqual([]);
      expect(await theOne(now + 5)).toMatchObject({ payload: { v: '1' } });
    });

    test('scheduling the same key again replaces the job and ends its lease', async () => {
      await schedule(aJob({ key: 'silence:T', due: now, payload: { v: '1' } }));
      const old = await theOne();
      await schedule(aJob({ key: 'silence:T', due: now + 5, payload: { v: '2' } }));
      expect(await store().jobs.finish(old)).toBe(false);
      expect(await lease(now + 4)).toEqual([]);
      expect(await theOne(now + 5)).toMatchObject({ payload: { v: '2' }, attempt: 1 });
    });

    test('a cancelled job never runs, even when it was taken', async () => {
      await schedule(aJob({ key: 'a', due: now }), aJob({ key: 'b', due: now }));
      const taken = await lease(now, 1);
      await change({ kind: 'cancel', key: 'a' }, { kind: 'cancel', key: 'b' }, { kind: 'cancel', key: 'unknown' });
      expect(taken).toHaveLength(1);
      for (const job of taken) expect(await store().jobs.finish(job)).toBe(false);
      expect(await lease(now + leaseMs)).toEqual([]);
    });

    test('the next moment is the earliest due one; a taken job counts from the end of its lease', async () => {
      expect(await store().jobs.nextDue()).toBeNull();
      await schedule(aJob({ due: now + leaseMs * 3 }), aJob({ due: now }));
      expect(await store().jobs.nextDue()).toBe(now);
      await theOne();
      expect(await store().jobs.nextDue()).toBe(now + leaseMs);
    });
  });
};
