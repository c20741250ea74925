import type { Browser } from 'playwright-core';
import { citizenPage, launch, operatorPage, type CitizenPage, type OperatorPage } from '../support/browser.ts';
import { startProduct, type Product } from '../support/product.ts';

let product: Product;
let browser: Browser;
let egor: CitizenPage;
let admin: OperatorPage;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launch()]);
  egor = await citizenPage(browser, product.url);
  admin = await operatorPage(browser, product.url, 'admin', product.password('admin'));
  await egor.open();
});
afterAll(async () => {
  await browser.close();
  await product.end();
});

test('an unknown phrasing becomes an example by one press and is understood in the widget without a restart', async () => {
  const said = 'хрюндель закукожился, чё делать';
  await egor.say(said);
  await egor.sees(/Не получилось понять вопрос|Уточните, о чём вопрос/u);

  const { page } = admin;
  await page.getByRole('link', { name: 'Не поняли' }).click();
  const row = page.getByRole('list', { name: 'Непонятые вопросы' }).getByRole('listitem').filter({ hasText: said });
  await row.getByLabel('Другая тема').selectOption('attachments');
  await row.getByRole('button', { name: 'Добавить в примеры' }).click();
  await page.getByText('Бот уже выучил').waitFor();
  await row.waitFor({ state: 'detached' });

  const nina = await citizenPage(browser, product.url);
  await nina.open();
  await nina.say('хрюндель у меня закукожился');
  await nina.sees(/PNG|JPEG|МБ/u);
  expect([...egor.complaints, ...nina.complaints, ...admin.complaints]).toEqual([]);
});

test('what is nothing to learn from is put aside', async () => {
  await egor.say('бырдым бырдым пуньк');
  const { page } = admin;
  await page.getByRole('link', { name: 'Обращения', exact: true }).click();
  await page.getByRole('link', { name: 'Не поняли' }).click();
  const row = page.getByRole('listitem').filter({ hasText: 'пуньк' });
  await row.getByRole('button', { name: 'Убрать из списка' }).click();
  await row.waitFor({ state: 'detached' });
  await page.getByText('бот понял всё').waitFor();
});
