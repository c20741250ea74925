/**
 * Updates pushed to the bot's webhook: one in flight per queue, tried again as the platform does.
 * Source: [S] WebhookActor of tdlib/telegram-bot-api.
 */
import type { Clock } from '../../../core/ports/clock.ts';
import type { Tell } from '../journal.ts';
import type { Post, Webhook } from './post.ts';
import { queueOf, type Update, type WaitingUpdates } from './waiting.ts';

/** [S] 1st retry at once, then 2, 4, 8… s up to a minute or two. */
const retryMs = (tries: number): number => (tries <= 1 ? 0 : Math.min(2 ** (tries - 1), 90) * 1000);
/** The person it is about, and what it is. */
const subjectOf = (update: Update): { readonly event: string; readonly peer: number | null } => {
  const event = Object.keys(update).find((key) => key !== 'update_id') ?? '';
  const { chat, from } = (update[event] ?? {}) as { readonly chat?: { id?: number }; readonly from?: { id?: number } };
  return { event, peer: chat?.id ?? from?.id ?? null };
};

export interface PushingDeps {
  readonly clock: Clock;
  /** How many times faster than the platform retries go. */
  readonly speed: number;
  readonly tell?: Tell | undefined;
  /** Posts an update to the bot's server. */
  readonly post: Post;
}

export interface Pushing {
  setWebhook(webhook: Webhook | null): void;
  webhookUrl(): string;
  lastError(): { readonly at: number; readonly message: string } | null;
  /** There may be something new to push. */
  start(): void;
  stop(): void;
}

export const createPushing = ({ clock, speed, tell, post }: PushingDeps, waiting: WaitingUpdates): Pushing => {
  let webhook: Webhook | null = null;
  let failed: { readonly at: number; readonly message: string } | null = null;
  let stopped = false;
  const busy = new Set<string>();

  const work = async (queue: string): Promise<void> => {
    const item = waiting.fresh().find(({ update }) => queueOf(update) === queue);
    if (!item || !webhook || stopped) {
      busy.delete(queue);
      return;
    }
    const refused = await post(webhook, item.update);
    item.tries += 1;
    const wait = refused === null ? 0 : (refused.afterMs ?? retryMs(item.tries)) / speed;
    if (refused === null) {
      waiting.done(item);
      tell?.({ kind: 'delivered', ...subjectOf(item.update) });
    } else {
      failed = { at: clock.now(), message: refused.why };
      tell?.({ kind: 'refused', ...subjectOf(item.update), why: refused.why, retryMs: wait });
    }
    clock.after(wait, () => void work(queue));
  };

  const start = (): void => {
    if (!webhook || stopped) return;
    for (const { update } of waiting.fresh()) {
      const queue = queueOf(update);
      if (busy.has(queue)) continue;
      busy.add(queue);
      void work(queue);
    }
  };

  return {
    setWebhook: (next) => {
      webhook = next;
      failed = null;
      start();
    },
    webhookUrl: () => webhook?.url ?? '',
    lastError: () => failed,
    start,
    stop: () => {
      stopped = true;
    },
  };
};
