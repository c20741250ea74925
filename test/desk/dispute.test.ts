/** «Помогло?» – «Нет»: the same number goes on, with whoever answered when they are at work. */
import { eventually, openCitizen, openOperator, startProduct, type Product } from '../support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.end());

test('an answer that did not help comes back to its operator at work, and to the queue while they are on a pause', async () => {
  const elena = await openCitizen(product.url);
  await elena.send('не могу войти');
  await elena.send('оператор');
  const number = await eventually(() => elena.view().number);
  const marina = await openOperator(product, 'marina');
  await marina.open(number);
  await marina.act('ticket:claim', number);
  const solve = async (): Promise<void> => {
    expect(await marina.act('ticket:solve', number, { text: 'Готово' })).toMatchObject({ ok: true });
    await eventually(() => elena.view().status === 'answered');
  };

  await solve();
  await elena.press('Нет, не помогло');
  await eventually(() => elena.view().status === 'active');
  expect(marina.card()?.row.owner?.name).toBe('Марина Соколова');

  await marina.ask('presence:set', { state: 'pause' });
  await solve();
  await elena.press('Нет, не помогло');
  await eventually(() => elena.view().status === 'queued');
  await eventually(() => marina.rows.get(number)?.returned);
  expect(marina.rows.get(number)?.owner).toBeNull();
  expect(elena.view().number).toBe(number);
  elena.close();
  marina.close();
});
