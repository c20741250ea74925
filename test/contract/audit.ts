/** The promises of `Audit` in `core/ports/audit.ts`, for any store. */
import type { AuditFilter } from '../../core/ports/audit.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { aConversation, aTicket, aTurn, dayOne } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

export const everything: AuditFilter = {
  person: null,
  actions: null,
  ticket: null,
  from: null,
  to: null,
  departments: null,
};

const line = (over: Partial<AuditLine> = {}): AuditLine => ({
  at: dayOne,
  actor: 'op-1',
  action: 'person:changed',
  ticket: null,
  details: {},
  ...over,
});

export const describeAudit = (name: string, makeStore: MakeStore): void => {
  describe(`audit (${name})`, () => {
    const store = freshStore(makeStore);
    const page = async (filter: Partial<AuditFilter> = {}, before: number | null = null, limit = 50) =>
      store().audit.page({ ...everything, ...filter }, before, limit);
    const actions = async (filter: Partial<AuditFilter>) => (await page(filter)).entries.map(({ action }) => action);

    test('what was written is read newest first, also after a restart', async () => {
      const lines = [line({ details: { person: 'op-2', role: 'author' } }), line({ at: dayOne + 1, action: 'b' })];
      await store().audit.write(lines);
      await store.restart();
      const { entries, more } = await page();
      expect(entries).toEqual([...lines].reverse().map((each) => ({ key: expect.any(Number), ...each })));
      expect(more).toBe(false);
    });

    test('pages follow each other by the key, and nothing written meanwhile moves them', async () => {
      await store().audit.write(['1', '2', '3', '4', '5'].map((action) => line({ action })));
      const first = await page({}, null, 2);
      await store().audit.write([line({ action: '6' })]);
      const second = await page({}, first.entries.at(-1)?.key ?? null, 2);
      const third = await page({}, second.entries.at(-1)?.key ?? null, 2);
      const shown = [first, second, third].flatMap(({ entries }) => entries.map(({ action }) => action));
      expect(shown).toEqual(['5', '4', '3', '2', '1']);
      expect([first.more, second.more, third.more]).toEqual([true, true, false]);
    });

    test('lines are found by who did it and by whom it was done to', async () => {
      await store().audit.write([
        line({ actor: 'op-1', action: 'a' }),
        line({ actor: 'op-2', action: 'b', details: { person: 'op-1' } }),
        line({ actor: 'op-2', action: 'c', details: { person: 'op-3' } }),
        line({ actor: 'system', action: 'd' }),
      ]);
      expect(await actions({ person: 'op-1' })).toEqual(['b', 'a']);
      expect(await actions({ person: 'op-3' })).toEqual(['c']);
      expect(await actions({ person: 'nobody' })).toEqual([]);
    });

    test('lines are found by action, ticket and moment, and by all of it together', async () => {
      await store().audit.write([
        line({ at: 100, action: 'a', ticket: '26-000001-9' }),
        line({ at: 200, action: 'b', ticket: '26-000001-9' }),
        line({ at: 300, action: 'a', ticket: '26-000002-8' }),
      ]);
      expect(await actions({ actions: ['a'] })).toEqual(['a', 'a']);
      expect(await actions({ actions: [] })).toEqual([]);
      expect(await actions({ ticket: '26-000001-9' })).toEqual(['b', 'a']);
      expect(await actions({ from: 200, to: 300 })).toEqual(['b']);
      expect(await actions({ actions: ['a'], ticket: '26-000001-9', from: 0, to: 150 })).toEqual(['a']);
      expect(await actions({ actions: ['b'], to: 150 })).toEqual([]);
    });

    test('who sees some departments reads only lines about tickets that are there now', async () => {
      const conversation = aConversation();
      const ticket = aTicket({ conversation: conversation.id, department: 'payments' });
      await store().turns.commit(
        aTurn({
          conversation,
          tickets: [{ ticket, expect: null }],
          audit: [line({ action: 'a', ticket: ticket.number })],
        }),
      );
      await store().audit.write([line({ action: 'b' }), line({ action: 'c', ticket: '26-000009-1' })]);
      expect(await actions({ departments: ['payments'] })).toEqual(['a']);
      expect(await actions({ departments: ['profile'] })).toEqual([]);
      expect(await actions({ departments: [] })).toEqual([]);
    });
  });
};
