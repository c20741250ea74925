/** B31: markup in whatever a stranger or a colleague controls is text in a real DOM, in both front ends. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, FrameLocator, Page } from 'playwright-core';
import { citizenPage, launch, operatorPage } from '../support/browser.ts';
import { hired } from '../support/hired.ts';
import { startProduct, type Product } from '../support/product.ts';

let product: Product;
let browser: Browser;
let site: Server;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launch()]);
});
afterAll(async () => {
  await browser.close();
  site.close();
  await product.end();
});

const owned = `document.documentElement.dataset.owned='1'`;
const evil = [
  `<script>${owned}</script>`,
  `<img src=x onerror="${owned}">`,
  `<svg onload="${owned}">`,
  `"><b onmouseover="${owned}">`,
  `javascript:${owned}`,
  'data:text/html,<script>1</script>',
].join(' ');

/** A page of somebody else whose title and address are full of markup. */
const evilSite = async (): Promise<string> => {
  const escaped = evil.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><meta charset="utf-8"><title>${escaped}</title><script src="${product.url}/widget.js" async></script>`,
    );
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  return `http://localhost:${(site.address() as AddressInfo).port}/?q=${encodeURIComponent(evil)}#${encodeURIComponent(evil)}`;
};

const foreign = 'script:not([src]), img[src="x"], svg[onload], b[onmouseover], a[href^="javascript"], a[href^="data:"]';

const expectInert = async (page: Page, inside: Page | FrameLocator = page): Promise<void> => {
  expect(await inside.locator('body').locator(foreign).count()).toBe(0);
  expect(await inside.locator('html').getAttribute('data-owned')).toBeNull();
  expect(await page.evaluate('document.documentElement.dataset.owned ?? null')).toBeNull();
};

test('page, address, words, a colleague’s name, answer and note: nothing of them runs, all of them is read', async () => {
  const departments = ['registration', 'technical', 'payments', 'documents', 'profile', 'general'];
  const second = await hired(product.dataDir, { login: 'evil', name: evil, departments });
  const elena = await citizenPage(browser, await evilSite());
  await elena.open();
  await elena.say(evil);
  await elena.sees(evil);
  const head = elena.panel.getByText(/№\s\d{2}-\d{6}-\d/u).first();
  await head.waitFor();
  await elena.press('Перейти к оператору');
  await elena.panel.getByText('повторять не нужно').first().waitFor();
  const number = /\d{2}-\d{6}-\d/u.exec((await head.textContent()) ?? '')?.[0] ?? '';

  const boss = await operatorPage(browser, product.url, 'evil', second);
  await boss.page.goto(`${product.url}/operator/ticket/${number}`);
  await boss.page.getByRole('log').getByText(evil).first().waitFor();
  await expectInert(boss.page);
  await boss.page
    .getByRole('button', { name: /^Взять/u })
    .first()
    .click();
  await boss.page.getByRole('textbox', { name: /ответ|сообщени/iu }).fill(evil);
  await boss.page.keyboard.press('Control+Enter');
  await boss.page.getByRole('log').getByText(evil).nth(1).waitFor();
  await expectInert(boss.page);
  await elena.panel.getByRole('log').getByText(evil).nth(1).waitFor();
  await expectInert(elena.page, elena.panel);
  expect(boss.complaints).toEqual([]);
  await Promise.all([elena.context.close(), boss.context.close()]);
});
