/**
 * The product's own way from a webhook to a reply, put together without its pages and sockets: the same routes, desk,
 * store, outbox and adapters. The pace of the platforms is lifted, or it alone would be measured.
 */
import { createServer, type Server } from 'node:http';
import { pino } from 'pino';
import { createTelegramChannel } from '../../../bots/telegram/channel.ts';
import { createVkChannel } from '../../../bots/vk/channel.ts';
import { createDeliveries } from '../../../core/desk/deliveries.ts';
import { withWebhooks } from '../../../core/http/webhooks.ts';
import type { Messenger, Webhook } from '../../../core/ports/channel.ts';
import { systemClock } from '../../../core/system-clock.ts';
import { openBenchDesk } from '../bench-desk.ts';
import { group, secret, type Platform } from './events.ts';

/** As fast as the platform answers. */
const atOnce = { perSecond: 1_000_000, gapMs: 0 } as const;

export const createOurs = async (
  platform: Platform,
  dataDir: string,
  apiRoot: string,
  isPaced: boolean,
): Promise<Server> => {
  const log = pino({ level: 'warn' }, pino.destination(2));
  const { desk, live, store } = await openBenchDesk({ dataDir });
  const files = { read: async () => null };
  const shared = { desk: desk.citizens, turns: store.turns, files, clock: systemClock, log, privateOnly: () => 'нет' };
  const channel: Messenger & { readonly webhook: Webhook | null } =
    platform === 'telegram'
      ? createTelegramChannel({
          ...shared,
          token: '1:bench',
          apiRoot,
          webhook: { publicUrl: 'https://desk.example', secret },
        })
      : createVkChannel({
          ...shared,
          token: 'bench',
          apiRoot,
          groupId: group,
          callback: { secret, confirmation: 'c' },
          ...(isPaced ? {} : { callsPerSecond: atOnce.perSecond }),
        });
  const messenger = isPaced ? channel : { ...channel, pace: atOnce };
  const deliveries = createDeliveries(
    {
      outbox: store.outbox,
      views: store.views,
      live,
      clock: systemClock,
      log,
      fault: () => {},
    },
    [messenger],
  );
  deliveries.start();
  const rest = (_request: unknown, response: { writeHead(status: number): { end(): void } }): void =>
    response.writeHead(404).end();
  return createServer(withWebhooks(channel.webhook ? [channel.webhook] : [], rest, log));
};
