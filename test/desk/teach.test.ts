import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UnclearView } from '../../operator-console/contract.ts';
import {
  openCitizen,
  openOperator,
  startProduct,
  type CitizenScreen,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';

let product: Product;
let egor: CitizenScreen;
let admin: OperatorScreen;
beforeAll(async () => {
  product = await startProduct();
  egor = await openCitizen(product.url);
  admin = await openOperator(product, 'admin');
});
afterAll(async () => {
  egor.close();
  admin.close();
  await product.end();
});

const said = 'хрюндель закукожился, чё делать';

const texts = async (screen = admin): Promise<UnclearView['texts']> => {
  const answer = await screen.ask<{ view: UnclearView }>('unclear:list', {});
  return answer.ok ? answer.view.texts : [];
};

test('what the bot was unsure of is listed; an example is published, learnt and understood without a restart', async () => {
  await egor.send(said);
  const [text] = await texts();
  expect(text?.text).toBe(said);
  const teach = { id: text?.id ?? 0, topic: 'attachments' };
  expect(await admin.ask('unclear:teach', { ...teach, topic: 'no-such-topic' })).toMatchObject({ error: 'not-found' });
  expect(await admin.ask('unclear:teach', teach)).toEqual({ ok: true });
  expect(await admin.ask('unclear:teach', teach)).toMatchObject({ ok: false, error: 'not-found' });
  expect(await texts()).toEqual([]);

  const nina = await openCitizen(product.url);
  await nina.send('хрюндель у меня закукожился');
  expect(nina.texts().join('\n')).toMatch(/PNG|JPEG|МБ/u);
  nina.close();
  // The repository is not written to; `scenarios pull` brings the example there.
  expect(readFileSync(join('scenarios', 'attachments.yml'), 'utf8')).not.toContain('хрюндель');
});

test('a text of several citizens is put aside for all of them, and what is clear is never listed', async () => {
  await egor.send('бырдым бырдым пуньк');
  await egor.send('оператор');
  const other = await openCitizen(product.url);
  await other.send('бырдым бырдым пуньк');
  await other.send('не могу войти в личный кабинет');
  const listed = await texts();
  expect(listed.map((one) => one.text)).toEqual(['бырдым бырдым пуньк']);
  expect(await admin.ask('unclear:dismiss', { id: listed[0]?.id ?? 0 })).toEqual({ ok: true });
  expect(await texts()).toEqual([]);
  other.close();
});

test('operators who answer do not teach', async () => {
  const marina = await openOperator(product, 'marina');
  expect(await marina.ask('unclear:list', {})).toMatchObject({ ok: false, error: 'forbidden' });
  marina.close();
});
