/** An administrator who forgot the password: wrong tries, the lock, a new one from the shell, a password of their own. */
import type { Browser } from 'playwright-core';
import { launch, watch } from '../support/browser.ts';
import { peopleCommand } from '../support/people.ts';
import { signIn, startProduct, type Product } from '../support/product.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launch()]);
});
afterAll(async () => {
  await browser.close();
  await product.end();
});

test('who forgot the password is told how long to wait, gets a new one from the engineer at once and makes an own one of it', async () => {
  const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const complaints = watch(page);
  const passwordField = page.getByLabel('Пароль', { exact: true });
  const enter = async (password: string): Promise<void> => {
    await passwordField.fill(password);
    const answered = page.waitForResponse((response) => response.url().endsWith('/sign-in'));
    await page.getByRole('button', { name: 'Войти' }).click();
    await answered;
  };
  await page.goto(`${product.url}/operator`);
  await page.getByLabel('Логин').fill('admin');
  for (let tries = 1; tries <= 5; tries += 1) {
    await enter(`кажется, он был такой ${tries}`);
    await page.getByText('Неверный логин или пароль').waitFor();
  }
  // Even the true one waits now.
  await enter(product.password('admin'));
  await page.getByText(/Слишком много попыток/u).waitFor();
  expect(await page.getByLabel('Логин').inputValue()).toBe('admin');

  const told = peopleCommand(product, 'password', 'admin');
  const given = /admin \/ (\S+)/u.exec(told)?.[1] ?? '';
  expect(given).toMatch(/^[a-z2-9]{16}$/u);
  await page.reload();
  await page.getByLabel('Логин').fill('admin');
  await enter(given);
  await page.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor();
  const own = 'сорок белых медведей';
  await page.getByLabel('Пароль сейчас').fill(given);
  await page.getByLabel('Новый пароль', { exact: true }).fill(own);
  await page.getByLabel('Новый пароль ещё раз').fill(own);
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
  await page.getByRole('tab', { name: /^Очередь/u }).waitFor();

  // The one that was given for one entry opens nothing any more; the own one does.
  expect((await signIn(product.url, 'admin', given)).status).toBe(401);
  expect((await signIn(product.url, 'admin', own)).status).toBe(200);
  expect(complaints.filter((words) => !words.includes('429'))).toEqual([]);
  await context.close();
});
