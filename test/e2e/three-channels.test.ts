/** One citizen in Telegram, in VK and on the site at once, one operator; the page `/sandbox` is the citizen's side. */
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { launch, operatorPage, type OperatorPage } from '../support/browser.ts';
import { freePort, startChild, type Child } from '../support/child.ts';
import { hiredFolder } from '../support/hired.ts';
import { passwordIn } from '../support/product.ts';
import { sandboxPage, type Phone } from '../support/sandbox-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const dataDir = hiredFolder();
let server: Child;
let browser: Browser;

beforeAll(async () => {
  const env = { SANDBOX: 'true' };
  [server, browser] = await Promise.all([startChild({ dataDir, port: await freePort(), env }), launch()]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const marina = (): Promise<OperatorPage> => operatorPage(browser, server.url, 'marina', passwordIn(dataDir, 'marina'));

const handOver = async (phone: Phone): Promise<string> => {
  await phone.sees('восстановление пароля');
  await phone.press('Перейти к оператору');
  await phone.sees('повторять не нужно');
  return phone.number();
};

test('the same question in three channels is handed over under three numbers, and one operator serves all of them', async () => {
  expect(server.output()).toContain(`${server.url}/sandbox`);
  const elena = await sandboxPage(browser, server.url);
  const phones = { telegram: elena.messenger('telegram'), vk: elena.messenger('vk'), site: elena.site };
  await phones.telegram.press('Начать');
  await phones.vk.press('Начать');
  await Promise.all(Object.values(phones).map((phone) => phone.sees('Здравствуйте')));
  // There is one keyboard: the questions are typed one after another and answered side by side.
  for (const phone of Object.values(phones)) await phone.say('забыл пароль');
  const [telegram, vk] = await Promise.all([handOver(phones.telegram), handOver(phones.vk)]);
  await handOver(elena.site);
  const site = /\d{2}-\d{6}-\d/u.exec((await elena.panel.locator('.no').first().textContent()) ?? '')?.[0] ?? '';
  const numbers = { telegram, vk, site };
  expect(new Set(Object.values(numbers)).size).toBe(3);

  const operator = await marina();
  const { page } = operator;
  for (const channel of ['telegram', 'vk', 'site'] as const) {
    await page.goto(`${server.url}/operator/ticket/${numbers[channel]}`);
    await page.getByRole('log').getByText('забыл пароль').first().waitFor();
    await page.getByRole('button', { name: 'Взять обращение' }).click();
    await page
      .getByRole('textbox', { name: 'Ответ гражданину' })
      .fill(`Здравствуйте! Это ответ по № ${numbers[channel]}.`);
    await page.getByRole('button', { name: 'Отправить' }).click();
    await phones[channel].sees(`Это ответ по № ${numbers[channel]}.`);
    await phones[channel].say(`спасибо из ${channel}`);
    await page.getByRole('log').getByText(`спасибо из ${channel}`).waitFor();
  }
  for (const channel of ['telegram', 'vk'] as const) {
    const others = (['telegram', 'vk'] as const).filter((one) => one !== channel);
    for (const other of others) {
      expect(await phones[channel].log.getByText(`Это ответ по № ${numbers[other]}.`).count()).toBe(0);
    }
  }
  expect([...elena.complaints, ...operator.complaints]).toEqual([]);
  await Promise.all([elena.context.close(), operator.context.close()]);
});

test.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 360],
  ['dark', 360],
] as const)('axe finds nothing on the sandbox and nothing scrolls sideways: %s, %i px', async (theme, width) => {
  const elena = await sandboxPage(browser, server.url, { size: { width, height: 800 }, dark: theme === 'dark' });
  await elena.page.evaluate(`${axe};0`);
  const found = await elena.page.evaluate(
    "axe.run({ exclude: ['iframe'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))",
  );
  expect(found).toEqual([]);
  expect(await elena.page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(elena.complaints).toEqual([]);
  await elena.context.close();
});
