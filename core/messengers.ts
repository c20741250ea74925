/**
 * The messengers that are set up, built from the settings. Their libraries are loaded only when they are needed: they
 * cost a tenth of a second each.
 */
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Scripts } from './desk/scripts.ts';
import { phrase } from './engine/phrase.ts';
import type { Messenger, Webhook } from './ports/channel.ts';
import type { Clock } from './ports/clock.ts';
import type { CitizenDesk } from './ports/desk.ts';
import type { Files } from './ports/files.ts';
import type { Finding } from './ports/health.ts';
import type { Turns } from './ports/turns.ts';

export interface MessengerDeps {
  readonly config: Config;
  readonly desk: () => CitizenDesk;
  readonly turns: Turns;
  readonly files: Pick<Files, 'read'>;
  readonly scripts: Scripts;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface WiredMessenger extends Messenger {
  readonly webhook: Webhook | null;
  health(): Finding;
}

export const createMessengers = async (deps: MessengerDeps): Promise<readonly WiredMessenger[]> => {
  const { config, scripts, turns, files, clock, log } = deps;
  const { telegram, vk } = config.messengers;
  const privateOnly = (): string => phrase(scripts.current().phrases, 'private-only');
  const shared = { turns, files, clock, log, privateOnly };
  const messengers: WiredMessenger[] = [];
  // The desk is made after its messengers; an event comes only after both are there.
  const desk: Pick<CitizenDesk, 'receive'> = { receive: (inbound) => deps.desk().receive(inbound) };
  if (telegram) {
    const { createTelegramChannel } = await import('../bots/telegram/channel.ts');
    const { publicUrl } = config;
    messengers.push(
      createTelegramChannel({
        token: telegram.token,
        apiRoot: telegram.apiRoot,
        webhook:
          publicUrl !== null && telegram.webhookSecret !== null ? { publicUrl, secret: telegram.webhookSecret } : null,
        desk,
        ...shared,
      }),
    );
  }
  if (vk) {
    const { createVkChannel } = await import('../bots/vk/channel.ts');
    messengers.push(createVkChannel({ ...vk, desk, ...shared }));
  }
  return messengers;
};
