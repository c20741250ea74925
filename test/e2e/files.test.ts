/** Files both ways, in real browsers: a citizen on a phone and an operator. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { violationsIn } from '../support/axe.ts';
import { becomes, citizenPage, launch, operatorPage, type CitizenPage, type OperatorPage } from '../support/browser.ts';
import { freePort, startChild, type Child } from '../support/child.ts';
import { hiredFolder } from '../support/hired.ts';
import { passwordIn } from '../support/product.ts';
import { exe, pdf, png } from '../support/samples.ts';

let browser: Browser;
let server: Child;
let dataDir: string;
let port: number;

beforeAll(async () => {
  dataDir = hiredFolder();
  port = await freePort();
  [browser, server] = await Promise.all([launch(), startChild({ dataDir, port })]);
});
afterAll(async () => {
  await browser.close();
  await server.stop();
});

const phone = { width: 390, height: 844 };
const file = (name: string, mimeType: string, buffer: Buffer) => ({ name, mimeType, buffer });

/** Refused uploads are answers, which a browser notes as failed loads all the same. */
const complaints = (...pages: readonly (CitizenPage | OperatorPage)[]): readonly string[] =>
  pages.flatMap((page) => page.complaints).filter((text) => !/status of 4\d\d/u.test(text));

const choose = (page: CitizenPage, ...files: readonly ReturnType<typeof file>[]): Promise<void> =>
  page.panel.locator('input[type=file]').setInputFiles([...files]);

/** Of the chips of chosen files, and of files in lines. */
const panelViolations = async ({ page }: CitizenPage): Promise<readonly string[]> => {
  const panel = page.frames().find((frame) => frame !== page.mainFrame());
  if (!panel) throw new Error('the panel is not open');
  return violationsIn(panel);
};

const numberIn = async ({ panel }: CitizenPage): Promise<string> =>
  (await panel.locator('.no').textContent())?.match(/\d{2}-\d{6}-\d/u)?.[0] ?? '';

const take = async (elena: CitizenPage): Promise<OperatorPage> => {
  await elena.say('хочу человека');
  await elena.sees('Передаю ваш вопрос');
  const number = await numberIn(elena);
  const marina = await operatorPage(browser, server.url, 'marina', passwordIn(dataDir, 'marina'));
  await marina.page.goto(`${server.url}/operator/ticket/${number}`);
  await marina.page.getByRole('button', { name: 'Взять обращение' }).click();
  await marina.page.getByLabel('Ответ гражданину', { exact: true }).and(marina.page.locator('textarea')).waitFor();
  return marina;
};

