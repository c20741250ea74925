/** The promises of `core/ports/search.ts`, for any store: what is found, by whom, and among what. */
import { anyTicket, everything, searchingIn } from './searching.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

export const describeSearch = (name: string, makeStore: MakeStore): void => {
  describe(`search (${name})`, () => {
    const store = freshStore(makeStore);
    const { catchUp, talk, find, numbers } = searchingIn(store);

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
