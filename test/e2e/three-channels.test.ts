/** One citizen in Telegram, in VK and on the site at once, one operator; the page `/sandbox` is the citizen's side. */
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { silentVoice } from '../../bots/sandbox/voice.ts';
import { becomes, launch, operatorPage, type OperatorPage } from '../support/browser.ts';
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
  // A voice tells its length before it is played, and can be moved about in.
  await page.goto(`${server.url}/operator/ticket/${numbers.vk}`);
  await phones.vk.attach('Голосовое, 3 с');
  const player = page.getByRole('log').locator('audio');
  await player.waitFor();
  await becomes(() => page.evaluate(() => Math.round(document.querySelector('audio')?.duration ?? 0)), 3);
  const reached = await player.evaluate(async (audio: HTMLAudioElement) => {
    const heard = new Promise((resolve) => audio.addEventListener('playing', resolve, { once: true }));
    audio.muted = true;
    await audio.play();
    await heard;
    const seeked = new Promise((resolve) => audio.addEventListener('seeked', resolve, { once: true }));
    audio.currentTime = 2;
    await seeked;
    return audio.currentTime;
  });
  expect(reached).toBeGreaterThanOrEqual(2);
  const { name, type: mimeType, bytes: buffer } = silentVoice(2);
  await page.locator('form input[type=file]').setInputFiles([{ name, mimeType, buffer: Buffer.from(buffer) }]);
  await page.locator('.chosen-file').getByText(name).waitFor();
  await page.getByRole('button', { name: 'Отправить' }).click();
  await phones.vk.log.locator('.m:not(.me) audio').waitFor();
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
  ['telegram', 'Зинаида Ильина'],
  ['vk', 'Артём Лосев'],
] as const)(
  'a ticket in %s goes on in the protected chat by its link, under the same number, with the same operator; answers go where the citizen wrote last',
  async (platform, name) => {
    const timur = await sandboxPage(browser, server.url);
    await timur.page.getByRole('button', { name: 'Добавить гражданина' }).click();
    const phone = timur.messenger(platform);
    // What is typed before that is typed on the phone of somebody else.
    await timur.page.getByRole('button', { name, pressed: true }).waitFor();
    await phone.press('Начать');
    await phone.sees('Здравствуйте');
    await phone.say('забыл пароль, мой СНИЛС 112-233-445 95');
    await phone.sees('восстановление пароля');
    await phone.press('Перейти к оператору');
    await phone.sees('повторять не нужно');
    const number = await phone.number();
    const operator = await marina();
    await operator.page.goto(`${server.url}/operator/ticket/${number}`);
    await operator.page.getByRole('button', { name: 'Взять обращение' }).click();

    const [chat] = await Promise.all([
      timur.context.waitForEvent('page'),
      phone.log.getByRole('link', { name: '/continue#' }).last().click(),
    ]);
    await chat.getByText(number).first().waitFor();
    await chat.getByRole('button', { name: 'Продолжить' }).click();
    await chat.getByRole('log').getByText('забыл пароль').first().waitFor();
    await chat.getByText(number).first().waitFor();
    await chat.getByRole('textbox').fill('пишу из защищённого чата');
    await chat.getByRole('textbox').press('Enter');
    await operator.page.getByRole('log').getByText('пишу из защищённого чата').waitFor();
    await operator.page.getByRole('textbox', { name: 'Ответ гражданину' }).fill('отвечаю туда, где вы сейчас');
    await operator.page.getByRole('button', { name: 'Отправить' }).click();
    await chat.getByRole('log').getByText('отвечаю туда, где вы сейчас').waitFor();
    expect(await phone.log.getByText('отвечаю туда, где вы сейчас').count()).toBe(0);
    await phone.say('я снова в мессенджере');
    await chat.getByRole('log').getByText('я снова в мессенджере').waitFor();
    await operator.page.getByRole('log').getByText('я снова в мессенджере').waitFor();
    await operator.page.getByRole('textbox', { name: 'Ответ гражданину' }).fill('отвечаю в мессенджер');
    await operator.page.getByRole('button', { name: 'Отправить' }).click();
    await phone.sees('отвечаю в мессенджер');
    expect([...timur.complaints, ...operator.complaints]).toEqual([]);
    await Promise.all([timur.context.close(), operator.context.close()]);
  },
);

test('what platforms break and repeat is said once to people; an album is answered once; a changed line says so', async () => {
  const timur = await sandboxPage(browser, server.url);
  await timur.page.getByRole('button', { name: 'Тимур Галеев' }).click();
  const [telegram, vk] = [timur.messenger('telegram'), timur.messenger('vk')];
  await telegram.turn('duplicates');
  await telegram.turn('html');
  await vk.turn('lost');
  await telegram.say('не могу войти');
  await vk.say('не могу войти');
  const journal = timur.page.getByRole('region', { name: 'Что делали платформы' });
  await journal.getByText('вместо ответа пришла HTML-страница 502').first().waitFor();
  await journal.getByText('выполнено, но ответ потерялся').first().waitFor();
  await telegram.turn('html');
  await vk.turn('lost');
  for (const phone of [telegram, vk]) {
    await phone.sees('Что мешает войти');
    await phone.say('спасибо');
    await phone.sees('Пожалуйста');
    expect(await phone.log.getByText('Что мешает войти').count()).toBe(1);
  }
  await vk.attach('Переслать от соседа');
  await vk.sees('Переслано от: Сосед');
  await vk.column.getByRole('button', { name: 'Ответить' }).last().click();
  await vk.column.getByText('Ответ на:').waitFor();
  await vk.say('спасибо');
  await vk.log.locator('.m.me .answered').waitFor();
  await telegram.attach('Альбом из трёх снимков');
  await telegram.sees('фото получили');
  await becomes(() => telegram.log.getByRole('img').count(), 3);
  await telegram.column.getByRole('button', { name: 'Изменить' }).last().click();
  await telegram.say('благодарю');
  await telegram.sees('изменено');
  await telegram.say('забыл пароль');
  await telegram.sees('восстановление пароля');
  expect(await telegram.log.getByText('фото получили').count()).toBe(1);
  expect(timur.complaints).toEqual([]);
  await timur.context.close();
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

test('the server stops in its time while a page looks on, and the page says so', async () => {
  const elena = await sandboxPage(browser, server.url);
  const code = await server.stop();
  expect({ code, said: code === 0 ? '' : server.output().slice(-1500) }).toEqual({ code: 0, said: '' });
  await elena.page.getByRole('alert').getByText('Нет связи с сервером').waitFor();
  await elena.context.close();
});
