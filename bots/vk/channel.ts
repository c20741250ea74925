/**
 * VK: its parts put together. vk-io is a typed client of the VK API (`client.ts`) and nothing else: its webhook handler
 * answers before it stores, its polling and its `send` lose messages.
 */
import type { Messenger, PlatformCall, Webhook } from '../../core/ports/channel.ts';
import type { Finding } from '../../core/ports/health.ts';
import type { Files } from '../../core/ports/files.ts';
import { NoBytes } from '../messenger/bytes.ts';
import type { IntakeDeps } from '../messenger/intake.ts';
import { createBestEffort, createCondition, createWatch, type Source } from '../messenger/watch.ts';
import { closable } from '../messenger/webhook.ts';
import { codeOf, createClient, descriptionOf, type Client } from './client.ts';
import { createVkIntake } from './intake.ts';
import { createFetch } from './fetch.ts';
import { outcomeOf, withoutKeyboard } from './outcome.ts';
import { firstCrowd } from './parse.ts';
import { createPoller } from './polling.ts';
import { createReconcile } from './reconcile.ts';
import { renderSends, type Send } from './render.ts';
import { troubleLine, troubleOf } from './troubles.ts';
import { createUploads, NotTaken } from './uploads.ts';
import { createWebhook } from './webhook.ts';

export interface VkDeps extends IntakeDeps {
  readonly groupId: number;
  readonly token: string;
  /** `https://api.vk.com`, or an emulator. */
  readonly apiRoot: string;
  /** What the platform allows, unless it is no platform. */
  readonly callsPerSecond?: number;
  /** Events are posted to us; null: we poll. */
  readonly callback: { readonly secret: string; readonly confirmation: string } | null;
  /** What operators send along. */
  readonly files: Pick<Files, 'read'>;
  /** Said in a conversation of many before leaving it. */
  readonly privateOnly: () => string;
}

export interface VkChannel extends Messenger {
  readonly webhook: Webhook | null;
  health(): Finding;
}

const hourMs = 3_600_000;
const retryMs = 30_000;

/** Shorter than the lease of a line; files already brought are remembered for the next try. */
const uploadMs = 20_000;

const createRender = (client: Client, deps: Pick<VkDeps, 'apiRoot' | 'files'>): Messenger['render'] => {
  const upload = createUploads({ client, ...deps });
  // `peer_id` alone: with `peer_ids` a refusal comes inside a success.
  const call = async ({ message, keyboard, files }: Send, peer: string, randomId: number): Promise<unknown> => {
    const names = await upload(Number(peer), files, AbortSignal.timeout(uploadMs));
    return client.call('messages.send', {
      peer_id: Number(peer),
      random_id: randomId,
      message,
      dont_parse_links: 1,
      ...(names.length > 0 ? { attachment: names.join(',') } : {}),
      ...(keyboard === null ? {} : { keyboard }),
    });
  };
  const callOf =
    (send: Send): PlatformCall =>
    async ({ peer }, randomId) => {
      try {
        await call(send, peer, randomId).catch((error: unknown) => {
          if (!withoutKeyboard.has(codeOf(error) ?? 0)) throw error;
          return call({ ...send, keyboard: null }, peer, randomId);
        });
        return { kind: 'sent' };
      } catch (error) {
        const isLost = error instanceof NoBytes || error instanceof NotTaken;
        return isLost ? { kind: 'failed', reason: 'file' } : outcomeOf(codeOf(error));
      }
    };
  return (message) => renderSends(message).map(callOf);
};

export const createVkChannel = (deps: VkDeps): VkChannel => {
  const { groupId, clock, log } = deps;
  const client = createClient(deps.token, deps.apiRoot, deps.callsPerSecond);
  const condition = createCondition('vk', log);
  const bestEffort = createBestEffort('vk', log, descriptionOf);
  const leave = async (peer: number): Promise<void> => {
    const words = { peer_id: peer, random_id: peer % 0x7fffffff || 1, message: deps.privateOnly() };
    await client.call('messages.send', words).catch(() => null);
    await client.call('messages.removeChatUser', { chat_id: peer - firstCrowd, member_id: -groupId });
  };
  const intake = createVkIntake({
    ...deps,
    answerPress: ({ eventId, user, peer }) =>
      bestEffort(
        'a press was not answered',
        client.call('messages.sendMessageEventAnswer', { event_id: eventId, user_id: user, peer_id: peer }),
      ),
    leave: (peer) => bestEffort('a conversation of many was not left', leave(peer)),
    whole: async (peer, message) => {
      const found = await client.call('messages.getByConversationMessageId', {
        group_id: groupId,
        peer_id: peer,
        conversation_message_ids: message,
      });
      return (found as { readonly items?: readonly unknown[] }).items?.[0];
    },
  });
  const reconcile = createReconcile(client, intake, groupId, clock);
  const hourly = createWatch({ channel: 'vk', clock, log }, async () => {
    try {
      await reconcile();
      if (deps.callback) condition.set(null);
      return hourMs;
    } catch (error) {
      condition.set(troubleLine(troubleOf(codeOf(error), descriptionOf(error))));
      return retryMs;
    }
  });
  const poller = createPoller({ client, groupId, intake, clock, condition, reconcile });
  const posted = closable(intake);
  const sources: readonly Source[] = deps.callback ? [hourly] : [hourly, poller];
  return {
    id: 'vk',
    idempotent: true,
    // 20 calls a second are allowed to one community; some are left for answering presses.
    pace: { perSecond: 18, gapMs: 350 },
    webhook: deps.callback ? createWebhook({ groupId, ...deps.callback }, posted) : null,
    render: createRender(client, deps),
    typing: ({ peer }) => client.call('messages.setActivity', { peer_id: Number(peer), type: 'typing' }),
    fetch: createFetch(deps),
    health: condition.finding,
    start: async () => {
      for (const source of sources) source.start();
    },
    stop: async () => {
      posted.close();
      await Promise.all(sources.map((source) => source.stop()));
      client.close();
    },
  };
};
