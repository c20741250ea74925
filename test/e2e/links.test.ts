/** Telegram → one-time link → the protected chat in a browser → Telegram again: one ticket, one operator. */
import type { Browser, Page } from 'playwright-core';
import { becomes, launch, operatorPage, takeFromQueue, watch, type OperatorPage } from '../support/browser.ts';
import { eventually } from '../support/product.ts';
import { png } from '../support/samples.ts';
import { received, startWithTelegram, untilButton, untilReceived, type WithTelegram } from '../support/telegram.ts';

let world: WithTelegram;
let browser: Browser;
beforeAll(async () => {
  [world, browser] = await Promise.all([startWithTelegram('webhook'), launch()]);
});
afterAll(async () => {
  await browser.close();
  await world.end();
});

const phone = { width: 360, height: 740 };
const linkIn = (texts: readonly string[], nth = 0): string | undefined =>
  texts.flatMap((text) => /https?:\/\/\S+\/continue#\S+/u.exec(text) ?? [])[nth];

const answer = async ({ page }: OperatorPage, text: string): Promise<void> => {
  const field = page.getByRole('textbox', { name: /Ответ/u });
  await field.fill(text);
  await field.press('Control+Enter');
};

const sees = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByRole('log').getByText(text).last().waitFor();

test('the form goes on in the protected chat, the operator answers there, and in Telegram when the citizen is back', async () => {
  const chat = world.telegram.chat({ id: 9001, firstName: 'Елена', lastName: 'Морозова' });
  chat.send('учётная запись заблокирована');
  await untilButton(chat, 'Блокировка не снимается');
  chat.press('Блокировка не снимается');
  await untilReceived(chat, 'мы их не спрашиваем и не храним');
  const link = await eventually(() => linkIn(received(chat)), 15_000);
  const number = /№ (\d{2}-\d{6}-\d)/u.exec(received(chat).join('\n'))?.[1] ?? '';

  const context = await browser.newContext({ locale: 'ru-RU', timezoneId: 'Europe/Moscow', viewport: phone });
  const page = await context.newPage();
  const complaints = watch(page);
  await page.goto(link);
  await page.getByRole('heading', { name: new RegExp(`Продолжить обращение №.${number}`, 'u') }).waitFor();
  await page.getByText('Telegram').waitFor();
  const second = await context.newPage();
  await second.goto(link);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.waitForURL('**/chat');
  await sees(page, 'Это защищённый чат');
  await sees(page, 'учётная запись заблокирована');
  await page.getByText(number).first().waitFor();
  await sees(page, 'Ссылка пришла в мессенджер, здесь её нет.');

  // The other tab pressed too late, and leads to the chat that is open in this browser.
  await second.getByRole('button', { name: 'Продолжить' }).click();
  await second.getByRole('heading', { name: 'По этой ссылке уже перешли' }).waitFor();
  expect(second.url()).not.toContain('#');
  await second.getByRole('link', { name: 'Открыть чат' }).click();
  await sees(second, 'учётная запись заблокирована');
  await second.close();

  await page.getByRole('button', { name: 'Согласен', exact: true }).click();
  await sees(page, 'фамилию, имя и отчество');
  await page.getByRole('textbox').fill('Морозова Елена Игоревна');
  await page.getByRole('textbox').press('Enter');
  await sees(page, 'И СНИЛС');
  await page.reload();
  await sees(page, 'И СНИЛС');
  await page.getByRole('button', { name: 'Перейти к оператору' }).click();
  await page.getByText('Зовём оператора').first().waitFor();

  const marina = await operatorPage(browser, world.product.url, 'marina', world.product.password('marina'));
  await takeFromQueue(marina.page, number);
  await marina.page.getByText('Сайт, ответы сюда').waitFor();
  expect(await marina.page.getByRole('button', { name: 'Пригласить в защищённый чат' }).count()).toBe(0);
  await marina.page.getByRole('textbox', { name: /Ответ/u }).pressSequentially('Вижу');
  await page.getByText('Оператор печатает…').waitFor();
  await answer(marina, 'Вижу вашу запись, проверяю.');
  await sees(page, 'Вижу вашу запись, проверяю.');
  await page.getByText('Оператор печатает…').waitFor({ state: 'detached' });
  const before = received(chat).length;

  chat.send('я теперь в телеграме');
  await sees(marina.page, 'я теперь в телеграме');
  await marina.page.getByText('Telegram, ответы сюда').waitFor();
  await answer(marina, 'Отвечаю в телеграм.');
  await untilReceived(chat, 'Отвечаю в телеграм.');
  expect(received(chat).slice(before)).toEqual(['Отвечаю в телеграм.']);
  await sees(page, 'Отвечаю в телеграм.');

  // A scan does not go to the messenger; the way out stands beside the reason.
  await marina.page
    .locator('form input[type=file]')
    .setInputFiles([{ name: 'Скан паспорта.png', mimeType: 'image/png', buffer: png() }]);
  await marina.page.locator('.chosen-file').getByText('Скан паспорта.png').waitFor();
  await answer(marina, 'Ваш документ');
  const refused = marina.page.getByRole('log').getByRole('alert').filter({ hasText: 'документ с личными данными' });
  await refused.getByRole('button', { name: 'Пригласить в защищённый чат' }).click();
  await marina.page.getByText('Ссылка в защищённый чат отправлена').waitFor();
  await refused.getByRole('button', { name: 'Удалить' }).click();
  await untilReceived(chat, 'приглашает вас в защищённый чат');
  await sees(marina.page, 'ссылку видит только гражданин');
  expect(await marina.page.getByRole('log').getByText('/continue#').count()).toBe(0);
  expect([...complaints, ...marina.complaints]).toEqual([]);

  // A computer of many: out again, and nothing of it is left there.
  await page.getByRole('button', { name: 'Действия: номер обращения, размер текста' }).click();
  await page.getByRole('button', { name: 'Выйти из чата' }).click();
  await page.waitForURL(`${world.product.url}/`);
  await becomes(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('linked:'))), []);
  await page.goto(`${world.product.url}/chat`);
  await page.getByText('Выберите тему').first().waitFor();
  expect(await page.getByText('учётная запись заблокирована').count()).toBe(0);
});

