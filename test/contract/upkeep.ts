/** The promises of `core/ports/upkeep.ts`, for any store. */
import { retryLetter } from '../../core/ports/upkeep.ts';
import { aJob, anOperator, aTicket, aTurn, dayOne } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const hour = 3_600_000;

export const describeUpkeep = (name: string, makeStore: MakeStore): void => {
  describe(`upkeep (${name})`, () => {
    const store = freshStore(makeStore);
    const figures = () => store().upkeep.figures(dayOne);
    const bury = (key: string, at = dayOne) =>
      store().turns.bury({ key, at, error: 'why', raw: JSON.stringify({ dedupe: key }) });

    test('an empty store has nothing waiting and no trouble', async () => {
      expect(await figures()).toEqual({ queued: new Map(), jobsDue: 0, oldestDue: null, deadLetters: 0 });
      expect(await store().upkeep.trouble()).toBeNull();
    });

    test('tickets that wait for somebody are counted by department, those that somebody has are not', async () => {
      const ticket = (over: Parameters<typeof aTicket>[0]) => {
        const conversation = `of-${JSON.stringify(over)}`;
        return aTurn({ tickets: [{ ticket: aTicket({ ...over, conversation }), expect: null }] });
      };
      await store().turns.commit(ticket({ status: 'queued', department: 'technical' }));
      await store().turns.commit(ticket({ status: 'queued', department: 'technical', title: 'second' }));
      await store().turns.commit(ticket({ status: 'expert', department: 'experts' }));
      await store().turns.commit(ticket({ status: 'active', department: 'technical', owner: 'o' }));
      await store().turns.commit(ticket({ status: 'bot' }));
      expect((await figures()).queued).toEqual(
        new Map([
          ['experts', 1],
          ['technical', 2],
        ]),
      );
    });

    test('due jobs are counted from the moment they could be taken, taken ones are not', async () => {
      const schedule = (key: string, due: number) => ({ kind: 'schedule', job: aJob({ key, due }) }) as const;
      const jobs = [schedule('a', dayOne - 2 * hour), schedule('b', dayOne - hour), schedule('c', dayOne + hour)];
      await store().turns.commit(aTurn({ jobs }));
      expect(await figures()).toMatchObject({ jobsDue: 2, oldestDue: dayOne - 2 * hour });
      await store().jobs.lease(dayOne, hour, 1);
      expect(await figures()).toMatchObject({ jobsDue: 1, oldestDue: dayOne - hour });
    });

    test('a dead letter that is tried again is a job with the event in it, and no letter any more', async () => {
      await bury('web:a:1');
      expect((await figures()).deadLetters).toBe(1);
      expect(await store().upkeep.retryDeadLetter('web:a:1', dayOne)).toBe(true);
      expect((await figures()).deadLetters).toBe(0);
      const [job] = await store().jobs.lease(dayOne, hour, 5);
      expect(job).toMatchObject({ kind: retryLetter, payload: { raw: '{"dedupe":"web:a:1"}' } });
      // It is met as if for the first time.
      expect(await store().turns.attempt('web:a:1', '')).toBe(1);
      expect(await store().upkeep.retryDeadLetter('web:a:1', dayOne)).toBe(false);
    });

    test('a dropped dead letter is gone, an unknown one is told', async () => {
      await bury('web:a:1');
      expect(await store().upkeep.dropDeadLetter('web:a:2')).toBe(false);
      expect(await store().upkeep.dropDeadLetter('web:a:1')).toBe(true);
      expect((await figures()).deadLetters).toBe(0);
      expect(await store().jobs.nextDue()).toBeNull();
    });

    test('tidying forgets what is old and nothing else', async () => {
      const marina = anOperator();
      await store().people.save(marina, 'hash');
      await store().signIns.open('old', marina.id, dayOne - 9 * hour);
      await store().signIns.open('new', marina.id, dayOne);
      await store().signIns.fail(['login:x'], dayOne - 9 * hour);
      await store().signIns.fail(['login:x'], dayOne);
      await bury('old', dayOne - 9 * hour);
      await bury('new', dayOne);
      const at = dayOne - hour;
      expect(await store().upkeep.tidy({ failures: at, signIns: at, letters: at })).toBe(3);
      expect((await figures()).deadLetters).toBe(1);
      expect(await store().signIns.failures('login:x', 0)).toBe(1);
      const limits = { idleMs: 99 * hour, maxMs: 99 * hour };
      expect(await store().signIns.use('old', dayOne, limits)).toBeNull();
      expect(await store().signIns.use('new', dayOne, limits)).not.toBeNull();
    });
  });
};
