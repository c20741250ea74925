/** The promises of `core/ports/views.ts`, for any store. */
import type { Message } from '../../core/domain/message.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { TicketFilter } from '../../core/ports/views.ts';
import { aConversation, aMessage, aTicket, aTurn, dayOne, following } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const seqs = (messages: readonly Message[]): readonly number[] => messages.map(({ seq }) => seq);

export const describeViews = (name: string, makeStore: MakeStore): void => {
  describe(`views (${name})`, () => {
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

    describe('the lines of a conversation', () => {
      const talk = async (): Promise<string> => {
        const conversation = aConversation();
        const messages = Array.from({ length: 10 }, (_, index) =>
          aMessage({ seq: index + 1, audience: index % 3 === 2 ? 'staff' : 'all' }),
        );
        await store().turns.commit(aTurn({ conversation, messages }));
        await store().turns.commit(aTurn());
        return conversation.id;
      };

      test('a screen that comes back gets exactly what it missed, page by page', async () => {
        const id = await talk();
        const first = await store().views.messagesAfter(id, 2, 4, 'staff');
        expect([seqs(first.messages), first.more]).toEqual([[3, 4, 5, 6], true]);
        const second = await store().views.messagesAfter(id, 6, 4, 'staff');
        expect([seqs(second.messages), second.more]).toEqual([[7, 8, 9, 10], false]);
        const nothing = await store().views.messagesAfter(id, 10, 4, 'staff');
        expect([seqs(nothing.messages), nothing.more]).toEqual([[], false]);
      });

      test('earlier lines come as the newest page before, oldest first', async () => {
        const id = await talk();
        const newest = await store().views.messagesBefore(id, 11, 4, 'staff');
        expect([seqs(newest.messages), newest.more]).toEqual([[7, 8, 9, 10], true]);
        const first = await store().views.messagesBefore(id, 5, 4, 'staff');
        expect([seqs(first.messages), first.more]).toEqual([[1, 2, 3, 4], false]);
      });

      test('a citizen never gets lines of the staff, nor a page shortened by them', async () => {
        const id = await talk();
        const after = await store().views.messagesAfter(id, 0, 5, 'all');
        expect([seqs(after.messages), after.more]).toEqual([[1, 2, 4, 5, 7], true]);
        const before = await store().views.messagesBefore(id, 11, 5, 'all');
        expect([seqs(before.messages), before.more]).toEqual([[4, 5, 7, 8, 10], true]);
      });

      test('an unknown conversation has no lines', async () => {
        await talk();
        expect(await store().views.messagesAfter('c-unknown', 0, 5, 'staff')).toEqual({ messages: [], more: false });
      });
    });

    describe('one ticket', () => {
      test('shows who asks, from where, and what people wrote last, past the bot, notes and pressed buttons', async () => {
        const conversation = aConversation({
          citizen: { name: 'Ольга', origin: { page: null, title: 'Паспорт', device: null } },
          replyTo: { channel: 'vk', peer: '9' },
        });
        const ticket = aTicket({ conversation: conversation.id });
        const messages = [
          aMessage({ seq: 1, text: 'здравствуйте' }),
          aMessage({ seq: 2, text: 'слушаю', author: { kind: 'operator', id: 'op-1', name: 'Марина' } }),
          aMessage({
            seq: 3,
            text: 'заметка',
            author: { kind: 'note', id: 'op-1', name: 'Марина' },
            audience: 'staff',
          }),
          aMessage({ seq: 4, text: 'передано', author: { kind: 'system' } }),
          aMessage({ seq: 5, text: 'Назад', cause: { kind: 'press', payload: '1.0' } }),
          aMessage({ seq: 6, text: 'выберите тему', author: { kind: 'bot' } }),
        ];
        await store().turns.commit(aTurn({ conversation, messages, tickets: [{ ticket, expect: null }] }));
        expect(await store().views.ticket(ticket.number)).toEqual({
          version: 1,
          ticket,
          channel: 'vk',
          citizen: conversation.citizen,
          last: { seq: 2, at: messages[1]?.at, author: messages[1]?.author, text: 'слушаю', files: 0 },
          lastSeq: 6,
        });
      });

      test('shows the pressed button when the citizen wrote nothing', async () => {
        const conversation = aConversation();
        const ticket = aTicket({ conversation: conversation.id });
        const messages = [aMessage({ seq: 1, text: 'Перейти к оператору', cause: { kind: 'press', payload: '1.4' } })];
        await store().turns.commit(aTurn({ conversation, messages, tickets: [{ ticket, expect: null }] }));
        expect((await store().views.ticket(ticket.number))?.last).toMatchObject({ text: 'Перейти к оператору' });
      });

      test('its version grows with the conversation, and without lines there is no last one', async () => {
        const [ticket] = await keep({});
        const number = ticket?.number ?? '';
        const loaded = await store().turns.load(ticket?.conversation ?? '');
        if (loaded === null) throw new Error('the conversation is not there');
        await store().turns.commit(aTurn({ conversation: following(loaded.conversation), messages: [] }));
        expect(await store().views.ticket(number)).toMatchObject({ version: 2, last: null, lastSeq: 0 });
        expect(await store().views.ticket('26-999999-0')).toBeNull();
        expect(await store().views.conversationOf(number)).toBe(loaded.conversation.id);
        expect(await store().views.conversationOf('26-999999-0')).toBeNull();
      });
    });

    describe('lists', () => {
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
        const counts = (departments: readonly string[] | null) =>
          store().views.counts({ operator: 'op-1', departments });
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

    test('the audit of a ticket comes newest first and is only its own', async () => {
      const line = (action: string, ticket: string | null) => ({
        at: dayOne,
        actor: 'op-1',
        action,
        ticket,
        details: { why: action },
      });
      const audit = [
        line('claim', 'T'),
        line('solve', 'T'),
        line('claim', 'U'),
        { ...line('start', null), details: {} },
      ];
      await store().turns.commit(aTurn({ audit }));
      expect(await store().views.audit('T', 10)).toEqual([audit[1], audit[0]]);
      expect(await store().views.audit('T', 1)).toEqual([audit[1]]);
    });
  });
};
