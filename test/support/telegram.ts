/** The whole product with Telegram attached: the real adapter, the emulator that speaks the Bot API. */
import { createTelegramEmulator, type TelegramEmulator } from '../../bots/sandbox/telegram/emulator.ts';
import type { PersonChat } from '../../bots/sandbox/telegram/phone.ts';
import type { StartOptions } from '../../core/main.ts';
import { freePort } from './child.ts';
import { inHaste } from './fast-clock.ts';
import { eventually, startProduct, type Product } from './product.ts';

export const telegramToken = '123456789:AAtest-token-of-an-emulator_only-00000';
export const telegramSecret = 'webhook-secret-of-a-test';

export interface WithTelegram {
  readonly product: Product;
  readonly telegram: TelegramEmulator;
  end(): Promise<void>;
}

/** `webhook`: the emulator posts to us; otherwise it is polled. Both are in haste. */
export const startWithTelegram = async (
  how: 'webhook' | 'polling',
  options: StartOptions & { readonly dataDir?: string; readonly env?: Record<string, string> } = {},
): Promise<WithTelegram> => {
  const haste = inHaste();
  const telegram = await createTelegramEmulator({ token: telegramToken, ...haste });
  const port = await freePort();
  const env = {
    PORT: String(port),
    TELEGRAM_BOT_TOKEN: telegramToken,
    TELEGRAM_API_ROOT: telegram.url,
    ...(how === 'webhook' ? { PUBLIC_URL: `http://127.0.0.1:${port}`, TELEGRAM_WEBHOOK_SECRET: telegramSecret } : {}),
    ...options.env,
  };
  const product = await startProduct({ clock: haste.clock, ...options, env });
  if (how === 'webhook') await eventually(() => telegram.webhookUrl() !== '');
  return {
    product,
    telegram,
    end: async () => {
      await product.end();
      await telegram.close();
    },
  };
};

/** Lines that the bot or an operator sent to this person, oldest first. */
export const received = (chat: PersonChat): readonly string[] =>
  chat.messages.filter(({ from }) => from === 'bot').map(({ text }) => text);

export const untilReceived = (chat: PersonChat, part: string | RegExp): Promise<string> =>
  eventually(() => received(chat).find((text) => (typeof part === 'string' ? text.includes(part) : part.test(text))));

export const untilButton = (chat: PersonChat, label: string): Promise<true> =>
  eventually(() => chat.messages.some(({ keyboard }) => keyboard.flat().some(({ text }) => text === label)) || null);
