import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { becomes, citizenPage, launch, operatorPage, type CitizenPage, type OperatorPage } from '../support/browser.ts';
import { freePort, startChild, type Child } from '../support/child.ts';
import { hiredFolder } from '../support/hired.ts';
import { passwordIn } from '../support/product.ts';

const dataDir = hiredFolder();
let port = 0;
let server: Child;
let browser: Browser;

beforeAll(async () => {
  port = await freePort();
  [server, browser] = await Promise.all([startChild({ dataDir, port }), launch()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const killAndRestart = async (): Promise<void> => {
  await server.kill();
  server = await startChild({ dataDir, port });
};

const operator = (login = 'marina', size?: { width: number; height: number }): Promise<OperatorPage> =>
  operatorPage(browser, server.url, login, passwordIn(dataDir, login), size);

const numberIn = async ({ panel }: CitizenPage): Promise<string> => {
  const head = panel.getByText(/№\s\d{2}-\d{6}-\d/u).first();
  await head.waitFor();
  return /\d{2}-\d{6}-\d/u.exec((await head.textContent()) ?? '')?.[0] ?? '';
};

/** All lines of the talk as the citizen reads them, without the marks of time and delivery. */
const talk = async ({ panel }: CitizenPage): Promise<readonly string[]> =>
  (await panel.getByRole('log').locator('.b').allInnerTexts()).map((text) => text.replace(/^\S+:\s+/u, '').trim());

test('from the question to «Да, помогло» in two browsers, with kill -9 in between, under one number', async () => {
  const elena = await citizenPage(browser, server.url);
  const marina = await operator();

  await elena.open();
  await elena.say('не могу войти, код не приходит!!!');
  await elena.sees('Проверьте по порядку');
  await elena.press('Кода всё нет');
  await elena.press('Перейти к оператору');
  await elena.panel.getByText('Зовём оператора').first().waitFor();
  const number = await numberIn(elena);

  await marina.page.getByRole('tab', { name: /^Очередь/u }).click();
  const row = marina.page.getByRole('link', { name: new RegExp(number, 'u') });
  await row.waitFor();
  await row.click();
  await marina.page.getByRole('log').getByText('не могу войти, код не приходит!!!').waitFor();
  await marina.page
    .getByRole('button', { name: /^Взять/u })
    .first()
    .click();
  await elena.panel.getByText('Марина, оператор').first().waitFor();

  await killAndRestart();

  await marina.page.getByRole('tab', { name: 'Заметка для команды' }).click();
  await marina.page.getByRole('textbox', { name: /Заметка/u }).fill('Проверить номер у оператора связи');
  await marina.page.getByRole('button', { name: 'Сохранить заметку' }).click();
  await marina.page.getByRole('log').getByText('Проверить номер у оператора связи').waitFor();
  await marina.page.getByRole('tab', { name: 'Ответ гражданину' }).click();
  await marina.page.getByRole('textbox', { name: 'Ответ гражданину' }).fill('Здравствуйте! Какой у вас телефон?');
  await marina.page.keyboard.press('Control+Enter');
  await elena.sees('Здравствуйте! Какой у вас телефон?');
  expect((await talk(elena)).join()).not.toContain('Проверить номер');

  await elena.say('Android, связь хорошая');
  await marina.page.getByRole('log').getByText('Android, связь хорошая').waitFor();

  await solve(marina);
  await elena.press('Нет, не помогло');
  await elena.panel.getByText('Марина, оператор').first().waitFor();
  expect(await numberIn(elena)).toBe(number);
  await marina.page.getByRole('log').getByText('Нет, не помогло').last().waitFor();

  await killAndRestart();

  await solve(marina);
  await elena.press('Да, помогло');
  await elena.panel.getByText('Закрыто').first().waitFor();
  expect(await numberIn(elena)).toBe(number);

  const before = await talk(elena);
  await elena.page.reload();
  await elena.page.getByRole('button', { name: /^Чат поддержки/u }).click();
  await elena.panel.getByText('Закрыто').first().waitFor();
  await elena.sees('Android, связь хорошая');
  await becomes(() => talk(elena), before);

  await marina.page.reload();
  await marina.page.getByRole('log').getByText('Android, связь хорошая').waitFor();
  expect([...elena.complaints, ...marina.complaints]).toEqual([]);
  await Promise.all([elena.context.close(), marina.context.close()]);
});

/** «Решено» goes out by itself when the five seconds to change one's mind are over. */
const solve = async ({ page }: OperatorPage): Promise<void> => {
  await page.getByRole('button', { name: 'Решено' }).first().click();
  await page.getByRole('button', { name: 'Отменить' }).waitFor();
};

test('a phone that loses the network says so at once, keeps what is typed, and sends it when the network is back', async () => {
  const elena = await citizenPage(browser, server.url);
  await elena.open();
  await elena.say('как позвонить в поддержку');
  await elena.sees('как позвонить в поддержку');
  await elena.context.setOffline(true);
  await elena.panel.getByText('Нет интернета.').waitFor({ timeout: 8_000 });
  await elena.say('сказано без связи');
  await elena.panel.getByText('Ждёт отправки').first().waitFor();
  await elena.context.setOffline(false);
  await elena.panel.getByText('Ждёт отправки').first().waitFor({ state: 'detached' });
  await elena.panel.getByText('Нет интернета.').waitFor({ state: 'detached' });
  expect((await talk(elena)).filter((line) => line === 'сказано без связи')).toHaveLength(1);
  expect(elena.complaints).toEqual([]);
  await elena.context.close();
});

test('what was typed without a network waits, is sent once when it is back, and survives a reload', async () => {
  const elena = await citizenPage(browser, server.url);
  await elena.open();
  await elena.say('как позвонить в поддержку');
  await elena.panel
    .getByText(/№\s\d{2}-/u)
    .first()
    .waitFor();
  await elena.context.setOffline(true);
  await server.kill();
  await elena.say('первое без связи');
  await elena.say('второе без связи');
  await elena.panel.getByText('Ждёт отправки').first().waitFor();
  await elena.context.setOffline(false);
  server = await startChild({ dataDir, port });
  await elena.page.reload();
  await elena.page.getByRole('button', { name: /^Чат поддержки/u }).click();
  await elena.sees('второе без связи');
  await elena.panel.getByText('Ждёт отправки').first().waitFor({ state: 'detached' });
  const lines = await talk(elena);
  for (const text of ['первое без связи', 'второе без связи']) {
    expect(lines.filter((line) => line === text)).toHaveLength(1);
  }
  expect(lines.indexOf('первое без связи')).toBeLessThan(lines.indexOf('второе без связи'));
  await elena.context.close();
});

test('what an operator wrote while the server was away is sent once when it is back, the draft of the next line kept', async () => {
  const elena = await citizenPage(browser, server.url);
  const marina = await operator();
  await elena.open();
  await elena.say('забыл пароль');
  const number = await numberIn(elena);
  await elena.press('Перейти к оператору');
  await marina.page.goto(`${server.url}/operator/ticket/${number}`);
  await marina.page
    .getByRole('button', { name: /^Взять/u })
    .first()
    .click();
  const field = marina.page.getByRole('textbox', { name: 'Ответ гражданину' });
  await field.waitFor();
  await server.kill();
  await marina.page.getByText('Нет связи.').waitFor();
  await field.fill('Сейчас помогу');
  await marina.page.keyboard.press('Control+Enter');
  await marina.page.getByText('Ждёт отправки').waitFor();
  await field.fill('Начало следующего ответа');
  server = await startChild({ dataDir, port });
  await elena.sees('Сейчас помогу');
  await marina.page.getByText('Ждёт отправки').first().waitFor({ state: 'detached' });
  expect((await talk(elena)).filter((line) => line === 'Сейчас помогу')).toHaveLength(1);
  expect(await marina.page.getByRole('log').locator('.b', { hasText: 'Сейчас помогу' }).count()).toBe(1);
  await marina.page.reload();
  await field.waitFor();
  await becomes(() => field.inputValue(), 'Начало следующего ответа');
  await Promise.all([elena.context.close(), marina.context.close()]);
});

test('two tabs of one citizen show the same talk', async () => {
  const elena = await citizenPage(browser, server.url);
  await elena.open();
  const tab = await elena.context.newPage();
  await tab.goto(server.url);
  await tab.getByRole('button', { name: /^Чат поддержки/u }).click();
  await tab.frameLocator('iframe').getByText('Выберите тему').first().waitFor();
  await elena.say('какие файлы можно приложить');
  await tab.frameLocator('iframe').getByText('какие файлы можно приложить').waitFor();
  await tab
    .frameLocator('iframe')
    .getByText(/№\s\d{2}-/u)
    .first()
    .waitFor();
  await elena.context.close();
});

test('an operator who lost the race reads who took it', async () => {
  const elena = await citizenPage(browser, server.url);
  const [marina, oleg] = await Promise.all([operator('marina'), operator('oleg')]);
  await elena.open();
  await elena.say('хочу человека');
  const number = await numberIn(elena);
  for (const { page } of [marina, oleg]) await page.goto(`${server.url}/operator/ticket/${number}`);
  const take = (one: OperatorPage) => one.page.getByRole('button', { name: /^Взять обращение|^Взять$/u }).first();
  await Promise.all([take(marina).waitFor(), take(oleg).waitFor()]);
  // Whose click comes too late may find the button gone: then they read the same.
  const tryTake = (one: OperatorPage) =>
    take(one)
      .click({ timeout: 3000 })
      .catch(() => {});
  await Promise.all([tryTake(marina), tryTake(oleg)]);
  const lost = (one: OperatorPage) => one.page.getByText(/Уже взято:|Обращение ведёт|ведёт (?:Марина|Олег)/u).first();
  await Promise.race([lost(marina).waitFor(), lost(oleg).waitFor()]);
  await Promise.all([elena, marina, oleg].map(({ context }) => context.close()));
});

test('markup in what people write is text in both front ends', async () => {
  const elena = await citizenPage(browser, server.url);
  const marina = await operator();
  const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> javascript:alert(1)`;
  await elena.open();
  await elena.say(evil);
  const number = await numberIn(elena);
  await elena.press('Перейти к оператору');
  await elena.sees('повторять не нужно');
  await marina.page.goto(`${server.url}/operator/ticket/${number}`);
  await marina.page.getByRole('log').getByText(evil).waitFor();
  for (const page of [elena.page, marina.page]) expect(await page.title()).not.toBe('owned');
  expect(await marina.page.getByRole('log').locator('img, script, a[href^="javascript"]').count()).toBe(0);
  expect([...elena.complaints, ...marina.complaints]).toEqual([]);
  await Promise.all([elena.context.close(), marina.context.close()]);
});

test('the widget works on a foreign site whose frames get no storage, and the talk survives a reload there', async () => {
  const { foreignSite } = await import('../support/foreign-site.ts');
  const site = await foreignSite(server.url);
  const elena = await citizenPage(browser, site.url);
  await elena.open();
  await elena.say('забыл пароль');
  const number = await numberIn(elena);
  await elena.page.reload();
  await elena.page.getByRole('button', { name: /^Чат поддержки/u }).click();
  await elena.sees('забыл пароль');
  expect(await numberIn(elena)).toBe(number);
  await elena.context.close();
  await site.close();
});
