import type { Locator, Page } from 'playwright-core';
import {
  becomes,
  citizenPage,
  operatorPage,
  takeFromQueue,
  type CitizenPage,
  type OperatorPage,
} from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { hired } from '../support/hired.ts';

const desk = inBrowser();
let elena: CitizenPage;
let marina: OperatorPage;
let number = '';

/** A citizen's question about a certificate has been answered and closed; another one waits. */
beforeAll(async () => {
  elena = await citizenPage(desk.browser, desk.product.url);
  marina = await operatorPage(desk.browser, desk.product.url, 'marina', desk.product.password('marina'));
  await elena.open();
  await elena.say('оператор');
  await elena.panel.getByText('Зовём оператора').first().waitFor();
  await elena.say('Не пришла моя справка о доходах');
  await elena.sees('справка о доходах');
  const head = elena.panel.getByText(/№\s\d{2}-\d{6}-\d/u).first();
  number = /\d{2}-\d{6}-\d/u.exec((await head.textContent()) ?? '')?.[0] ?? '';
  const { page } = marina;
  await takeFromQueue(page, number);
  await page.getByRole('textbox', { name: 'Ответ гражданину' }).fill('Здравствуйте! Справка будет завтра.');
  await page.keyboard.press('Control+Enter');
  await elena.sees('Справка будет завтра.');
  await page.getByRole('button', { name: 'Решено' }).first().click();
  await elena.press('Да, помогло');
  await elena.panel.getByText('Закрыто').first().waitFor();
});

/** `Ctrl K` as a Russian keyboard sends it. */
const ctrlK = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const keys = { key: 'л', code: 'KeyK', ctrlKey: true, bubbles: true, cancelable: true };
    document.dispatchEvent(new KeyboardEvent('keydown', keys));
  });
const field = (page: Page): Locator => page.getByRole('combobox', { name: 'Поиск обращений' });
const options = (page: Page): Locator => page.getByRole('option').filter({ hasText: '№' });

/** What was written a moment ago may not be in the index yet: asks until it is. */
const findIn = async (page: Page, text: string): Promise<void> => {
  await ctrlK(page);
  for (let tries = 0; tries < 40; tries += 1) {
    await field(page).fill('');
    await field(page).fill(text);
    await page.getByRole('option', { name: 'Все результаты и фильтры' }).waitFor();
    await page.getByText('Ищем…').waitFor({ state: 'hidden' });
    if ((await options(page).count()) > 0) return;
  }
  throw new Error(`«${text}» was never found`);
};

test('a word in another form leads to the line of the closed ticket, by the keyboard alone', async () => {
  const { page } = marina;
  await page.getByRole('link', { name: 'Пульт оператора, к списку диалогов' }).click();
  await findIn(page, 'справкой доход');
  await options(page).first().getByText(`№ ${number}`).waitFor();
  expect(await options(page).first().locator('mark').allInnerTexts()).toEqual(['справка', 'доходах']);
  await page.keyboard.press('Enter');
  const line = page.locator('.looked-for');
  await line.getByText('Не пришла моя справка о доходах').waitFor();
  expect(await line.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByText('Обращение закрыто.').waitFor();
  expect(page.url()).toMatch(new RegExp(`/ticket/${number}#\\d+$`, 'u'));
});

test.each([
  ['spaces and a sign', (known: string) => `№ ${known.replaceAll('-', ' ')}`],
  ['dots', (known: string) => known.replaceAll('-', '.')],
  ['no marks at all', (known: string) => known.replaceAll('-', '')],
  ['the last figures alone', (known: string) => known.replaceAll('-', '').slice(-5)],
])('the number with %s finds its ticket', async (_how, typed) => {
  const { page } = marina;
  await findIn(page, typed(number));
  await options(page).first().getByText(`№ ${number}`).waitFor();
  await page.keyboard.press('Escape');
  await becomes(() => options(page).count(), 0);
});

test('signs of a query language are nothing but signs', async () => {
  const { page } = marina;
  for (const text of ["' OR 1=1--", '%', '"', 'справка* NEAR']) {
    await ctrlK(page);
    await field(page).fill(text);
    await page.getByText('Ничего не нашлось.').waitFor();
    await page.keyboard.press('Escape');
  }
});

test('«Обращения» narrow the list by filters, and say so when nothing fits', async () => {
  const { page } = marina;
  await page.getByRole('link', { name: 'Обращения', exact: true }).click();
  const list = page.getByRole('list', { name: 'Найденные обращения' });
  await list.getByText(`№ ${number}`).waitFor();
  await page.getByLabel('Состояние').selectOption('queued');
  await page.getByText('Измените слова, даты или сбросьте фильтры').waitFor();
  await page.getByLabel('Состояние').selectOption('closed');
  await list.getByText(`№ ${number}`).waitFor();
  await page.getByLabel('С даты').fill('2001-01-01');
  await page.getByLabel('По дату').fill('2001-12-31');
  await page.getByText('Измените слова, даты или сбросьте фильтры').waitFor();
  await page.getByRole('button', { name: 'Сбросить фильтры' }).click();
  await page.getByRole('searchbox').fill('справку');
  await list.locator('mark').first().waitFor();
  await list.getByRole('link').first().click();
  await page.locator('.looked-for').waitFor();
  expect(marina.complaints).toEqual([]);
});

test('a further ticket of the same citizen shows the earlier one in its card, and leads to it', async () => {
  const { page } = marina;
  await elena.say('оператор');
  await elena.panel.getByText('Зовём оператора').last().waitFor();
  await page.getByRole('link', { name: 'Диалоги', exact: true }).click();
  await page.getByRole('tab', { name: /^Очередь/u }).click();
  const waiting = page.locator('#queue-list a').first();
  await waiting.click();
  const card = page.getByRole('region', { name: 'Карточка' });
  await card.getByText('Раньше обращались').waitFor();
  await card.getByText(`№ ${number} · Закрыто`).waitFor();
  await card.locator('.hist a').click();
  await page.getByText('Обращение закрыто.').waitFor();
  expect(page.url()).toContain(`/ticket/${number}`);
});

test('an operator of another department finds nothing of it', async () => {
  const password = await hired(desk.product.dataDir, {
    login: 'igor',
    name: 'Игорь Зайцев',
    departments: ['payments'],
  });
  const igor = await operatorPage(desk.browser, desk.product.url, 'igor', password);
  for (const text of ['справка', number, number.slice(3, 9)]) {
    await ctrlK(igor.page);
    await field(igor.page).fill(text);
    await igor.page.getByText('Ничего не нашлось.').waitFor();
    await igor.page.keyboard.press('Escape');
  }
  await igor.page.getByRole('link', { name: 'Обращения', exact: true }).click();
  await igor.page.getByText('Обращений пока нет.').waitFor();
  expect(igor.complaints).toEqual([]);
});
