/** An administrator who forgot the password: wrong tries, the lock, a new one from the shell, a password of their own. */
import { choosePassword, watch } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { peopleCommand } from '../support/people.ts';
import { signIn } from '../support/product.ts';

const desk = inBrowser();

test('who forgot the password is told how long to wait, gets a new one from the engineer at once and makes an own one of it', async () => {
  const context = await desk.browser.newContext({ locale: 'ru-RU', viewport: { width: 1024, height: 768 } });
  const page = await context.newPage();
  const complaints = watch(page);
  const passwordField = page.getByLabel('Пароль', { exact: true });
  const enter = async (password: string): Promise<void> => {
    await passwordField.fill(password);
    const answered = page.waitForResponse((response) => response.url().endsWith('/sign-in'));
    await page.getByRole('button', { name: 'Войти' }).click();
    await answered;
  };
  await page.goto(`${desk.product.url}/operator`);
  await page.getByLabel('Логин').fill('admin');
  for (let tries = 1; tries <= 5; tries += 1) {
    await enter(`кажется, он был такой ${tries}`);
    await page.getByText('Неверный логин или пароль').waitFor();
  }
  // Even the true one waits now.
  await enter(desk.product.password('admin'));
  await page.getByText(/Слишком много попыток/u).waitFor();
  expect(await page.getByLabel('Логин').inputValue()).toBe('admin');

  const told = peopleCommand(desk.product, 'password', 'admin');
  const given = /admin \/ (\S+)/u.exec(told)?.[1] ?? '';
  expect(given).toMatch(/^[a-z2-9]{16}$/u);
  await page.reload();
  await page.getByLabel('Логин').fill('admin');
  await enter(given);
  const own = 'сорок белых медведей';
  await choosePassword(page, given, own);
  await page.getByRole('tab', { name: /^Очередь/u }).waitFor();

  // The one that was given for one entry opens nothing any more; the own one does.
  expect((await signIn(desk.product.url, 'admin', given)).status).toBe(401);
  expect((await signIn(desk.product.url, 'admin', own)).status).toBe(200);
  expect(complaints.filter((words) => !words.includes('429'))).toEqual([]);
  await context.close();
});
