/** The page `/sandbox` in a real browser: one citizen's three phones side by side. */
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import type { KnobName, Platform } from '../../bots/sandbox/contract.ts';
import { knobs, platformNames } from '../../bots/sandbox/page/texts.ts';
import { watch } from './browser.ts';

/** A chat on the page, whatever its messenger. */
export interface Phone {
  say(text: string): Promise<void>;
  /** The button under the newest message that has one with this label. */
  press(label: string): Promise<void>;
  sees(text: string | RegExp): Promise<void>;
  /** The ticket number that the bot has told. */
  number(): Promise<string>;
  readonly log: Locator;
}

export interface MessengerPhone extends Phone {
  readonly column: Locator;
  attach(name: string): Promise<void>;
  turn(knob: KnobName): Promise<void>;
}

export interface SandboxPage {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly panel: FrameLocator;
  readonly site: Phone;
  messenger(platform: Platform): MessengerPhone;
}

const numberShape = /\d{2}-\d{6}-\d/u;

const phoneOf = (area: Page | Locator | FrameLocator): Phone => {
  const log = area.getByRole('log');
  const field = area.getByRole('textbox');
  return {
    log,
    say: async (text) => {
      await field.fill(text);
      await field.press('Enter');
    },
    press: (label) => area.getByRole('button', { name: label, exact: true }).last().click(),
    sees: (text) => log.getByText(text).last().waitFor(),
    number: async () => {
      const line = log.getByText(/№\s\d{2}-\d{6}-\d/u).first();
      await line.waitFor();
      return numberShape.exec((await line.textContent()) ?? '')?.[0] ?? '';
    },
  };
};

export const sandboxPage = async (
  browser: Browser,
  url: string,
  options: { readonly size?: { width: number; height: number }; readonly dark?: boolean } = {},
): Promise<SandboxPage> => {
  const context = await browser.newContext({
    locale: 'ru-RU',
    timezoneId: 'Europe/Moscow',
    viewport: options.size ?? { width: 1440, height: 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const complaints = watch(page);
  await page.goto(`${url}/sandbox`);
  await page.getByRole('button', { name: 'Елена Морозова' }).waitFor();
  const panel = page.frameLocator('iframe');
  return {
    context,
    page,
    complaints,
    panel,
    site: phoneOf(panel),
    messenger: (platform) => {
      const column = page.getByRole('region', { name: platformNames[platform], exact: true });
      return {
        ...phoneOf(column),
        column,
        attach: async (name) => {
          await column.getByRole('button', { name: 'Прикрепить' }).click();
          await column.getByRole('button', { name, exact: true }).click();
        },
        turn: (knob) => column.getByRole('button', { name: knobs[knob][0], exact: true }).click(),
      };
    },
  };
};
