/** Methods by which a bot gets its updates ([A] core.telegram.org/bots/api#getting-updates). */
import type { Clock } from '../../../core/ports/clock.ts';
import { badSecret, badWebhookUrl } from './rules.ts';
import { failure, ok, tooMany, type Method } from './types.ts';
import type { Updates } from './updates.ts';

/** A list of words, as JSON text in a form. */
const listIn = (given: unknown): readonly string[] | undefined => {
  const list: unknown = typeof given === 'string' ? JSON.parse(given) : given;
  return Array.isArray(list) ? list.map(String) : undefined;
};
const isTrue = (given: unknown): boolean => given === true || given === 'true';

/** [S] setWebhook more than once a second is too many. */
const webhookGapMs = 1_000;

export const createReceiving = ({
  updates,
  clock,
}: {
  readonly updates: Updates;
  readonly clock: Clock;
}): Readonly<Record<string, Method>> => {
  let setAt = -Infinity;
  return {
    setWebhook: ({ url, secret_token: secret, allowed_updates: kinds, drop_pending_updates: dropped }) => {
      if (isTrue(dropped)) updates.drop();
      if (url === '' || url === undefined) {
        updates.setWebhook(null);
        return ok(true);
      }
      const bad = badWebhookUrl(url) ?? badSecret(secret);
      if (bad) return bad;
      if (clock.now() - setAt < webhookGapMs) return tooMany(1);
      setAt = clock.now();
      updates.allow(listIn(kinds));
      updates.setWebhook({ url: url as string, secret: secret as string | undefined });
      return ok(true);
    },
    deleteWebhook: ({ drop_pending_updates: dropped }) => {
      if (isTrue(dropped)) updates.drop();
      updates.setWebhook(null);
      return ok(true);
    },
    getWebhookInfo: () => {
      const error = updates.lastError();
      return ok({
        url: updates.webhookUrl(),
        has_custom_certificate: false,
        pending_update_count: updates.pending(),
        ...(error ? { last_error_date: Math.floor(error.at / 1000), last_error_message: error.message } : {}),
      });
    },
    getUpdates: async ({ offset, limit, timeout, allowed_updates: kinds }) => {
      updates.allow(listIn(kinds));
      if (updates.webhookUrl() !== '') {
        return failure(
          409,
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      const count = Math.min(Math.max(Number(limit ?? 100), 1), 100);
      const wait = Math.min(Math.max(Number(timeout ?? 0), 0), 50) * 1000;
      const found = await updates.poll(Number(offset ?? 0), count, wait);
      return found === 'terminated'
        ? failure(
            409,
            'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
          )
        : ok(found);
    },
  };
};
