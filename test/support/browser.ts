/** A real Chromium, and the two people who look at it. */
import { isDeepStrictEqual } from 'node:util';
import { chromium, type Browser, type BrowserContext, type FrameLocator, type Page } from 'playwright-core';

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** Waits until what is read of a page is as it should be: nothing there is right the moment something else appears. */
export const becomes = async <T>(read: () => Promise<T>, wanted: T, ms = 20_000): Promise<void> => {
  const until = Date.now() + ms;
  for (;;) {
    const now = await read();
    if (isDeepStrictEqual(now, wanted)) return;
    if (Date.now() > until) return expect(now).toEqual(wanted);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const people = { locale: 'ru-RU', timezoneId: 'Europe/Moscow' } as const;

/** What a page must never say: errors, violations of its policy. Filled while the page lives. */
export const watch = (page: Page): readonly string[] => {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const text = message.text();
    // Connections refused while the server is down are what the test is about; 401 is «not signed in yet».
    if (message.type() === 'error' && !/ERR_CONNECTION|WebSocket connection|401|ERR_INTERNET/u.test(text)) {
      complaints.push(text);
    }
  });
  return complaints;
};

export interface CitizenPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly panel: FrameLocator;
  readonly complaints: readonly string[];
  open(): Promise<void>;
  say(text: string): Promise<void>;
  press(label: string): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
}

export const citizenPage = async (
  browser: Browser,
  url: string,
  size = { width: 1200, height: 800 },
): Promise<CitizenPage> => {
  const context = await browser.newContext({ ...people, viewport: size });
  const page = await context.newPage();
  const complaints = watch(page);
  await page.goto(url);
  const panel = page.frameLocator('iframe');
  return {
    context,
    page,
    panel,
    complaints,
    open: async () => {
      await page.getByRole('button', { name: /^Чат поддержки/u }).click();
      await panel.getByRole('textbox').waitFor();
      await panel.getByText('Выберите тему').first().waitFor();
    },
    say: async (text) => {
      await panel.getByRole('textbox').fill(text);
      await panel.getByRole('textbox').press('Enter');
    },
    press: (label) => panel.getByRole('button', { name: label, exact: true }).last().click(),
    sees: (text) => panel.getByRole('log').getByText(text).last().waitFor(),
  };
};

export interface OperatorPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
}

export const operatorPage = async (
  browser: Browser,
  url: string,
  login: string,
  password: string,
  size = { width: 1440, height: 900 },
): Promise<OperatorPage> => {
  const context = await browser.newContext({ ...people, viewport: size });
  const page = await context.newPage();
  const complaints = watch(page);
  await page.goto(`${url}/operator`);
  await page.getByLabel('Логин').fill(login);
  await page.getByLabel('Пароль').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: /^Очередь/u }).waitFor();
  return { context, page, complaints };
};

/** Whoever was given a password for one entry makes an own one of it, as far as the console takes it. */
export const choosePassword = async (page: Page, given: string, own: string): Promise<void> => {
  await page.getByRole('heading', { name: 'Придумайте свой пароль' }).waitFor();
  await page.getByLabel('Пароль сейчас').fill(given);
  await page.getByLabel('Новый пароль', { exact: true }).fill(own);
  await page.getByLabel('Новый пароль ещё раз').fill(own);
  await page.getByRole('button', { name: 'Сменить пароль' }).click();
};

/** The operator finds the ticket in the queue and takes it. */
export const takeFromQueue = async (page: Page, number: string): Promise<void> => {
  await page.getByRole('tab', { name: /^Очередь/u }).click();
  await page.getByRole('link', { name: new RegExp(number, 'u') }).click();
  await page
    .getByRole('button', { name: /^Взять/u })
    .first()
    .click();
};
