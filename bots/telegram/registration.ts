/**
 * How updates come to us: Telegram is told our address and watched, or it is polled. What is wrong is remembered and
 * said once.
 */
import type { Logger } from 'pino';
import type { Clock } from '../../core/ports/clock.ts';
import { createWatch, type Condition, type Source } from '../messenger/watch.ts';
import { descriptionOf, retryAfterMs, statusOf, type Client } from './client.ts';
import type { WebhookInfo } from 'telegraf/types';
import { wantedUpdates } from './parse.ts';
import { troubleLine, type Trouble } from './troubles.ts';
import { webhookPath } from './webhook.ts';

const retryMs = 5_000;
const watchMs = 60_000;

export interface SourceDeps {
  readonly client: Client;
  readonly condition: Condition;
  readonly clock: Clock;
  readonly log: Logger;
}

const troubleOf = (error: unknown): Trouble => {
  const status = statusOf(error);
  if (status === 401 || status === 404) return { kind: 'token' };
  return { kind: 'unreachable', why: descriptionOf(error) };
};

/** Tells Telegram our address and keeps an eye on whether its updates reach us. */
export const createRegistration = (
  deps: SourceDeps,
  address: { readonly publicUrl: string; readonly secret: string },
): Source => {
  const { client, condition, clock } = deps;
  const url = `${address.publicUrl}${webhookPath}`;
  let registered = false;

  const register = async (): Promise<number> => {
    try {
      await client.call('setWebhook', {
        url,
        secret_token: address.secret,
        max_connections: 40,
        allowed_updates: wantedUpdates,
      });
      registered = true;
      condition.set(null);
      return watchMs;
    } catch (error) {
      const status = statusOf(error);
      condition.set(
        troubleLine(status === 400 ? { kind: 'webhook-refused', why: descriptionOf(error) } : troubleOf(error)),
      );
      return status === 400 || status === 401 || status === 404 ? watchMs : retryMs;
    }
  };

  const look = async (): Promise<number> => {
    try {
      const info = (await client.call('getWebhookInfo', {})) as WebhookInfo;
      const failedAt = (info.last_error_date ?? 0) * 1000;
      if (info.url !== url) {
        // Somebody has taken the bot over. Taking it back in silence would be a fight between two servers.
        condition.set(troubleLine({ kind: 'foreign-webhook', host: URL.parse(info.url ?? '')?.host ?? '—' }));
      } else if (failedAt > clock.now() - 2 * watchMs && info.pending_update_count > 0) {
        condition.set(troubleLine({ kind: 'not-delivered', why: (info.last_error_message ?? '—').slice(0, 200) }));
      } else condition.set(null);
    } catch (error) {
      condition.set(troubleLine(troubleOf(error)));
    }
    return watchMs;
  };

  return createWatch({ ...deps, channel: 'telegram' }, () => (registered ? look() : register()));
};

/** Polls, unless the bot belongs to somebody's webhook: a copy for trying must not silence the real one. */
export const createPolling = (deps: SourceDeps, poller: Source): Source => {
  const { client, condition } = deps;
  let polling = false;
  const watch = createWatch({ ...deps, channel: 'telegram' }, async () => {
    if (polling) return watchMs;
    try {
      const { url } = (await client.call('getWebhookInfo', {})) as { readonly url?: string };
      if (url !== undefined && url !== '') {
        condition.set(troubleLine({ kind: 'foreign-webhook', host: URL.parse(url)?.host ?? '—' }));
        return watchMs;
      }
      condition.set(null);
      polling = true;
      poller.start();
    } catch (error) {
      condition.set(troubleLine(troubleOf(error)));
      return retryMs;
    }
    return watchMs;
  });
  return {
    start: watch.start,
    stop: async () => {
      await watch.stop();
      if (polling) await poller.stop();
    },
  };
};

export const pollFailed =
  (condition: Condition) =>
  (error: unknown): number => {
    const status = statusOf(error);
    if (status === 409) {
      const foreign = /webhook/iu.test(descriptionOf(error));
      condition.set(troubleLine(foreign ? { kind: 'foreign-webhook', host: '—' } : { kind: 'second-poller' }));
      return watchMs / 2;
    }
    condition.set(troubleLine(troubleOf(error)));
    if (status === 401 || status === 404) return watchMs;
    return retryAfterMs(error) || retryMs;
  };
