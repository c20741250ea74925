/**
 * The citizen's widget in a real browser against the whole product. Needs the built front end (`npm run build`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type FrameLocator, type Page } from 'playwright-core';
import { becomes } from '../../support/browser.ts';
import { startProduct, tempDir, type Product } from '../../support/product.ts';

const dist = join(import.meta.dirname, '../../../bots/web/widget/dist');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const hostPolicy = (support: string): string =>
  `default-src 'none'; script-src ${support}; frame-src ${support}; require-trusted-types-for 'script'; trusted-types 'none'`;

let browser: Browser;
let product: Product;
let context: BrowserContext;
const complaints: string[] = [];

const newContext = async (options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> => {
  const made = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1200, height: 800 }, ...options });
  made.setDefaultTimeout(20_000);
  made.on('weberror', (error) => complaints.push(String(error.error())));
  made.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|TrustedScript/u.test(message.text())) complaints.push(message.text());
  });
  return made;
};

const openPanel = async (page: Page, url: string): Promise<FrameLocator> => {
  await page.goto(url);
  await page.getByRole('button', { name: 'Чат поддержки' }).click();
  const panel = page.frameLocator('iframe');
  await panel.getByRole('button', { name: 'Перейти к оператору' }).or(panel.locator('.wait')).first().waitFor();
  return panel;
};

const write = async (panel: FrameLocator | Page, text: string): Promise<void> => {
  const field = panel.getByRole('textbox', { name: 'Сообщение' });
  await field.fill(text);
  await field.press('Enter');
};

const violations = async (page: Page): Promise<readonly string[]> => {
  const frame = page.frames().at(-1);
  await frame?.evaluate(`${axe};0`);
  const found = await frame?.evaluate('axe.run(document).then((result) => result.violations.map(({ id }) => id))');
  return found as string[];
};

beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
});
afterAll(() => browser.close());

beforeEach(async () => {
  complaints.length = 0;
  product = await startProduct({ dataDir: tempDir() });
  context = await newContext();
});
afterEach(async () => {
  await context.close();
  await product.end();
  expect(complaints).toEqual([]);
});

/** The same address after the stop, as a server that was restarted. */
const startAgain = (): Promise<Product> =>
  startProduct({ dataDir: product.dataDir, env: { PORT: String(product.port) } });

test('the host page loads nothing but the launcher until the citizen presses it', async () => {
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(product.url);
  const button = page.getByRole('button', { name: 'Чат поддержки' });
  await button.waitFor();
  expect(asked).toContain('/widget.js');
  expect(asked.filter((path) => path.startsWith('/widget/'))).toEqual([]);
  await becomes(() => button.boundingBox(), { x: 1116, y: 720, width: 60, height: 60 });
});

test('a citizen presses a button, sees the number, and the old buttons leave the tab order', async () => {
  const page = await context.newPage();
  const panel = await openPanel(page, product.url);
  const topic = panel.locator('.qr .choice').first();
  const label = await topic.innerText();
  await topic.click();
  await panel
    .getByText(/№\s\d\d-\d{6}-\d/u)
    .first()
    .waitFor();
  await becomes(() => panel.getByRole('button', { name: label, exact: true }).count(), 0);
  await panel.getByRole('button', { name: 'Перейти к оператору' }).click();
  await panel.getByRole('heading', { name: 'Зовём оператора' }).waitFor();
  const head = panel.getByRole('banner').or(panel.locator('header')).first();
  await becomes(async () => /№\s\d\d-\d{6}-\d/u.test(await head.innerText()), true);
});

test('what is typed without a link waits, is sent once and in order, and a second tab shows it', async () => {
  const page = await context.newPage();
  const panel = await openPanel(page, product.url);
  const second = await context.newPage();
  const other = await openPanel(second, product.url);
  await product.stop();
  await panel.getByText('Сообщения отправим, когда связь вернётся.').waitFor();
  for (const text of ['первое без связи', 'второе без связи']) await write(panel, text);
  await becomes(() => panel.getByText('Ждёт отправки').count(), 2);
  product = await startAgain();
  await panel.getByText('Ждёт отправки').first().waitFor({ state: 'detached' });
  for (const tab of [panel, other]) {
    await tab.getByText('второе без связи', { exact: true }).waitFor();
    const mine = await tab.locator('.b.me p').allInnerTexts();
    expect(mine.filter((text) => text.endsWith('без связи'))).toEqual(['первое без связи', 'второе без связи']);
  }
});

test('what was not sent before a reload is sent once after it, and the draft is still in the field', async () => {
  const page = await context.newPage();
  let blocked = true;
  await page.route(/\/socket\.io\//u, (route) => (blocked ? route.abort() : route.fallback()));
  await page.routeWebSocket(/\/socket\.io\//u, (socket) => {
    if (blocked) void socket.close();
    else socket.connectToServer();
  });
  await page.goto(`${product.url}/widget/`);
  await write(page, 'до перезагрузки');
  await page.getByRole('textbox', { name: 'Сообщение' }).fill('черновик');
  await page.getByText('Ждёт отправки').waitFor();
  blocked = false;
  await page.reload();
  await page.locator('.meta.me', { hasText: 'Отправлено' }).last().waitFor();
  expect(await page.getByText('до перезагрузки', { exact: true }).count()).toBe(1);
  await becomes(() => page.getByRole('textbox', { name: 'Сообщение' }).inputValue(), 'черновик');
});

