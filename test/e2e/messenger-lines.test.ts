import type { Browser } from 'playwright-core';
import { becomes, launch, operatorPage, type OperatorPage } from '../support/browser.ts';
import { inTelegram, type Written } from '../support/writers.ts';

let world: Written;
let browser: Browser;
let marina: OperatorPage;
beforeAll(async () => {
  [world, browser] = await Promise.all([inTelegram(), launch()]);
  marina = await operatorPage(browser, world.product.url, 'marina', world.product.password('marina'));
});
afterAll(async () => {
  await browser.close();
  await world.end();
});

test('what was changed, answered and passed on in a messenger is seen in the dialogue, and is no markup', async () => {
  const elena = world.writer(601);
  elena.send('оператор');
  const number = /№ (\d{2}-\d{6}-\d)/u.exec(await elena.sees(/№ \d{2}-\d{6}-\d/u))?.[1] ?? '';
  const { page } = marina;
  await page.goto(`${world.product.url}/operator/ticket/${number}`);
  await page.getByRole('button', { name: 'Взять обращение' }).first().click();
  const log = page.getByRole('log');
  const first = elena.send('Справка нужна в бухгалтерию');
  await log.getByText('Справка нужна в бухгалтерию').waitFor();

  elena.edit(first, 'Справка нужна в деканат', 30);
  await log.getByText('Справка нужна в деканат').waitFor();
  const former = log.getByText('Справка нужна в бухгалтерию');
  await former.waitFor({ state: 'hidden' });
  const mark = log.getByRole('button', { name: /^изменено/u });
  await mark.click();
  await former.waitFor();
  await becomes(() => mark.getAttribute('aria-expanded'), 'true');

  const from = { id: 601, is_bot: false, first_name: 'Елена' };
  const answered = { message_id: first, from, chat: { id: 601, type: 'private' }, text: 'Справка нужна в деканат' };
  elena.sendContent({ text: 'к пятнице', reply_to_message: answered });
  const quote = log.getByRole('link', { name: 'Справка нужна в деканат' });
  await quote.click();
  await page.waitForURL(/#\d+$/u);

  elena.sendContent({ text: '<img src=x onerror=alert(1)>', forward_origin: { type: 'channel' } });
  const passed = log.locator('.m').filter({ hasText: '<img src=x onerror=alert(1)>' });
  await passed.getByText('переслано').waitFor();
  expect(marina.complaints).toEqual([]);
});
