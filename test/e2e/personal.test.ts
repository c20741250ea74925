/** A citizen writes what is personal; an operator sees masks and looks behind one of them, in a real browser. */
import { rmSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { personalScenarios } from '../personal/form.ts';
import { becomes, citizenPage, launch, operatorPage, type CitizenPage, type OperatorPage } from '../support/browser.ts';
import { freePort, startChild, type Child } from '../support/child.ts';
import { hiredFolder } from '../support/hired.ts';
import { passwordIn } from '../support/product.ts';

const dataDir = hiredFolder();
const scenarios = personalScenarios();
let server: Child;
let browser: Browser;
let elena: CitizenPage;
let boss: OperatorPage;

beforeAll(async () => {
  const port = await freePort();
  const env = { SCENARIOS_DIR: scenarios };
  [server, browser] = await Promise.all([startChild({ dataDir, port, env }), launch()]);
  elena = await citizenPage(browser, server.url);
  boss = await operatorPage(browser, server.url, 'admin', passwordIn(dataDir, 'admin'));
});
afterAll(async () => {
  await browser.close();
  await server.stop();
  for (const folder of [dataDir, scenarios]) rmSync(folder, { recursive: true, force: true });
});

/** Everything that the browser keeps for our pages. */
const kept = ({ page }: OperatorPage): Promise<string> =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    return JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, databases]);
  });

const log = () => boss.page.getByRole('log');
const card = () => boss.page.locator('#card');
const dialog = () => boss.page.getByRole('dialog');

test('the citizen agrees first, and reads masks in the place of what was written', async () => {
  await elena.open();
  await elena.say('перезвоните мне пожалуйста');
  await elena.sees('Даёте согласие');
  await elena.press('Подробнее');
  await elena.sees('Как мы обращаемся с личными данными');
  await elena.press('Согласен');
  await elena.sees('Как вас зовут?');
  await elena.say('Иванова Анна');
  await elena.sees('Ваш СНИЛС?');
  await elena.say('123-456-789 64');
  await elena.sees('Ваш ИНН?');
  await elena.sees('•••-•••-•89 64');
  await elena.say('мой пароль Qwerty-777, позовите человека');
  await elena.sees(/пароль лучше сменить/u);
  await elena.press('Перейти к оператору');
});

test('who leads sees masks, gives a reason and reads the value until it is hidden', async () => {
  const { page } = boss;
  await page.getByRole('tab', { name: /^Очередь/u }).click();
  await page
    .getByRole('link', { name: /Перезвоните мне/u })
    .first()
    .click();
  const masked = log().getByRole('button', { name: /^Показать СНИЛС/u });
  await masked.waitFor();
  expect(await masked.textContent()).toBe('•••-•••-•89 64');
  await masked.click();
  await dialog().getByText('Показать СНИЛС?').waitFor();
  await dialog().getByLabel('Другое').check();
  await dialog().getByRole('button', { name: 'Показать' }).click();
  await dialog().getByText('Напишите причину').waitFor();
  await dialog().getByLabel('Причина').fill('сверяю с заявлением');
  await dialog().getByRole('button', { name: 'Показать' }).click();
  await log().getByText('123-456-789 64').waitFor();
  await card().getByText('123-456-789 64').waitFor();
  expect(await kept(boss)).not.toContain('123-456-789');
  await log().getByRole('button', { name: 'Скрыть' }).click();
  await masked.waitFor();
  await becomes(() => page.getByText('123-456-789 64').count(), 0);
});

test('a value is gone with the dialogue, and comes back with another reason only', async () => {
  const { page } = boss;
  await card()
    .getByRole('button', { name: /^Показать ФИО/u })
    .click();
  await dialog().getByRole('button', { name: 'Показать' }).click();
  await card().getByText('Иванова Анна').waitFor();
  await page.reload();
  await card()
    .getByRole('button', { name: /^Показать ФИО/u })
    .waitFor();
  expect(await page.getByText('Иванова Анна').count()).toBe(0);
});

test('an operator who does not have the ticket reads masks and cannot press them', async () => {
  const marina = await operatorPage(browser, server.url, 'marina', passwordIn(dataDir, 'marina'));
  await marina.page.getByRole('tab', { name: /^Очередь/u }).click();
  await marina.page
    .getByRole('link', { name: /Перезвоните мне/u })
    .first()
    .click();
  await marina.page.getByRole('log').getByText('•••-•••-•89 64').first().waitFor();
  expect(await marina.page.getByRole('button', { name: /^Показать/u }).count()).toBe(0);
  expect(marina.complaints).toEqual([]);
  await marina.context.close();
});

test('neither page complained', () => {
  expect([...elena.complaints, ...boss.complaints]).toEqual([]);
});
