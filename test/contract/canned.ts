/** The promises of `CannedAnswers` in `core/ports/canned.ts`, for any store. */
import type { CannedAnswer } from '../../core/domain/canned.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { dayOne } from '../support/builders.ts';
import { everything } from './audit.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

let made = 0;
const anAnswer = (over: Partial<CannedAnswer> = {}): CannedAnswer => {
  made += 1;
  return {
    id: `canned-${made}`,
    title: `Ответ ${String(made).padStart(4, '0')}`,
    shortcut: `ответ${made}`,
    text: 'Здравствуйте, {гражданин}!',
    scope: { kind: 'all' },
    ...over,
  };
};

const line = (action = 'canned:added'): AuditLine => ({
  at: dayOne,
  actor: 'op-boss',
  action,
  ticket: null,
  details: {},
});

export const describeCanned = (name: string, makeStore: MakeStore): void => {
  describe(`canned answers (${name})`, () => {
    const store = freshStore(makeStore);
    const save = (answer: CannedAnswer) => store().canned.save(answer, line());
    const listed = async (operator = 'op-1', departments: readonly string[] | null = []) =>
      (await store().canned.list({ operator, departments })).map(({ id }) => id);

    test('an answer is read as it was saved, changed ones as they were changed, also after a restart', async () => {
      const answer = anAnswer({ scope: { kind: 'department', department: 'payments' } });
      await save(answer);
      await save({ ...answer, title: 'Иначе', scope: { kind: 'mine', operator: 'op-1' } });
      await store.restart();
      const changed = { ...answer, title: 'Иначе', scope: { kind: 'mine', operator: 'op-1' } };
      expect(await store().canned.byId(answer.id)).toEqual(changed);
      expect(await store().canned.list({ operator: 'op-1', departments: [] })).toEqual([changed]);
      expect(await store().canned.byId('none')).toBeNull();
    });

    test('everybody reads the common ones, those of their departments, and their own', async () => {
      const [all, payments, mine, foreign] = [
        anAnswer(),
        anAnswer({ scope: { kind: 'department', department: 'payments' } }),
        anAnswer({ scope: { kind: 'mine', operator: 'op-1' } }),
        anAnswer({ scope: { kind: 'mine', operator: 'op-2' } }),
      ];
      for (const answer of [all, payments, mine, foreign]) await save(answer);
      expect(await listed('op-1', [])).toEqual([all.id, mine.id]);
      expect(await listed('op-1', ['payments', 'profile'])).toEqual([all.id, payments.id, mine.id]);
      expect(await listed('op-2', null)).toEqual([all.id, payments.id, foreign.id]);
    });

    test('what one used last comes first for them and for nobody else', async () => {
      const [a, b, c] = [anAnswer({ title: 'а' }), anAnswer({ title: 'б' }), anAnswer({ title: 'в' })];
      for (const answer of [a, b, c]) await save(answer);
      await store().canned.used(b.id, 'op-1', dayOne);
      await store().canned.used(c.id, 'op-1', dayOne + 1);
      expect(await listed('op-1')).toEqual([c.id, b.id, a.id]);
      await store().canned.used(b.id, 'op-1', dayOne + 2);
      await store().canned.used('none', 'op-1', dayOne + 3);
      expect(await listed('op-1')).toEqual([b.id, c.id, a.id]);
      expect(await listed('op-2')).toEqual([a.id, b.id, c.id]);
    });

    test('a shortcut belongs to one answer of its scope', async () => {
      const code = anAnswer({ shortcut: 'код', title: 'Код не приходит' });
      await save(code);
      await save(anAnswer({ shortcut: 'код', scope: { kind: 'mine', operator: 'op-1' } }));
      await save(anAnswer({ shortcut: 'код', scope: { kind: 'department', department: 'payments' } }));
      await expect(save(anAnswer({ shortcut: 'код' }))).rejects.toMatchObject({ code: 'taken', by: 'Код не приходит' });
      await save({ ...code, title: 'Код не приходит вовсе' });
    });

    test('a removed answer is in no list until it is brought back', async () => {
      const answer = anAnswer({ shortcut: 'код' });
      await save(answer);
      expect(await store().canned.remove(answer.id, line('canned:removed'))).toBe(true);
      expect(await store().canned.remove(answer.id, line('canned:removed'))).toBe(false);
      expect(await listed()).toEqual([]);
      expect(await store().canned.byId(answer.id)).toEqual(answer);
      expect(await store().canned.restore(answer.id, line('canned:restored'))).toBe(true);
      expect(await store().canned.restore(answer.id, line('canned:restored'))).toBe(false);
      expect(await store().canned.restore('none', line('canned:restored'))).toBe(false);
      expect(await listed()).toEqual([answer.id]);
      const { entries } = await store().audit.page(everything, null, 10);
      expect(entries.map(({ action }) => action)).toEqual(['canned:restored', 'canned:removed', 'canned:added']);
    });

    test('an answer does not come back onto a shortcut that is taken meanwhile', async () => {
      const old = anAnswer({ shortcut: 'код' });
      await save(old);
      await store().canned.remove(old.id, line());
      await save(anAnswer({ shortcut: 'код' }));
      await expect(store().canned.restore(old.id, line())).rejects.toMatchObject({ code: 'taken' });
    });

    test('shipped answers come once: changed ones stay changed, removed ones stay away', async () => {
      const [a, b, c] = [anAnswer(), anAnswer(), anAnswer({ shortcut: 'занято' })];
      await store().canned.seed([a, b]);
      await save({ ...a, text: 'по-своему' });
      await store().canned.remove(b.id, line());
      await save(anAnswer({ id: 'own', shortcut: 'занято' }));
      await store().canned.seed([a, b, c]);
      expect(await store().canned.byId(a.id)).toMatchObject({ text: 'по-своему' });
      expect(await listed()).not.toContain(b.id);
      expect(await listed()).not.toContain(c.id);
    });
  });
};
