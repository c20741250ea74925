import type { Locator } from 'playwright-core';
import { operatorPage, type OperatorPage } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { openCitizen } from '../support/product.ts';

const desk = inBrowser();

test('an operator who opens a colleague’s dialogue sees that they are there and that they write', async () => {
  const elena = await openCitizen(desk.product.url);
  await elena.send('не могу войти');
  await elena.send('оператор');
  const number = elena.view().number ?? '';
  const [marina, oleg] = [
    await operatorPage(desk.browser, desk.product.url, 'marina', desk.product.password('marina')),
    await operatorPage(desk.browser, desk.product.url, 'oleg', desk.product.password('oleg')),
  ];
  for (const { page } of [marina, oleg]) await page.getByRole('tab', { name: /^Очередь/u }).click();
  const row = ({ page }: OperatorPage): Locator => page.getByRole('link', { name: new RegExp(number, 'u') });
  await row(marina).click();
  // Seen before it is opened, and after the list is loaded anew.
  await oleg.page.getByRole('link', { name: new RegExp(`${number}.*, смотрит Марина Соколова`, 'u') }).waitFor();
  await oleg.page.reload();
  await oleg.page.getByRole('tab', { name: /^Очередь/u }).click();
  await oleg.page.getByRole('link', { name: new RegExp(`${number}.*, смотрит Марина Соколова`, 'u') }).click();
  expect(await row(marina).textContent()).not.toContain('смотрит Марина');
  await oleg.page.getByText('Марина Соколова тоже в этом диалоге').waitFor();
  await marina.page
    .getByRole('button', { name: /^Взять/u })
    .first()
    .click();
  const field = marina.page.getByRole('textbox', { name: 'Ответ гражданину' });
  await field.pressSequentially('Здравствуйте');
  await oleg.page.getByText('Марина Соколова тоже в этом диалоге, пишет ответ').waitFor();
  await field.press('Control+Enter');
  await oleg.page.getByText('пишет ответ').waitFor({ state: 'detached' });
  await marina.page.getByText('Олег Ким тоже в этом диалоге').waitFor();
  await oleg.context.close();
  await marina.page.getByText('Олег Ким тоже в этом диалоге').waitFor({ state: 'detached' });
  expect(marina.complaints).toEqual([]);
  elena.close();
  await marina.context.close();
});
