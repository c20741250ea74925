/** The promises of `People` in `core/ports/people.ts`, for any store. */
import { Refusal } from '../../core/domain/refusal.ts';
import { anOperator, dayOne } from '../support/builders.ts';
import { everything } from './audit.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const limits = { idleMs: 3600_000, maxMs: 24 * 3600_000 };

export const describePeople = (name: string, makeStore: MakeStore): void => {
  describe(`people (${name})`, () => {
    const store = freshStore(makeStore);

    test('an operator is found by login and by id, with the password hash', async () => {
      const marina = anOperator({ login: 'marina', departments: ['passports', 'taxes'] });
      await store().people.save(marina, 'hash-1');
      expect(await store().people.byLogin('marina')).toEqual({
        operator: marina,
        passwordHash: 'hash-1',
        passwordDue: false,
      });
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

    test('a password given by somebody else is due to be changed until it is', async () => {
      const marina = anOperator({ login: 'marina' });
      const due = async () => (await store().people.byLogin('marina'))?.passwordDue;
      await store().people.save(marina, 'given', { passwordDue: true });
      await store().signIns.open('token-hash', marina.id, dayOne);
      await store().people.save({ ...marina, name: 'Марина Иванова' }, null);
      expect(await due()).toBe(true);
      expect((await store().signIns.use('token-hash', dayOne, limits))?.passwordDue).toBe(true);
      await store().people.save(marina, 'own');
      expect(await due()).toBe(false);
      expect((await store().signIns.use('token-hash', dayOne, limits))?.passwordDue).toBe(false);
    });

    test.each([
      ['switched off', { active: false }],
      ['made an operator', { role: 'operator' }],
    ] as const)('the last active administrator cannot be %s, another one can', async (_, change) => {
      const [anna, boris] = [anOperator({ role: 'administrator' }), anOperator({ role: 'administrator' })];
      await store().people.save(anna, 'x');
      await store().people.save({ ...boris, active: false }, 'x');
      const refused = store().people.save({ ...anna, ...change }, null);
      await expect(refused).rejects.toMatchObject({ code: 'last-administrator' });
      expect(await store().people.byId(anna.id)).toEqual(anna);
      await store().people.save(boris, null);
      await store().people.save({ ...anna, ...change }, null);
      expect(await store().people.byId(anna.id)).toMatchObject(change);
    });

    test('a change touches what it names: two at once do not undo each other', async () => {
      const marina = anOperator({ login: 'marina', departments: ['passports'] });
      await store().people.save(marina, 'x');
      const [changed] = await Promise.all([
        store().people.change(marina.id, { name: 'Марина Иванова', departments: ['taxes'] }),
        store().people.change(marina.id, { active: false }),
        store().people.change(marina.id, { passwordHash: 'fresh' }, { passwordDue: true }),
      ]);
      expect(changed).toEqual({ ...marina, name: 'Марина Иванова', departments: ['taxes'] });
      expect(await store().people.byLogin('marina')).toEqual({
        operator: { ...marina, name: 'Марина Иванова', departments: ['taxes'], active: false },
        passwordHash: 'fresh',
        passwordDue: true,
      });
      expect(await store().people.change('nobody', { name: 'Никто' })).toBeNull();
    });

    test('two administrators who switch each other off at once leave one of them', async () => {
      const both = [anOperator({ role: 'administrator' }), anOperator({ role: 'administrator' })];
      for (const one of both) await store().people.save(one, 'x');
      const done = await Promise.allSettled(both.map((one) => store().people.save({ ...one, active: false }, null)));
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect((await store().people.list()).filter(({ active }) => active)).toHaveLength(1);
    });

    test('a change and its audit line are written together or not at all', async () => {
      const marina = anOperator({ login: 'marina' });
      const line = {
        at: dayOne,
        actor: 'op-boss',
        action: 'person:added',
        ticket: null,
        details: { person: marina.id },
      };
      await store().people.save(marina, 'x', { audit: [line] });
      await expect(
        store().people.save(anOperator({ login: 'marina' }), 'x', { audit: [{ ...line, action: 'person:lost' }] }),
      ).rejects.toMatchObject({ code: 'taken' });
      expect((await store().audit.page(everything, null, 10)).entries).toEqual([{ key: expect.any(Number), ...line }]);
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
      expect(signIn).toEqual(
        stays ? { operator: { ...marina, ...change }, passwordDue: false, openedAt: dayOne } : null,
      );
      await store().people.save(marina, null);
      expect((await store().signIns.use('token-hash', dayOne, limits)) !== null).toBe(stays);
    });
  });
};
