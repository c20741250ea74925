import { soughtIn } from '../../core/domain/screening/sought.ts';
import type { FoundTicket } from '../../operator-console/contract.ts';
import { people } from '../support/people.ts';
import { eventually, openCitizen, type OperatorScreen, type Product } from '../support/product.ts';
import { startPersonal } from './form.ts';

describe('what of a question is a personal value', () => {
  test.each([
    ['112-233-445 95', ['snils'], ''],
    ['11223344595', ['snils'], ''],
    ['8 (916) 123-45-67', ['phone'], ''],
    ['9161234567', ['phone', 'inn', 'passport'], ''],
    ['Elena@Example.ru', ['email'], ''],
    ['4510 123456', ['passport'], ''],
    ['Иванова снилс 112-233-445 95', ['snils'], 'Иванова снилс'],
    ['26-004817-1', [], '26-004817-1'],
    ['4817', [], '4817'],
    ['ошибка 5023', [], 'ошибка 5023'],
    ['справка', [], 'справка'],
    ['', [], ''],
  ])('«%s»', (question, kinds, rest) => {
    const { values, rest: left } = soughtIn(question);
    expect([values.map(({ kind }) => kind), left]).toEqual([kinds, rest]);
  });
});

describe('an operator who looks for a person', () => {
  let product: Product;
  let owner: OperatorScreen;
  let stranger: OperatorScreen;
  let number: string;
  beforeAll(async () => {
    product = await startPersonal();
    owner = await people(product, { login: 'owner', departments: ['general'] });
    stranger = await people(product, { login: 'stranger', departments: ['payments'] });
    for (const line of ['просто вопрос', 'мой снилс 112-233-445 95, почта elena@example.ru']) {
      const citizen = await openCitizen(product.url);
      await citizen.send(line);
      await citizen.send('оператор');
      number = await eventually(() => citizen.view().number);
      citizen.close();
    }
  });
  afterAll(async () => {
    owner.close();
    stranger.close();
    await product.end();
  });

  const nothing = { status: null, category: null, department: null, channel: null, owner: null, from: null, to: null };
  const find = async (screen: OperatorScreen, text: string): Promise<readonly string[]> => {
    const answer = await screen.ask<{ found: readonly FoundTicket[] }>('ticket:find', {
      text,
      filter: nothing,
      cursor: null,
    });
    if (!answer.ok) throw new Error(answer.error);
    return answer.found.map(({ row }) => row.number);
  };

  test.each(['112-233-445 95', '11223344595', ' 112 233 445 95 ', 'elena@EXAMPLE.ru'])(
    'finds the ticket by «%s», though no line holds it',
    async (text) => {
      expect(await find(owner, text)).toEqual([number]);
    },
  );

  test('finds nothing by the value of another person, nor by one of another department', async () => {
    expect(await find(owner, '123-456-789 64')).toEqual([]);
    expect(await find(owner, 'olga@example.ru')).toEqual([]);
    expect(await find(stranger, '112-233-445 95')).toEqual([]);
  });

  test('a question that is none is refused, whatever is wrong with it', async () => {
    const wrong = [
      { text: ['справка'], filter: nothing, cursor: null },
      { text: { $ne: null }, filter: nothing, cursor: null },
      { text: 'x', filter: { ...nothing, id: 1 }, cursor: null },
      { text: 'x', filter: { ...nothing, status: 'open' }, cursor: null },
      { text: 'x', filter: { ...nothing, owner: { $gt: '' } }, cursor: null },
      { text: 'x', filter: nothing, cursor: 't1.1', sort: 'rank' },
      { text: 'x', filter: nothing, cursor: 'не курсор' },
      { text: 'x'.repeat(201), filter: nothing, cursor: null },
    ];
    for (const request of wrong) {
      expect(await owner.ask('ticket:find', request)).toMatchObject({ ok: false, error: 'invalid' });
    }
  });
});
