/** The promises of `CannedAnswers` in `core/ports/canned.ts`, for any store. */
import type { Attachment } from '../../core/domain/attachment.ts';
import type { CannedAnswer } from '../../core/domain/canned.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { anAttachment, dayOne } from '../support/builders.ts';
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
    files: [],
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
    const stage = (file: Attachment) =>
      store().fileRows.add({ file, conversation: null, owner: 'operator:op-1', at: dayOne }, 10_000_000);
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

    test('an answer keeps its files in their order; what it lets go of is forgotten, another one cannot have them', async () => {
      const [a, b, c] = [anAttachment(), anAttachment({ name: 'Чек.pdf' }), anAttachment()];
      for (const file of [a, b, c]) await stage(file);
      const answer = anAnswer({ files: [b, a] });
      await save(answer);
      await store.restart();
      expect(await store().canned.list({ operator: 'op-1', departments: [] })).toEqual([answer]);
      expect(await store().fileRows.find(a.id)).toMatchObject({ answer: answer.id });
      expect(await store().fileRows.drop(a.id, 'operator:op-1')).toBe(false);
      await expect(save(anAnswer({ files: [a] }))).rejects.toMatchObject({ code: 'file-gone' });
      await expect(save({ ...answer, title: 'Иначе', files: [c, anAttachment()] })).rejects.toMatchObject({
        code: 'file-gone',
      });
      expect(await store().canned.byId(answer.id)).toEqual(answer);
      await save({ ...answer, files: [c, b] });
      expect((await store().canned.byId(answer.id))?.files).toEqual([c, b]);
      expect(await store().fileRows.known([a.id, b.id, c.id])).toEqual(new Set([b.id, c.id]));
    });

    test('files of a living answer never go; those of a removed one a while after, unless it comes back', async () => {
      const files = [anAttachment(), anAttachment()];
      for (const file of files) await stage(file);
      const answers = files.map((file) => anAnswer({ files: [file] }));
      for (const answer of answers) await save(answer);
      const [living, gone] = answers;
      const removed = { ...line('canned:removed'), at: dayOne + 1000 };
      for (const { id } of answers) await store().canned.remove(id, removed);
      await store().canned.restore(living?.id ?? '', line('canned:restored'));
      expect(await store().fileRows.expire(dayOne + 500)).toEqual([]);
      expect(await store().fileRows.expire(dayOne + 2000)).toEqual([files[1]?.id]);
      expect(await store().canned.byId(living?.id ?? '')).toEqual(living);
      await store().canned.restore(gone?.id ?? '', line('canned:restored'));
      expect(await store().canned.byId(gone?.id ?? '')).toEqual({ ...gone, files: [] });
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