test('a citizen sends three files, one is refused with its cure; the operator sees them and answers with a PDF', async () => {
  const elena = await citizenPage(browser, server.url, phone);
  await elena.open();
  const marina = await take(elena);
  await choose(
    elena,
    file('Снимок экрана.png', 'image/png', png({ width: 300, height: 200 })),
    file('Справка.pdf', 'application/pdf', pdf(200_000)),
    file('фото.jpg', 'image/jpeg', exe),
  );
  await elena.panel.getByRole('alert').getByText('Такой файл не').waitFor();
  await elena.panel.getByText('195 КБ').waitFor();
  expect(await panelViolations(elena)).toEqual([]);
  await elena.panel.getByRole('button', { name: 'Убрать файл фото.jpg' }).click();
  await elena.say('Вот что показывает');
  await elena.sees('Вот что показывает');
  const line = marina.page.getByRole('log').locator('.m', { hasText: 'Вот что показывает' });
  await line.getByText('Снимок экрана.png').waitFor();
  await line.getByText('Справка.pdf').waitFor();
  const picture = line.locator('img');
  await picture.waitFor();
  const thumbs = marina.page.locator('.log .thumb');
  await becomes(
    () => thumbs.evaluateAll((found) => found.some((one) => (one as HTMLImageElement).naturalWidth === 300)),
    true,
  );
  await marina.page.getByRole('heading', { name: 'Файлы' }).waitFor();

  await marina.page
    .locator('form input[type=file]')
    .setInputFiles([file('Инструкция.pdf', 'application/pdf', pdf(50_000))]);
  await marina.page.getByText('49 КБ').waitFor();
  await marina.page.locator('textarea').fill('Здесь по шагам');
  await marina.page.getByRole('button', { name: 'Отправить' }).click();
  await elena.sees('Здесь по шагам');
  expect(await panelViolations(elena)).toEqual([]);
  expect(await violationsIn(marina.page)).toEqual([]);
  const [download] = await Promise.all([
    elena.page.waitForEvent('download'),
    elena.panel.getByRole('button', { name: /^Скачать Инструкция\.pdf/u }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('Инструкция.pdf');
  expect(readFileSync(await download.path())).toEqual(pdf(50_000));
  const [saved] = await Promise.all([
    marina.page.waitForEvent('download'),
    line.getByRole('link', { name: /Справка\.pdf/u }).click(),
  ]);
  expect(readFileSync(await saved.path())).toEqual(pdf(200_000));
  expect(complaints(elena, marina)).toEqual([]);
  await Promise.all([elena.context.close(), marina.context.close()]);
});

/** A photo of a phone: too large by its noise. */
const photo = async ({ page }: CitizenPage): Promise<Buffer> => {
  const encoded = await page.evaluate<string>(`(async () => {
    const canvas = new OffscreenCanvas(2400, 1800);
    const pen = canvas.getContext('2d');
    const dots = pen.createImageData(2400, 1800);
    for (let at = 0; at < dots.data.length; at += 1) dots.data[at] = at % 4 === 3 ? 255 : (at * 7919 + (at >> 7) * 104729) % 256;
    pen.putImageData(dots, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.9 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 30000) text += String.fromCharCode(...bytes.subarray(at, at + 30000));
    return btoa(text);
  })()`);
  return Buffer.from(encoded, 'base64');
};

test('a photo above the limit is made smaller on the phone, and the citizen is told', async () => {
  const elena = await citizenPage(browser, server.url, phone);
  await elena.open();
  const large = await photo(elena);
  expect(large.length).toBeGreaterThan(2 * 1024 * 1024);
  await choose(elena, file('IMG_2041.jpg', 'image/jpeg', large));
  await elena.panel.getByText(/Уменьшили с\s/u).waitFor();
  await elena.panel.getByRole('button', { name: 'Отправить' }).click();
  await elena.sees('фото получили');
  await elena.panel.getByRole('log').getByText('IMG_2041.jpg').waitFor();
  expect(await numberIn(elena)).not.toBe('');
  expect(complaints(elena)).toEqual([]);
  await elena.context.close();
});

test('without a link a chosen file waits with its message and goes once when the server is back', async () => {
  const elena = await citizenPage(browser, server.url, phone);
  await elena.open();
  // Loaded while there is a link; its button is what loads it.
  await elena.panel.getByRole('button', { name: 'Прикрепить файл' }).hover();
  await choose(elena, file('первый.png', 'image/png', png()));
  await elena.panel.getByText(/^\d+ КБ$/u).waitFor();
  await server.kill();
  await elena.panel.getByText('Нет связи с').first().waitFor();
  await choose(elena, file('второй.pdf', 'application/pdf', pdf(3000)));
  await elena.panel.getByText('Ждёт связи').waitFor();
  await elena.panel.getByRole('textbox').fill('Без связи');
  await elena.panel.getByRole('button', { name: 'Отправить' }).click();
  await elena.panel.getByText('Отправим, когда файлы загрузятся').waitFor();
  server = await startChild({ dataDir, port });
  await elena.panel.getByRole('log').getByText('второй.pdf').waitFor();
  await elena.sees('файл получили');
  expect(await elena.panel.getByRole('log').getByText('Без связи').count()).toBe(1);
  expect(await elena.panel.getByRole('log').getByText('первый.png').count()).toBe(1);
  await elena.context.close();
});

test("an operator's chosen file survives a reload with the draft; a closed tab sends nothing", async () => {
  const elena = await citizenPage(browser, server.url, phone);
  await elena.open();
  const marina = await take(elena);
  await marina.page.locator('form input[type=file]').setInputFiles([file('Памятка.pdf', 'application/pdf', pdf())]);
  await marina.page.locator('.chosen-file').getByText('1 КБ').waitFor();
  await marina.page.reload();
  await marina.page.locator('.chosen-file').getByText('Памятка.pdf').waitFor();
  await marina.context.close();
  await elena.say('жду');
  await elena.sees('жду');
  expect(await elena.panel.getByText('Памятка.pdf').count()).toBe(0);
  await elena.context.close();
});
