/** The promises of `tickets` and `counts` in `core/ports/views.ts`, for any store. */
import type { Ticket } from '../../core/domain/ticket.ts';
import type { TicketFilter } from '../../core/ports/views.ts';
import { aConversation, aTicket, aTurn, dayOne, following } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

export const describeTicketLists = (name: string, makeStore: MakeStore): void => {
  describe(`lists of tickets (${name})`, () => {
    const store = freshStore(makeStore);

    /** Stores each ticket in a conversation of its own, one after the other. */
    const keep = async (...tickets: readonly Partial<Ticket>[]): Promise<readonly Ticket[]> => {
      const stored: Ticket[] = [];
      for (const over of tickets) {
        const conversation = aConversation();
        const ticket = aTicket({ ...over, conversation: conversation.id });
        await store().turns.commit(aTurn({ conversation, messages: [], tickets: [{ ticket, expect: null }] }));
        stored.push(ticket);
      }
      return stored;
    };
    const titles = async (filter: Partial<TicketFilter>): Promise<readonly string[]> => {
      const rows = await store().views.tickets({
        tab: 'all',
        operator: 'op-1',
        departments: null,
        limit: 100,
        ...filter,
      });
      return rows.map(({ ticket }) => ticket.title);
    };

    test('the queue: urgent first, then returned, then by place', async () => {
      const queued = { status: 'queued', department: 'passports' } as const;
      await keep(
        { ...queued, title: 'normal late', queuedAt: dayOne + 3 },
        { ...queued, title: 'normal early', queuedAt: dayOne + 1 },
        { ...queued, title: 'normal returned', queuedAt: dayOne + 9, returned: true },
        { ...queued, title: 'high', queuedAt: dayOne + 8, priority: 'high' },
        { ...queued, title: 'urgent late', queuedAt: dayOne + 7, priority: 'urgent' },
        { ...queued, title: 'urgent early', queuedAt: dayOne + 6, priority: 'urgent' },
        { ...queued, title: 'expert, free', status: 'expert', queuedAt: dayOne + 2 },
        { ...queued, title: 'expert, taken', status: 'expert', owner: 'op-2', queuedAt: dayOne },
        { title: 'bot' },
      );
      const order = [
        'urgent early',
        'urgent late',
        'high',
        'normal returned',
        'normal early',
        'expert, free',
        'normal late',
      ];
      expect(await titles({ tab: 'queue' })).toEqual(order);
      expect(await titles({ tab: 'queue', limit: 3 })).toEqual(order.slice(0, 3));
    });

    test('departments are kept apart', async () => {
      await keep(
        { title: 'p', status: 'queued', department: 'passports', queuedAt: 1 },
        { title: 't', status: 'queued', department: 'taxes', queuedAt: 2 },
        { title: 'done', status: 'closed', department: 'taxes', openedAt: dayOne + 5 },
      );
      expect(await titles({ tab: 'queue', departments: ['taxes'] })).toEqual(['t']);
      expect(await titles({ tab: 'queue', departments: ['taxes', 'passports'] })).toEqual(['p', 't']);
      expect(await titles({ tab: 'queue', departments: [] })).toEqual([]);
      expect(await titles({ tab: 'all', departments: ['taxes'] })).toEqual(['done', 't']);
      expect(await titles({ tab: 'all', departments: [] })).toEqual([]);
      const counts = (departments: readonly string[] | null) => store().views.counts({ operator: 'op-1', departments });
      expect(await counts(['taxes'])).toEqual({ mine: 0, queue: 1, all: 2 });
      expect(await counts([])).toEqual({ mine: 0, queue: 0, all: 0 });
      expect(await counts(null)).toEqual({ mine: 0, queue: 2, all: 3 });
    });

    test('mine: those who wait longest first, whatever the department, until they are over', async () => {
      const mine = { owner: 'op-1', department: 'taxes' } as const;
      await keep(
        { ...mine, title: 'answered', status: 'answered', openedAt: dayOne + 1 },
        { ...mine, title: 'waits since 5', status: 'active', waitingSince: dayOne + 5 },
        { ...mine, title: 'waits since 2', status: 'active', waitingSince: dayOne + 2 },
        { ...mine, title: 'closed', status: 'closed', waitingSince: dayOne },
        { ...mine, title: 'rejected', status: 'rejected' },
        { ...mine, title: 'of another', status: 'active', owner: 'op-2', waitingSince: dayOne },
      );
      expect(await titles({ tab: 'mine', departments: ['passports'] })).toEqual([
        'waits since 2',
        'waits since 5',
        'answered',
      ]);
      expect(await store().views.counts({ operator: 'op-1', departments: ['passports'] })).toEqual({
        mine: 3,
        queue: 0,
        all: 0,
      });
    });

    test('all: every ticket that people have had, newest first over departments', async () => {
      await keep(
        { title: '1', department: 'taxes', openedAt: dayOne + 1 },
        { title: '2', department: 'passports', openedAt: dayOne + 2, status: 'closed' },
        { title: 'bot only', openedAt: dayOne + 9 },
        { title: '4', department: 'taxes', openedAt: dayOne + 4 },
        { title: '3', department: 'housing', openedAt: dayOne + 3 },
      );
      expect(await titles({})).toEqual(['4', '3', '2', '1']);
      expect(await titles({ limit: 2 })).toEqual(['4', '3']);
      expect(await titles({ departments: ['taxes', 'passports'], limit: 2 })).toEqual(['4', '2']);
    });

    test('a ticket moves between the lists with its status', async () => {
      const [ticket] = await keep({ title: 'x', status: 'queued', department: 'taxes', queuedAt: 1 });
      const loaded = await store().turns.load(ticket?.conversation ?? '');
      if (loaded === null || ticket === undefined) throw new Error('the conversation is not there');
      await store().turns.commit(
        aTurn({
          conversation: following(loaded.conversation),
          messages: [],
          tickets: [
            { ticket: { ...ticket, status: 'active', owner: 'op-1' }, expect: { status: 'queued', owner: null } },
          ],
        }),
      );
      expect(await titles({ tab: 'queue' })).toEqual([]);
      expect(await titles({ tab: 'mine' })).toEqual(['x']);
      expect(await store().views.counts({ operator: 'op-1', departments: null })).toEqual({
        mine: 1,
        queue: 0,
        all: 1,
      });
    });
  });
};