test('markup in a message stays text', async () => {
  const page = await context.newPage();
  const panel = await openPanel(page, product.url);
  const nasty = '<img src=x onerror=alert(1)> javascript:alert(1) <a href="https://evil.example">x</a>';
  await write(panel, nasty);
  await panel.getByText(nasty, { exact: true }).waitFor();
  expect(await panel.locator('.b.me :is(img, a)').count()).toBe(0);
});

test('Esc minimises, focus returns to the launcher; on a phone the page is still while the chat is open', async () => {
  const phone = await newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await phone.newPage();
  const panel = await openPanel(page, product.url);
  await becomes(() => page.locator('iframe').boundingBox(), { x: 0, y: 0, width: 390, height: 844 });
  await becomes(() => page.evaluate('document.body.inert'), true);
  // Nothing of the page, its own button included, lies over the field and «Отправить».
  await page.getByRole('button', { name: /^Чат поддержки/u }).waitFor({ state: 'hidden' });
  await panel.getByRole('button', { name: 'Свернуть чат' }).focus();
  await page.keyboard.press('Escape');
  await page.locator('iframe').waitFor({ state: 'hidden' });
  await becomes(() => page.evaluate('document.body.inert'), false);
  await becomes(() => page.evaluate("document.querySelector('aside').shadowRoot.activeElement?.tagName"), 'BUTTON');
  await phone.close();
});

describe('on a foreign site with a strict policy', () => {
  let site: Server;
  afterEach(() => site.close());

  test.each([false, true])('the talk survives a reload (storage refused to the frame: %s)', async (refused) => {
    if (refused)
      await context.addInitScript(
        "if (top !== self) Object.defineProperty(self, 'localStorage', { get() { throw new DOMException('no') } })",
      );
    const support = `http://127.0.0.1:${product.port}`;
    site = createServer((_request, response) => {
      response.setHeader('Content-Security-Policy', hostPolicy(support));
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.end(`<!doctype html><title>Чужой</title><p>Чужой<script src="${support}/widget.js" async></script>`);
    });
    await new Promise<void>((resolve) => void site.listen(0, '127.0.0.1', resolve));
    const url = `http://localhost:${(site.address() as AddressInfo).port}/page?secret=1`;
    const page = await context.newPage();
    const panel = await openPanel(page, url);
    await write(panel, 'вопрос с чужого сайта');
    await panel.locator('.meta.me', { hasText: 'Отправлено' }).last().waitFor();
    await openPanel(page, url);
    await panel.getByText('вопрос с чужого сайта', { exact: true }).waitFor();
  });
});

test.each([
  ['light', 400],
  ['dark', 400],
  ['light', 320],
] as const)('axe finds nothing and nothing scrolls sideways: %s, %i px', async (colorScheme, width) => {
  const small = await newContext({ colorScheme, viewport: { width, height: 640 } });
  const page = await small.newPage();
  await page.goto(`${product.url}/widget/`);
  await page.getByRole('button', { name: 'Перейти к оператору' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: /^Действия/u }).click();
  await page.getByRole('button', { name: 'Крупный текст' }).click();
  expect(await violations(page)).toEqual([]);
  expect(
    await page.evaluate("document.querySelector('.wl').scrollWidth <= document.querySelector('.wl').clientWidth"),
  ).toBe(true);
  await small.close();
});

test('the launcher is at most 1 KB, the first opening of the panel at most 35 KB, gzipped', () => {
  const size = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
  expect(existsSync(join(dist, 'launcher.js'))).toBe(true);
  expect(size('launcher.js')).toBeLessThanOrEqual(1024);
  // The page of one-time links lies beside the panel and has files of its own.
  const door = readFileSync(join(dist, 'panel/continue.html'), 'utf8');
  const built = readdirSync(join(dist, 'panel/assets')).filter((name) => /\.(?:js|css)$/u.test(name));
  const assets = built.filter((name) => !door.includes(name));
  // What the page itself names; the rest is fetched when somebody wants files.
  const page = readFileSync(join(dist, 'panel/index.html'), 'utf8');
  const [first, later] = [assets.filter((name) => page.includes(name)), assets.filter((name) => !page.includes(name))];
  const sum = (names: readonly string[]): number => names.reduce((all, name) => all + size(`panel/assets/${name}`), 0);
  expect(size('panel/index.html') + sum(first)).toBeLessThanOrEqual(35 * 1024);
  expect(first.length).toBeGreaterThanOrEqual(2);
  expect(later.map((name) => name.split('-')[0])).toEqual(['attach']);
  expect(sum(later)).toBeLessThanOrEqual(6 * 1024);
});
