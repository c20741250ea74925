import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { violationsIn } from '../support/axe.ts';
import { operatorPage } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { openCitizen, eventually } from '../support/product.ts';

const desk = inBrowser();

const pictures = process.env['PICTURES'];

const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
};

test('an operator pauses, comes back after a reload as paused, puts a category right and ends the shift with nothing left', async () => {
  const elena = await openCitizen(desk.product.url);
  await elena.send('не могу войти');
  await elena.send('оператор');
  await eventually(() => elena.view().status === 'queued');
  const { page, complaints, context } = await operatorPage(
    desk.browser,
    desk.product.url,
    'marina',
    desk.product.password('marina'),
  );
  await page.getByText('Нагрузка').waitFor();
  await page.getByText('0 из 6').waitFor();

  await page.getByRole('button', { name: /^Доступен/u }).click();
  await page.getByRole('radio', { name: 'Пауза' }).check();
  await page.getByRole('button', { name: /^Пауза/u }).waitFor();
  await page.reload();
  await page.getByRole('button', { name: /^Пауза/u }).click();
  await page.getByRole('radio', { name: 'Доступен' }).check();

  await page.getByRole('button', { name: 'Взять из очереди N' }).click();
  await page.getByText('1 из 6').waitFor();
  await page
    .getByText(/ответить за/u)
    .first()
    .waitFor();
  const category = page.getByRole('combobox', { name: 'Сменить категорию' });
  await category.selectOption({ label: 'Платежи, штрафы и возвраты' });
  await page.getByText('Категория изменена').waitFor();
  await picture(page, 'shift-talk');
  expect(await violationsIn(page)).toEqual([]);

  await page.getByRole('button', { name: /^Доступен/u }).click();
  await picture(page, 'shift-menu');
  await page.getByRole('button', { name: 'Завершить смену' }).click();
  await page.getByText('За вами 1 обращение').waitFor();
  await picture(page, 'shift-end');
  expect(await violationsIn(page)).toEqual([]);
  await page.getByRole('button', { name: 'Передать и завершить' }).click();
  await page.getByRole('button', { name: /^Не в сети/u }).waitFor();
  await page.getByText('0 из 6').waitFor();
  await eventually(() => elena.view().status === 'queued');
  await page.reload();
  await page.getByRole('button', { name: /^Не в сети/u }).waitFor();
  expect(complaints).toEqual([]);
  elena.close();
  await context.close();
}, 120_000);
