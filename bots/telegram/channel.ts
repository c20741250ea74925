/**
 * Telegram: its parts put together. telegraf is a typed client of the Bot API (`client.ts`) and nothing else: its
 * webhook handler and its polling lose messages.
 */
import type { Messenger, PlatformCall, SendOutcome, Webhook } from '../../core/ports/channel.ts';
import type { Finding } from '../../core/ports/health.ts';
import type { Files } from '../../core/ports/files.ts';
import { NoBytes } from '../messenger/bytes.ts';
import { createTake, type Intake, type IntakeDeps } from '../messenger/intake.ts';
import { createBestEffort, createCondition } from '../messenger/watch.ts';
import { closable } from '../messenger/webhook.ts';
import { createClient, descriptionOf, type Client } from './client.ts';
import { createFetch } from './fetch.ts';
import { createSendFiles } from './media.ts';
import { movedTo, outcomeOf } from './outcome.ts';
import { parseUpdate, wantedUpdates } from './parse.ts';
import { createPoller } from './polling.ts';
import { renderCalls, type TelegramCall } from './render.ts';
import { createPolling, createRegistration, pollFailed } from './registration.ts';
import { createWebhook } from './webhook.ts';

export interface TelegramDeps extends IntakeDeps {
  readonly token: string;
  /** `https://api.telegram.org`, or an emulator. */
  readonly apiRoot: string;
  /** Where Telegram reaches us; null: we poll. */
  readonly webhook: { readonly publicUrl: string; readonly secret: string } | null;
  /** What operators send along. */
  readonly files: Pick<Files, 'read'>;
  /** Said in a group before leaving it. */
  readonly privateOnly: () => string;
}

export interface TelegramChannel extends Messenger {
  readonly webhook: Webhook | null;
  health(): Finding;
}

/** How long Telegram may hold a poll open, s. */
const pollSeconds = 25;
/** So many refusals for haste in a row, whatever the chat, mean the whole bot. */
const stormAt = 10;

const createRender = (client: Client, files: Pick<Files, 'read'>): Messenger['render'] => {
  const sendFiles = createSendFiles(client, files);
  let hasty = 0;
  const refused = (error: unknown): SendOutcome => {
    const outcome = outcomeOf(error);
    if (outcome.kind !== 'later' || outcome.afterMs === null) return outcome;
    hasty += 1;
    return hasty < stormAt ? outcome : { ...outcome, scope: 'channel' };
  };
  const callOf =
    (call: TelegramCall): PlatformCall =>
    async ({ peer }) => {
      const to = (chat: number): Promise<unknown> =>
        call.kind === 'files' ? sendFiles(chat, call) : client.call(call.method, { chat_id: chat, ...call.payload });
      try {
        await to(Number(peer)).catch((error: unknown) => {
          const moved = movedTo(error);
          if (moved === null) throw error;
          return to(moved);
        });
        hasty = 0;
        return { kind: 'sent' };
      } catch (error) {
        return error instanceof NoBytes ? { kind: 'failed', reason: 'file' } : refused(error);
      }
    };
  return (message) => renderCalls(message).map(callOf);
};

export const createTelegramChannel = (deps: TelegramDeps): TelegramChannel => {
  const client = createClient(deps.token, deps.apiRoot);
  const condition = createCondition('telegram', deps.log);
  const bestEffort = createBestEffort('telegram', deps.log, descriptionOf);
  const bot = deps.token.split(':')[0] ?? '';
  const take = createTake<string>({
    ...deps,
    channel: 'telegram',
    answerPress: (callback) =>
      bestEffort('a press was not answered', client.call('answerCallbackQuery', { callback_query_id: callback })),
    leave: (chat) =>
      bestEffort(
        'a group was not left',
        client
          .call('sendMessage', { chat_id: chat, text: deps.privateOnly() })
          .catch(() => null)
          .then(() => client.call('leaveChat', { chat_id: chat })),
      ),
  });
  const intake: Intake = { take: (update) => take(() => parseUpdate(update, bot)) };
  const poller = createPoller({
    ...deps,
    intake,
    failed: pollFailed(condition),
    worked: () => condition.set(null),
    fetch: async (offset, ending) => {
      const signal = AbortSignal.any([ending, AbortSignal.timeout((pollSeconds + 10) * 1000)]);
      const query = { offset, limit: 100, timeout: pollSeconds, allowed_updates: wantedUpdates };
      const updates = await client.call('getUpdates', query, signal);
      if (!Array.isArray(updates)) throw new TypeError('an answer without updates');
      return updates as readonly unknown[];
    },
  });
  const shared = { ...deps, client, condition };
  const posted = closable(intake);
  const source = deps.webhook ? createRegistration(shared, deps.webhook) : createPolling(shared, poller);
  return {
    id: 'telegram',
    idempotent: false,
    // One a second to a chat and about 30 a second over all are what the platform tolerates.
    pace: { perSecond: 25, gapMs: 1_050 },
    webhook: deps.webhook ? createWebhook(deps.webhook.secret, posted) : null,
    render: createRender(client, deps.files),
    typing: ({ peer }) => client.call('sendChatAction', { chat_id: Number(peer), action: 'typing' }),
    fetch: createFetch({ client, ...deps }),
    health: condition.finding,
    start: async () => source.start(),
    stop: async () => {
      posted.close();
      await source.stop();
      client.close();
    },
  };
};
