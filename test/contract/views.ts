/** The promises of `core/ports/views.ts`, for any store: lines, one ticket, what was done to it. Lists: `ticket-lists.ts`. */
import type { Message } from '../../core/domain/message.ts';
import { aConversation, aMessage, aTicket, aTurn, dayOne, following } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const seqs = (messages: readonly Message[]): readonly number[] => messages.map(({ seq }) => seq);

export const describeViews = (name: string, makeStore: MakeStore): void => {
  describe(`views (${name})`, () => {
    const store = freshStore(makeStore);

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
        const conversation = aConversation();
        const ticket = aTicket({ conversation: conversation.id });
        const tickets = [{ ticket, expect: null }];
        await store().turns.commit(aTurn({ conversation, messages: [], tickets }));
        await store().turns.commit(aTurn({ conversation: following(conversation), messages: [] }));
        expect(await store().views.ticket(ticket.number)).toMatchObject({ version: 2, last: null, lastSeq: 0 });
        expect(await store().views.ticket('26-999999-0')).toBeNull();
        expect(await store().views.conversationOf(ticket.number)).toBe(conversation.id);
        expect(await store().views.conversationOf('26-999999-0')).toBeNull();
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