test('«закрыть доступ» in Telegram: the open page shows nothing of the talk any more, says what happened and what to do', async () => {
  const chat = world.telegram.chat({ id: 9002, firstName: 'Анна' });
  chat.send('не могу войти, мой СНИЛС 112-233-445 95');
  const context = await browser.newContext({ locale: 'ru-RU', viewport: phone });
  const page = await context.newPage();
  const complaints = watch(page);
  await page.goto(await eventually(() => linkIn(received(chat)), 15_000));
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await sees(page, 'Это защищённый чат');
  await page.evaluate(() => {
    const look = (): void => {
      if (document.body.innerText.includes('Нет связи')) sessionStorage.setItem('lost', 'yes');
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  chat.send('закрыть доступ');
  await page.getByRole('heading', { name: 'Доступ закрыт' }).waitFor();
  // Whose access ended has lost no connection, and waits for none.
  expect(await page.evaluate(() => sessionStorage.getItem('lost'))).toBeNull();
  await page.getByText('чтобы снова открыть её здесь, напишите в мессенджере «новая ссылка»').waitFor();
  await becomes(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('linked:'))), []);

  chat.send('новая ссылка');
  await page.goto(await eventually(() => linkIn(received(chat), 1), 15_000));
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await sees(page, 'не могу войти');
  // Closed while the page was not open.
  await page.goto('about:blank');
  const closed = received(chat).length;
  chat.send('закрыть доступ');
  await eventually(() => received(chat).slice(closed).join('\n').includes('Доступ закрыт'), 15_000);
  await page.goto(`${world.product.url}/chat`);
  await page.getByRole('link', { name: 'Начать новый чат' }).click();
  await page.getByText('Выберите тему').first().waitFor();
  expect(await page.getByText('не могу войти').count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});
