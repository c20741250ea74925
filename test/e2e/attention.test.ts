/** How the console calls an operator who looks elsewhere. */
import type { Page } from 'playwright-core';
import { becomes, operatorPage } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { openCitizen, type CitizenScreen } from '../support/product.ts';

const desk = inBrowser();

interface Probed {
  hidden: boolean;
  readonly asked: number;
  readonly chimes: number;
  readonly told: readonly (readonly [string, string | undefined])[];
}

/** Writes down what the page asks of the desk.browser and lets the test say whether anybody looks. Nothing of ours is replaced. */
const probe = `
  const seen = { hidden: false, asked: 0, chimes: 0, told: [] };
  globalThis.probed = seen;
  Object.defineProperty(document, 'hidden', { get: () => seen.hidden });
  const Real = Notification;
  globalThis.Notification = class extends Real {
    constructor(title, options) { super(title, options); seen.told.push([title, options?.body]); }
    static async requestPermission() { seen.asked += 1; return Real.requestPermission(); }
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...at) { seen.chimes += 0.5; return start.apply(this, at); };
`;

const probed = (page: Page): Promise<Probed> => page.evaluate<Probed>('globalThis.probed');
const heard = async (page: Page): Promise<Omit<Probed, 'hidden'>> => {
  const { asked, chimes, told } = await probed(page);
  return { asked, chimes, told };
};
const look = (page: Page, away: boolean): Promise<void> =>
  page.evaluate(`globalThis.probed.hidden = ${away}; document.dispatchEvent(new Event('visibilitychange'))`);
const toldTimes = (page: Page, times: number): Promise<unknown> =>
  becomes(async () => (await probed(page)).told.length, times);
const icon = (page: Page): Promise<string | null> => page.locator('link[rel="icon"]').getAttribute('href');

const inQueue = async (): Promise<CitizenScreen> => {
  const citizen = await openCitizen(desk.product.url);
  await citizen.send('меня зовут Елена Тайная, не могу войти');
  await citizen.send('оператор');
  return citizen;
};

test('sound and notices begin with a press; they tell a number and why, the icon has a dot, a pause is quiet', async () => {
  const { page, context, complaints } = await operatorPage(
    desk.browser,
    desk.product.url,
    'marina',
    desk.product.password('marina'),
  );
  await context.grantPermissions(['notifications'], { origin: desk.product.url });
  await context.addInitScript(probe);
  await page.reload();
  await page.getByText('0 из 6').waitFor();
  const plain = await icon(page);
  expect((await probed(page)).asked).toBe(0);

  await page.getByRole('button', { name: /настройки и выход/u }).click();
  await page.getByRole('button', { name: 'Включить уведомления' }).click();
  await page.getByText('без имён и текста').waitFor();
  await page.getByRole('button', { name: 'Включить звук' }).click();
  await becomes(() => heard(page), { asked: 1, chimes: 1, told: [] });
  await page.keyboard.press('Escape');

  await look(page, true);
  const elena = await inQueue();
  const number = elena.view().number ?? '';
  await toldTimes(page, 1);
  await becomes(() => heard(page), { asked: 1, chimes: 2, told: [[`Обращение № ${number}`, 'Новое в очереди']] });

  await look(page, false);
  await page.getByRole('button', { name: 'Взять из очереди N' }).click();
  await page.getByText('1 из 6').waitFor();
  await elena.send('это моя тайна');
  await page.getByRole('log').getByText('это моя тайна').waitFor();
  expect((await probed(page)).told).toHaveLength(1);
  await page.getByRole('link', { name: 'Пульт оператора, к списку диалогов' }).click();
  await look(page, true);
  await elena.send('вы здесь?');
  await toldTimes(page, 2);
  expect((await probed(page)).told[1]).toEqual([`Обращение № ${number}`, 'Гражданин написал']);
  expect(JSON.stringify(await probed(page))).not.toMatch(/тайна|Тайная|Елена|здесь/u);
  await becomes(async () => (await icon(page)) === plain, false);

  await look(page, false);
  await page.getByRole('tab', { name: /^Мои/u }).click();
  await page.getByRole('link', { name: new RegExp(number, 'u') }).click();
  await becomes(() => icon(page), plain);

  await page.getByRole('button', { name: /^Доступен/u }).click();
  await page.getByRole('radio', { name: 'Пауза' }).check();
  await page.getByRole('button', { name: /^Пауза/u }).waitFor();
  await look(page, true);
  const before = await probed(page);
  await elena.send('ау');
  await page.getByRole('log').getByText('ау', { exact: true }).waitFor({ state: 'attached' });
  expect(await probed(page)).toMatchObject({ chimes: before.chimes, told: before.told });
  expect(complaints).toEqual([]);
  elena.close();
  await context.close();
});
