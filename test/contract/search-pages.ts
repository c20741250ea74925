/** The promises of `core/ports/search.ts`, for any store: filters, pages, and an index that follows what is committed. */
import type { Ticket } from '../../core/domain/ticket.ts';
import type { SearchFilter, SearchPage } from '../../core/ports/search.ts';
import { aConversation, aMessage, aTicket, aTurn, dayOne, following } from '../support/builders.ts';
import { searchingIn } from './searching.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

export const describeSearchPages = (name: string, makeStore: MakeStore): void => {
  describe(`pages of the search (${name})`, () => {
    const store = freshStore(makeStore);
    const { catchUp, talk, find, numbers } = searchingIn(store);

    describe('filters', () => {
      test('of the ticket and of time hold with words and without', async () => {
        const hour = 3_600_000;
        const ticket = await talk(
          ['справка'],
          { status: 'closed', category: 'benefits', department: 'taxes', owner: 'op-1', openedAt: dayOne + hour },
          {},
          { replyTo: { channel: 'vk', peer: '7' } },
        );
        await talk(['справка'], { status: 'queued', category: 'login', openedAt: dayOne + 5 * hour });
        await catchUp();
        const fitting: readonly Partial<SearchFilter>[] = [
          { status: 'closed' },
          { category: 'benefits' },
          { department: 'taxes' },
          { channel: 'vk' },
          { owner: 'op-1' },
          { from: dayOne, to: dayOne + 2 * hour },
          { status: 'closed', category: 'benefits', from: dayOne + hour },
        ];
        for (const filter of fitting) {
          // The last one alone would let both in by its moment.
          expect(await numbers('справка', { filter })).toEqual([ticket.number]);
          expect(await numbers('', { filter })).toEqual([ticket.number]);
          expect(await numbers(ticket.number, { filter })).toEqual([ticket.number]);
        }
        expect(await numbers('справка', { filter: { status: 'rejected' } })).toEqual([]);
        expect(await numbers('справка', { filter: { status: "closed' OR '1'='1" as never } })).toEqual([]);
      });

      test('a line belongs to the ticket that was open when it was written', async () => {
        const conversation = aConversation();
        const [old, fresh] = [1, 2].map((day) =>
          aTicket({
            conversation: conversation.id,
            department: 'passports',
            status: day === 1 ? 'closed' : 'active',
            openedAt: dayOne + day * 86_400_000,
          }),
        ) as [Ticket, Ticket];
        const lines = ['до обращения', 'о справке', 'о другом', 'снова справка'];
        const messages = lines.map((text, index) =>
          aMessage({ seq: index + 1, text, at: dayOne + (index + 1) * 43_200_000 + 1 }),
        );
        const tickets = [old, fresh].map((ticket) => ({ ticket, expect: null }));
        await store().turns.commit(aTurn({ conversation, messages, tickets }));
        await catchUp();
        expect((await find('справка')).hits.map(({ row, line }) => [row.ticket.number, line?.seq])).toEqual([
          [fresh.number, 4],
          [old.number, 2],
        ]);
        expect(await numbers('справка', { filter: { status: 'closed' } })).toEqual([old.number]);
      });
    });

    describe('pages', () => {
      const walk = async (text: string): Promise<readonly string[]> => {
        const found: string[] = [];
        let cursor: string | null = null;
        do {
          const page: SearchPage = await find(text, { cursor, limit: 4 });
          expect(page.hits.length).toBeLessThanOrEqual(4);
          found.push(...page.hits.map(({ row }) => row.ticket.number));
          ({ cursor } = page);
        } while (cursor !== null);
        return found;
      };

      test('go from the newest to the oldest without gap or repetition', async () => {
        const tickets: string[] = [];
        // Two of them open at the same moment.
        for (let at = 0; at < 11; at += 1) {
          tickets.unshift((await talk(['справка'], { openedAt: dayOne + (at === 5 ? 4 : at) })).number);
        }
        await catchUp();
        expect(await walk('справка')).toEqual(tickets);
        expect(await walk('')).toEqual(tickets);
      });

      test('a long talk full of the word takes one place', async () => {
        const other = await talk(['справка']);
        const long = await talk(Array.from({ length: 30 }, (_, index) => `справка ${index}`));
        await catchUp();
        const { hits } = await find('справка', { limit: 2 });
        expect(hits.map(({ row, line }) => [row.ticket.number, line?.seq])).toEqual([
          [long.number, 30],
          [other.number, 1],
        ]);
      });

      test.each(['x', 'l', 'l-1', "l1' OR 1=1", 't1', 't1.x'])(
        'a cursor «%s» that is none of ours is refused',
        async (cursor) => {
          await talk(['справка']);
          await expect(find('справка', { cursor })).rejects.toMatchObject({ code: 'invalid' });
        },
      );
    });

    describe('the index', () => {
      test('follows what is committed, over a restart too', async () => {
        const first = await talk(['справка один']);
        await catchUp();
        const second = await talk(['справка два']);
        expect((await store().search.state()).behind).toBe(true);
        await store.restart();
        await catchUp();
        expect(await numbers('справка')).toEqual([second.number, first.number]);
        expect(await store().search.state()).toEqual({ indexed: 2, behind: false });
      });

      test('is made anew from the stored lines', async () => {
        const early = await talk(['справка'], { openedAt: dayOne });
        const late = await talk(['справка'], { openedAt: dayOne + 9_000_000 });
        await catchUp();
        await store().search.rebuild();
        expect(await numbers('справка')).toEqual([]);
        await catchUp();
        expect(await numbers('справка')).toEqual([late.number, early.number]);
      });

      test('goes on with the lines of later turns of the same conversation', async () => {
        const ticket = await talk(['один']);
        const loaded = await store().turns.load(ticket.conversation);
        if (loaded === null) throw new Error('the conversation is not there');
        await catchUp();
        const messages = [2, 3].map((seq) => aMessage({ seq, text: `справка ${seq}` }));
        await store().turns.commit(aTurn({ conversation: following(loaded.conversation), messages }));
        await catchUp();
        expect((await find('справка')).hits.map(({ line }) => line?.seq)).toEqual([3]);
      });
    });
  });
};
