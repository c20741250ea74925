/** The promises of `core/ports/line-changes.ts`, for any store. */
import type { LineChange } from '../../core/domain/organisation.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { dayOne } from '../support/builders.ts';
import { everything } from './audit.ts';
import { freshStore, type MakeStore } from './store.ts';

const hour = 3_600_000;

const aChange = (over: Partial<LineChange> = {}): LineChange => ({
  line: 'chat',
  from: dayOne,
  until: dayOne + 10 * hour,
  intervals: [{ from: 600, to: 900 }],
  ...over,
});

const told = (action: 'line:changed' | 'line:restored', at: number): AuditLine => ({
  at,
  actor: 'op-1',
  action,
  ticket: null,
  details: { line: 'chat' },
});

export const describeLineChanges = (name: string, makeStore: MakeStore): void => {
  describe(`line changes (${name})`, () => {
    const store = freshStore(makeStore);
    const save = (change: LineChange) => store().lineChanges.save(change, told('line:changed', change.from));
    const actions = async () =>
      (await store().audit.page({ ...everything, actions: ['line:changed', 'line:restored'] }, null, 9)).entries.map(
        ({ action }) => action,
      );

    test('what is not over is told, oldest first, also after a restart', async () => {
      const [first, second] = [aChange(), aChange({ from: dayOne + hour, intervals: [] })];
      await save(first);
      await save(second);
      await save(aChange({ until: dayOne + 1 }));
      await store.restart();
      expect(await store().lineChanges.current(dayOne + hour)).toEqual([first, second]);
      expect(await store().lineChanges.current(dayOne + 10 * hour)).toEqual([]);
    });

    test('an end stops every change of the line and of no other', async () => {
      const other = aChange({ line: 'phone' });
      await save(aChange());
      await save(aChange({ from: dayOne + hour }));
      await save(other);
      await store().lineChanges.end('chat', dayOne + 2 * hour, told('line:restored', dayOne + 2 * hour));
      expect(await store().lineChanges.current(dayOne + 2 * hour)).toEqual([other]);
    });

    test('each of them is in the audit', async () => {
      await save(aChange());
      await store().lineChanges.end('chat', dayOne + 1, told('line:restored', dayOne + 1));
      expect(await actions()).toEqual(['line:restored', 'line:changed']);
    });
  });
};
