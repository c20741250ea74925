/**
 * Telegram and VK around one product: the emulators, which outlive its deaths, and the settings that lead it to them.
 * Pushed: they post to it and post again what it did not take. Polled: it fetches.
 */
import { createTelegramEmulator, type TelegramEmulator } from '../../bots/sandbox/telegram/emulator.ts';
import { createVkEmulator, type VkEmulator } from '../../bots/sandbox/vk/emulator.ts';
import { freePort } from '../support/child.ts';
import { telegramSecret, telegramToken } from '../support/telegram.ts';
import { vkConfirmation, vkGroup, vkSecret, vkToken } from '../support/vk.ts';
import { createFastClock, type Haste } from '../support/fast-clock.ts';
import { pause } from './link.ts';

export interface Disturbance {
  readonly copies: number;
  readonly shuffled: boolean;
}

export interface Platforms {
  readonly telegram: TelegramEmulator;
  readonly vk: VkEmulator;
  readonly haste: Haste;
  /** Of the product. */
  readonly env: Readonly<Record<string, string>>;
  /** Once the product serves: VK is told where it is, as somebody does in the settings of a community. */
  settleIn(): Promise<void>;
  /** How events get out of hand on their way, until it is said anew. */
  disturb(how: Disturbance): void;
  /** Events of one chat come as they happened. VK never promises it: what was not taken is posted again after later ones. */
  keepsOrder(channel: 'telegram' | 'vk'): boolean;
  /** Resolves when every event was taken. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

/** What must stand in no log. */
export const secrets = [telegramToken, telegramSecret, vkToken, vkSecret, vkConfirmation] as const;

const quietMs = 30_000;

export const openPlatforms = async (how: 'pushed' | 'polled', speed = 4): Promise<Platforms> => {
  const haste: Haste = { since: Date.now(), speed };
  const clock = createFastClock(haste);
  // Repeats go faster still: their schedules are counted in minutes.
  const shared = { clock, speed: 5 };
  const telegram = await createTelegramEmulator({ ...shared, token: telegramToken });
  const vk = await createVkEmulator({ ...shared, token: vkToken, groupId: vkGroup });
  let isShuffled = false;
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const pushed = {
    PUBLIC_URL: publicUrl,
    TELEGRAM_WEBHOOK_SECRET: telegramSecret,
    VK_SECRET: vkSecret,
    VK_CONFIRMATION: vkConfirmation,
  };
  return {
    telegram,
    vk,
    haste,
    env: {
      PORT: String(port),
      TELEGRAM_BOT_TOKEN: telegramToken,
      TELEGRAM_API_ROOT: telegram.url,
      VK_TOKEN: vkToken,
      VK_GROUP_ID: String(vkGroup),
      VK_API_ROOT: vk.url,
      ...(how === 'pushed' ? pushed : {}),
    },
    settleIn: async () => {
      if (how === 'polled') return;
      const confirmed = await vk.setServer({ url: `${publicUrl}/webhooks/vk`, secret: vkSecret });
      if (confirmed !== vkConfirmation) throw new Error(`VK was not answered with the confirmation but «${confirmed}»`);
    },
    disturb: (how) => {
      isShuffled = how.shuffled;
      telegram.disturb(how);
      vk.disturb(how);
    },
    keepsOrder: (channel) => channel === 'telegram' && !isShuffled,
    quiet: async () => {
      const until = performance.now() + quietMs;
      while (telegram.pending() + vk.pending() > 0) {
        if (performance.now() > until) throw new Error('events of the platforms were never taken');
        await pause(10);
      }
    },
    close: async () => {
      await Promise.all([telegram.close(), vk.close()]);
    },
  };
};
