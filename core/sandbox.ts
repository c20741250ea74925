/**
 * The sandbox put together: emulators of the messengers that have no token, the real adapters' settings to reach them,
 * and the page's door. Loaded by `npm start` outside production alone.
 */
import { randomBytes } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createCitizens } from '../bots/sandbox/citizens.ts';
import type { Platform } from '../bots/sandbox/contract.ts';
import { createDoor, type Door } from '../bots/sandbox/door.ts';
import type { Note } from '../bots/sandbox/journal.ts';
import type { Stage } from '../bots/sandbox/stage.ts';
import { createTelegramEmulator } from '../bots/sandbox/telegram/emulator.ts';
import { createTelegramStage } from '../bots/sandbox/telegram/stage.ts';
import { createVkEmulator } from '../bots/sandbox/vk/emulator.ts';
import { createVkStage } from '../bots/sandbox/vk/stage.ts';
import { createWorld } from '../bots/sandbox/world.ts';
import { webhookPath as vkWebhookPath } from '../bots/vk/webhook.ts';
import type { Config } from './config.ts';
import type { TelegramConfig, VkConfig } from './config-messengers.ts';
import type { Policy } from './domain/policy.ts';
import type { Clock } from './ports/clock.ts';
import { CannotStart } from './words.ts';

export interface Sandbox {
  /** The settings with the emulators in place of what has no token. */
  readonly config: Config;
  /** For requests below `/sandbox/api`. */
  door(ownOrigins: readonly string[]): RequestListener;
  /** We listen now: the platforms are told our address, as an administrator of them would do. */
  attach(): Promise<void>;
  /** The page is let go, so that the server can stop. */
  hangUp(): void;
  close(): Promise<void>;
}

interface Played<C> {
  readonly stage: Stage;
  readonly settings: C;
  attach(): Promise<void>;
}

interface Surroundings {
  readonly config: Config;
  readonly policy: Policy;
  readonly clock: Clock;
  /** Ids of an earlier life are known to the store: these begin after them. */
  readonly firstId: number;
  readonly tell: (note: Note) => void;
}

const secret = (): string => randomBytes(16).toString('hex');

const playTelegram = async ({ config, policy, ...shared }: Surroundings): Promise<Played<TelegramConfig>> => {
  const token = `700000001:${secret()}`;
  const emulator = await createTelegramEmulator({ token, ...shared });
  const isPushed = config.publicUrl !== null;
  return {
    stage: createTelegramStage(emulator, isPushed ? 'webhook' : 'polling', shared.clock),
    settings: { token, apiRoot: emulator.url, webhookSecret: isPushed ? secret() : null, policy },
    attach: async () => {},
  };
};

const playVk = async ({ config, policy, ...shared }: Surroundings): Promise<Played<VkConfig>> => {
  const token = `vk1.a.${secret()}`;
  const groupId = 700_000_002;
  const emulator = await createVkEmulator({ token, groupId, ...shared });
  const { publicUrl } = config;
  const callback = publicUrl === null ? null : { secret: secret(), confirmation: secret().slice(0, 8) };
  return {
    stage: createVkStage(emulator, callback ? 'webhook' : 'polling', shared.clock),
    settings: { token, groupId, apiRoot: emulator.url, callback, policy },
    attach: async () => {
      if (callback) await emulator.setServer({ url: `${publicUrl}${vkWebhookPath}`, secret: callback.secret });
    },
  };
};

export const openSandbox = async (config: Config, clock: Clock): Promise<Sandbox> => {
  if (config.production) throw new CannotStart('Песочница не запускается в рабочем режиме.');
  const firstId = Math.floor(clock.now() / 1000);
  /** Null: it has a token of its own, or is off. */
  const surroundings = (platform: Platform): Surroundings | null => {
    const played = config.sandbox.find((one) => one.platform === platform);
    return played
      ? { config, clock, firstId, policy: played.policy, tell: (note) => world.note(platform, note) }
      : null;
  };
  const ofTelegram = surroundings('telegram');
  const ofVk = surroundings('vk');
  const telegram = ofTelegram && (await playTelegram(ofTelegram));
  const vk = ofVk && (await playVk(ofVk));
  const played = [telegram, vk].filter((one) => one !== null);
  const world = createWorld({ clock, citizens: createCitizens(), stages: played.map(({ stage }) => stage) });
  const { messengers, port } = config;
  let door: Door | null = null;
  return {
    config: {
      ...config,
      // Links into the web chat lead somewhere: the page is looked at on this machine.
      publicUrl: config.publicUrl ?? (port === 0 ? null : `http://localhost:${port}`),
      messengers: {
        ...messengers,
        telegram: telegram?.settings ?? messengers.telegram,
        vk: vk?.settings ?? messengers.vk,
        policyOf: (channel) =>
          config.sandbox.find(({ platform }) => platform === channel)?.policy ?? messengers.policyOf(channel),
      },
    },
    door: (ownOrigins) => {
      door = createDoor({ world, isOurs: (origin) => origin !== undefined && ownOrigins.includes(origin) });
      return door.listener;
    },
    hangUp: () => door?.hangUp(),
    attach: async () => {
      await Promise.all(played.map((one) => one.attach()));
    },
    close: world.close,
  };
};
