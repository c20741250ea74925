/** The promises of `People` in `core/ports/people.ts`, for any store. */
import { Refusal } from '../../core/domain/refusal.ts';
import { anOperator, dayOne } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const limits = { idleMs: 3600_000, maxMs: 24 * 3600_000 };

export const describePeople = (name: string, makeStore: MakeStore): void => {
  describe(`people (${name})`, () => {
    const store = freshStore(makeStore);

    test('an operator is found by login and by id, with the password hash', async () => {
      const marina = anOperator({ login: 'marina', departments: ['passports', 'taxes'] });
      await store().people.save(marina, 'hash-1');
      expect(await store().people.byLogin('marina')).toEqual({ operator: marina, passwordHash: 'hash-1' });
      expect(await store().people.byId(marina.id)).toEqual(marina);
      expect(await store().people.byLogin('nobody')).toBeNull();
      expect(await store().people.byId('op-nobody')).toBeNull();
    });

    test('everybody is listed by name', async () => {
      const [b, a] = [anOperator({ name: 'Борис' }), anOperator({ name: 'Анна', role: 'supervisor', departments: [] })];
      await store().people.save(b, 'x');
      await store().people.save(a, 'x');
      expect(await store().people.list()).toEqual([a, b]);
    });

    test('a change without a password leaves the password as it is', async () => {
      const marina = anOperator({ login: 'marina' });
      await store().people.save(marina, 'hash-1');
      await store().people.save({ ...marina, login: 'm.sokolova' }, null);
      expect(await store().people.byLogin('marina')).toBeNull();
      expect((await store().people.byLogin('m.sokolova'))?.passwordHash).toBe('hash-1');
      await store().people.save(marina, 'hash-2');
      expect((await store().people.byLogin('marina'))?.passwordHash).toBe('hash-2');
    });

    test('who has no password yet works here but cannot sign in', async () => {
      const marina = anOperator({ login: 'marina' });
      await store().people.save(marina, null);
      expect(await store().people.byId(marina.id)).toEqual(marina);
      expect(await store().people.byLogin('marina')).toBeNull();
    });

    test('a login belongs to one person', async () => {
      const marina = anOperator({ login: 'marina', name: 'Марина Соколова' });
      await store().people.save(marina, 'x');
      const refused = store().people.save(anOperator({ login: 'marina', name: 'Марина Другая' }), 'y');
      await expect(refused).rejects.toEqual(new Refusal('taken', 'Марина Соколова'));
      await expect(refused).rejects.toMatchObject({ code: 'taken', by: 'Марина Соколова' });
      expect(await store().people.list()).toEqual([marina]);
    });

    test.each([
      ['a changed role', { role: 'supervisor' }, false],
      ['being switched off', { active: false }, false],
      ['a changed name', { name: 'Марина Иванова' }, true],
    ] as const)('%s decides about open sign-ins', async (_, change, stays) => {
      const marina = anOperator();
      await store().people.save(marina, 'x');
      await store().signIns.open('token-hash', marina.id, dayOne);
      await store().people.save({ ...marina, ...change }, null);
      const signIn = await store().signIns.use('token-hash', dayOne, limits);
      expect(signIn).toEqual(stays ? { operator: { ...marina, ...change }, openedAt: dayOne } : null);
      await store().people.save(marina, null);
      expect((await store().signIns.use('token-hash', dayOne, limits)) !== null).toBe(stays);
    });
  });
};
