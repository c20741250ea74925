/** The promises of `SignIns` in `core/ports/people.ts`, for any store. */
import { anOperator, dayOne } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const minute = 60_000;
const limits = { idleMs: 30 * minute, maxMs: 10 * 60 * minute };

export const describeSignIns = (name: string, makeStore: MakeStore): void => {
  describe(`sign-ins (${name})`, () => {
    const store = freshStore(makeStore);
    const marina = anOperator();
    beforeEach(async () => {
      await store().people.save(marina, 'x');
    });
    const use = (at: number, token = 'hash') => store().signIns.use(token, at, limits);

    test('an open sign-in tells who it is, also after a restart', async () => {
      await store().signIns.open('hash', marina.id, dayOne);
      await store.restart();
      expect(await use(dayOne + minute)).toEqual({ operator: marina, passwordDue: false, openedAt: dayOne });
      expect(await use(dayOne, 'another hash')).toBeNull();
    });

    test('who keeps working stays signed in, who is idle does not', async () => {
      await store().signIns.open('hash', marina.id, dayOne);
      for (let at = 20; at <= 100; at += 20) expect(await use(dayOne + at * minute)).not.toBeNull();
      expect(await use(dayOne + 131 * minute)).toBeNull();
      expect(await use(dayOne + 101 * minute)).toBeNull();
    });

    test('a screen that is only open does not keep anybody signed in', async () => {
      await store().signIns.open('hash', marina.id, dayOne);
      const look = (at: number) => store().signIns.use('hash', at, { ...limits, touch: false });
      for (let at = 5; at <= 30; at += 5) expect(await look(dayOne + at * minute)).not.toBeNull();
      expect(await look(dayOne + 31 * minute)).toBeNull();
    });

    test('short idle limits hold too', async () => {
      const short = { idleMs: 1000, maxMs: 10_000 };
      await store().signIns.open('hash', marina.id, dayOne);
      for (let at = 800; at <= 8000; at += 800) {
        expect(await store().signIns.use('hash', dayOne + at, short)).not.toBeNull();
      }
      expect(await store().signIns.use('hash', dayOne + 9001, short)).toBeNull();
    });

    test('nobody stays signed in for ever', async () => {
      await store().signIns.open('hash', marina.id, dayOne);
      for (let at = 20; at <= 600; at += 20) expect(await use(dayOne + at * minute)).not.toBeNull();
      expect(await use(dayOne + 601 * minute)).toBeNull();
    });

    test('signing out ends one sign-in, or all of one person', async () => {
      const other = anOperator();
      await store().people.save(other, 'x');
      for (const token of ['a', 'b', 'c']) await store().signIns.open(token, marina.id, dayOne);
      await store().signIns.open('d', other.id, dayOne);
      await store().signIns.close('a');
      expect(await use(dayOne, 'a')).toBeNull();
      expect(await use(dayOne, 'b')).not.toBeNull();
      await store().signIns.closeAll(marina.id);
      expect(await use(dayOne, 'b')).toBeNull();
      expect(await use(dayOne, 'c')).toBeNull();
      expect(await use(dayOne, 'd')).toMatchObject({ operator: other });
    });

    test('failed tries are counted under each key since a moment, until pardoned', async () => {
      const keys = ['login:marina', 'ip:192.0.2.7'];
      await store().signIns.fail(keys, dayOne);
      await store().signIns.fail(keys, dayOne + minute);
      await store().signIns.fail(['ip:192.0.2.7'], dayOne + 2 * minute);
      const failures = (key: string, since = dayOne) => store().signIns.failures(key, since);
      expect(await failures('login:marina')).toBe(2);
      expect(await failures('ip:192.0.2.7')).toBe(3);
      expect(await failures('ip:192.0.2.7', dayOne + minute)).toBe(2);
      expect(await failures('login:other')).toBe(0);
      await store().signIns.pardon('login:marina');
      expect(await failures('login:marina')).toBe(0);
      expect(await failures('ip:192.0.2.7')).toBe(3);
    });
  });
};
