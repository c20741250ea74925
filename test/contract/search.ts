/** The promises of `core/ports/search.ts`, for any store. */
import type { Message } from '../../core/domain/message.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { SearchFilter, SearchPage, SearchQuery } from '../../core/ports/search.ts';
import { aConversation, aMessage, aTicket, aTurn, dayOne, following } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const anyTicket: SearchFilter = {
  status: null,
  category: null,
  department: null,
  channel: null,
  owner: null,
  from: null,
  to: null,
};
const everything = { departments: null, owner: null };

export const describeSearch = (name: string, makeStore: MakeStore): void => {
  describe(`search (${name})`, () => {
    const store = freshStore(makeStore);

    const catchUp = async (): Promise<void> => {
      while (await store().search.index());
    };
    /** A citizen who wrote these lines, one a minute, in a conversation of its own; the ticket opens with the first. */
    const talk = async (
      texts: readonly string[],
      over: Partial<Ticket> = {},
      line: Partial<Message> = {},
      person: Parameters<typeof aConversation>[0] = {},
    ): Promise<Ticket> => {
      const conversation = aConversation(person);
      const openedAt = over.openedAt ?? dayOne;
      const ticket = aTicket({ department: 'passports', ...over, openedAt, conversation: conversation.id });
      const messages = texts.map((text, index) =>
        aMessage({ ...line, seq: index + 1, at: openedAt + index * 60_000, text }),
      );
      await store().turns.commit(aTurn({ conversation, messages, tickets: [{ ticket, expect: null }] }));
      return ticket;
    };
    const find = (
      text: string,
      { filter, ...over }: Partial<Omit<SearchQuery, 'filter'>> & { readonly filter?: Partial<SearchFilter> } = {},
    ): Promise<SearchPage> =>
      store().search.find({
        text,
        among: null,
        sees: everything,
        cursor: null,
        limit: 50,
        ...over,
        filter: { ...anyTicket, ...filter },
      });
    const numbers = async (...asked: Parameters<typeof find>): Promise<readonly string[]> =>
      (await find(...asked)).hits.map(({ row }) => row.ticket.number);

    describe('words', () => {
      test.each([
        ['справкой', 'Где моя справка о доходах?'],
        ['СПРАВКИ доход', 'Где моя справка о доходах?'],
        ['ребенка', 'Паспорт ребёнка'],
        ['ребёнком', 'Паспорт ребенка'],
        ['ребенок', 'Паспорт ребёнка'],
        ['ребенка', 'Ребёнок родился за границей'],
        ['справка', 'Сколько нужно справок?'],
        ['заявок', 'Где моя заявка?'],
        ['загран', 'Оформляю загранпаспорт'],
        ['паспорт  о ребенке', 'Паспорт ребёнка готов'],
        ['ошибка 5023', 'Появилась ошибка № 5023!'],
        ['cghfdrf', 'Нужна справка'],
        ['загранпаспорта.', 'загранпаспорт?'],
      ])('«%s» finds «%s»', async (asked, written) => {
        const ticket = await talk([written]);
        await talk(['совсем о другом']);
        await catchUp();
        const { hits, cursor } = await find(asked);
        expect(hits.map(({ row, line }) => [row.ticket.number, line?.seq, line?.text])).toEqual([
          [ticket.number, 1, written],
        ]);
        expect(cursor).toBeNull();
      });

      test('all of them must stand in one line', async () => {
        const both = await talk(['справка готова', 'а паспорт?', 'паспорт и справка']);
        await talk(['паспорт', 'справка']);
        await catchUp();
        const { hits } = await find('паспорт справка');
        expect(hits.map(({ row, line }) => [row.ticket.number, line?.seq])).toEqual([[both.number, 3]]);
      });

      test.each([
        "' OR 1=1--",
        '%',
        '_',
        '\\',
        '"',
        '*',
        '(',
        'NEAR',
        'a* OR b*',
        'stem:паспорт',
        '-паспорт',
        '^пас',
        '№',
        '😀',
      ])('«%s» is text like any other', async (asked) => {
        await talk(['паспорт']);
        const same = await talk([`написано ${asked} здесь`]);
        await catchUp();
        const found = await numbers(asked);
        const readable = /[\p{L}\p{N}№]/u.test(asked);
        expect(found.includes(same.number)).toBe(readable);
        if (!/паспорт|пас/u.test(asked)) expect(found.length).toBeLessThanOrEqual(1);
      });

      test('a ticket is found by its title, a citizen by their name, a note and the reply of an operator by their words', async () => {
        const ticket = await talk(
          ['добрый день'],
          { title: 'Замена водительских прав' },
          {},
          {
            citizen: { name: 'Тимофеева Ольга', origin: null },
          },
        );
        const noted = await talk(
          ['перезвонить в пенсионный'],
          {},
          {
            author: { kind: 'note', id: 'op-1', name: 'Марина' },
            audience: 'staff',
          },
        );
        await catchUp();
        expect(await numbers('водительские права')).toEqual([ticket.number]);
        expect(await numbers('тимофеева')).toEqual([ticket.number]);
        expect(await numbers('пенсионному')).toEqual([noted.number]);
      });
    });

    describe('numbers', () => {
      test('are understood however they are typed, and by their last figures', async () => {
        const ticket = await talk(['вопрос'], { number: '26-004817-1' });
        await talk(['вопрос'], { number: '26-009999-0' });
        await catchUp();
        for (const typed of [
          '26-004817-1',
          '№ 26 004817 1',
          '26.004817.1',
          '260048171',
          'обращение 26-004817-1',
          '4817',
          '004817',
          '4817-1',
          '№4817',
        ]) {
          expect([typed, await numbers(typed)]).toEqual([typed, [ticket.number]]);
        }
        expect(await numbers('26-004817-2')).toEqual([]);
        expect(await numbers('17')).toEqual([]);
      });

      test('the ticket comes first, then lines that name the number', async () => {
        const ticket = await talk(['вопрос'], { number: '26-004817-1' });
        const naming = await talk(['мой прежний номер 26-004817-1']);
        await catchUp();
        expect(await numbers('26-004817-1')).toEqual([ticket.number, naming.number]);
      });
    });

    describe('rights', () => {
      test('another department finds nothing, by words, by number or by filters; its owner does wherever it is', async () => {
        const ticket = await talk(['справка'], { status: 'active', owner: 'op-1' });
        await catchUp();
        const stranger = { departments: ['taxes'], owner: 'op-2' };
        for (const text of ['справка', ticket.number, '']) {
          expect(await numbers(text, { sees: stranger })).toEqual([]);
          expect(await numbers(text, { sees: { departments: [], owner: null } })).toEqual([]);
          expect(await numbers(text, { sees: { departments: ['taxes'], owner: 'op-1' } })).toEqual([ticket.number]);
          expect(await numbers(text, { sees: { departments: ['passports'], owner: 'op-2' } })).toEqual([ticket.number]);
        }
      });

      test('what may not be seen takes no place on a page', async () => {
        for (let at = 0; at < 12; at += 1)
          await talk(['справка'], { department: at % 2 === 0 ? 'taxes' : 'passports' });
        await catchUp();
        const page = await find('справка', { sees: { departments: ['taxes'], owner: null }, limit: 6 });
        expect([page.hits.length, page.cursor]).toEqual([6, null]);
      });
    });

    describe('known conversations', () => {
      test('hold the search within them, with words and without, still by rights', async () => {
        const [first, , third] = [await talk(['справка']), await talk(['справка']), await talk(['паспорт'])];
        await catchUp();
        const among = [first.conversation, third.conversation, 'c-unknown'];
        expect(await numbers('справка', { among })).toEqual([first.number]);
        expect(await numbers('', { among })).toEqual([third.number, first.number]);
        expect(await numbers('', { among, limit: 1 })).toEqual([third.number]);
        expect(await numbers('', { among: [] })).toEqual([]);
        expect(await numbers('', { among, sees: { departments: ['taxes'], owner: null } })).toEqual([]);
      });
    });

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

    test('a question that nobody waits for any more is refused', async () => {
      await talk(['справка']);
      await catchUp();
      const aborted = AbortSignal.abort();
      const query = { text: 'справка', among: null, filter: anyTicket, sees: everything, cursor: null, limit: 5 };
      await expect(store().search.find(query, aborted)).rejects.toMatchObject({ code: 'busy' });
      const asking = new AbortController();
      const asked = store().search.find(query, asking.signal);
      asking.abort();
      await expect(asked).rejects.toMatchObject({ code: 'busy' });
      expect((await store().search.find(query)).hits).toHaveLength(1);
    });
  });
};
