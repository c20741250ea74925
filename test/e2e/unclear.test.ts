import { citizenPage, operatorPage, type CitizenPage, type OperatorPage } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';

const desk = inBrowser();
let egor: CitizenPage;
let admin: OperatorPage;
beforeAll(async () => {
  egor = await citizenPage(desk.browser, desk.product.url);
  admin = await operatorPage(desk.browser, desk.product.url, 'admin', desk.product.password('admin'));
  await egor.open();
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

  const nina = await citizenPage(desk.browser, desk.product.url);
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
