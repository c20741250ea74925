/** B31: markup in whatever a stranger or a colleague controls is text in a real DOM, in both front ends. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator, Page } from 'playwright-core';
import { becomes, citizenPage, operatorPage } from '../support/browser.ts';
import { inBrowser } from '../support/in-browser.ts';
import { hired } from '../support/hired.ts';
import { openOperator } from '../support/product.ts';
import { png } from '../support/samples.ts';

const desk = inBrowser();
let site: Server;
afterAll(() => {
  site.close();
});

const owned = `document.documentElement.dataset.owned='1'`;
const picture = `<img src=x onerror="${owned}">`;
const evil = [
  `<script>${owned}</script>`,
  picture,
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
      `<!doctype html><meta charset="utf-8"><title>${escaped}</title><script src="${desk.product.url}/widget.js" async></script>`,
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

/** A prepared answer that a colleague has put in for everybody, called by «/зло». */
const prepareAnswer = async (): Promise<void> => {
  const admin = await openOperator(desk.product, 'admin');
  const answer = { id: null, title: picture, shortcut: 'зло', text: evil, scope: { kind: 'all' } };
  expect(await admin.ask('canned:save', answer)).toMatchObject({ ok: true });
  admin.close();
};

const numberIn = (text: string | null): string => /\d{2}-\d{6}-\d/u.exec(text ?? '')?.[0] ?? '';

test('page, address, words, files, a colleague’s name, answer and note: nothing of them runs, all of them is read', async () => {
  const departments = ['registration', 'technical', 'payments', 'documents', 'profile', 'general'];
  const second = await hired(desk.product.dataDir, { login: 'evil', name: evil, departments });
  await prepareAnswer();
  const elena = await citizenPage(desk.browser, await evilSite());
  await elena.open();
  await elena.panel
    .locator('input[type=file]')
    .setInputFiles([{ name: `${picture}.png`, mimeType: 'image/png', buffer: png({ width: 30, height: 20 }) }]);
  await elena.panel
    .getByText(/onerror/u)
    .first()
    .waitFor();
  await elena.say(evil);
  await elena.sees(evil);
  const head = elena.panel.getByText(/№\s\d{2}-\d{6}-\d/u).first();
  await head.waitFor();
  await elena.press('Перейти к оператору');
  await elena.panel.getByText('повторять не нужно').first().waitFor();
  const number = numberIn(await head.textContent());

  const boss = await operatorPage(desk.browser, desk.product.url, 'evil', second);
  const log = boss.page.getByRole('log');
  await boss.page.goto(`${desk.product.url}/operator/ticket/${number}`);
  await log.getByText(evil).first().waitFor();
  await log
    .getByText(/onerror.*\.png/u)
    .first()
    .waitFor();
  await expectInert(boss.page);
  await boss.page
    .getByRole('button', { name: /^Взять/u })
    .first()
    .click();
  const field = boss.page.locator('textarea');
  await field.fill('');
  await field.pressSequentially('/зло');
  await boss.page.getByRole('option', { name: /onerror/u }).waitFor();
  await expectInert(boss.page);
  await boss.page.keyboard.press('Enter');
  await becomes(async () => (await boss.page.locator('textarea').first().inputValue()).includes('onload'), true);
  await boss.page.keyboard.press('Control+Enter');
  await log.getByText(evil).nth(1).waitFor();
  await boss.page.getByRole('tab', { name: 'Заметка для команды' }).click();
  await field.fill(evil);
  await boss.page.keyboard.press('Control+Enter');
  await log.getByText(evil).nth(2).waitFor();
  await expectInert(boss.page);
  await elena.panel.getByRole('log').getByText(evil).nth(1).waitFor();
  await expectInert(elena.page, elena.panel);
  expect(boss.complaints).toEqual([]);
  await Promise.all([elena.context.close(), boss.context.close()]);
});
