/**
 * Updates on their way to the bot: pushed to its webhook or kept for its polling, with the platform's order and retries.
 * Sources: [S] WebhookActor of tdlib/telegram-bot-api, [A] core.telegram.org/bots/api#getting-updates.
 */
import type { Clock } from '../../../core/ports/clock.ts';
import type { Tell } from '../journal.ts';
import type { Post, Webhook } from './post.ts';

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

interface Waiting {
  readonly update: Update;
  readonly expiresAt: number;
  tries: number;
}

/** [S] 1st retry at once, then 2, 4, 8… s up to a minute or two. */
const retryMs = (tries: number): number => (tries <= 1 ? 0 : Math.min(2 ** (tries - 1), 90) * 1000);
/** [A] allowed_updates: what is not named is not sent; at first all but three kinds that nobody here makes. */
type Allowed = ReadonlySet<string> | null;
/** [S] messages live for a day, presses for 150 s. */
const messageLifeMs = 86_400_000;
const pressLifeMs = 150_000;

/** [S] one in flight per queue: a chat's messages, a person's presses. */
const queueOf = (update: Update): string => {
  const message = (update['message'] ?? update['edited_message']) as { chat?: { id?: number } } | undefined;
  const press = update['callback_query'] as { from?: { id?: number } } | undefined;
  return press ? `press ${press.from?.id}` : `chat ${message?.chat?.id}`;
};

/** The person it is about, and what it is. */
const subjectOf = (update: Update): { readonly event: string; readonly peer: number | null } => {
  const event = Object.keys(update).find((key) => key !== 'update_id') ?? '';
  const { chat, from } = (update[event] ?? {}) as { readonly chat?: { id?: number }; readonly from?: { id?: number } };
  return { event, peer: chat?.id ?? from?.id ?? null };
};

export interface Updates {
  /** Numbers it; every copy has the same number. */
  add(update: object, copies?: number): void;
  setWebhook(webhook: Webhook | null): void;
  /** Kinds of updates that are wanted from now on; undefined: as before, empty: all. */
  allow(kinds: readonly string[] | undefined): void;
  /** [A] drop_pending_updates. */
  drop(): void;
  webhookUrl(): string;
  lastError(): { readonly at: number; readonly message: string } | null;
  pending(): number;
  /**
   * [A] getUpdates: from `offset` on, everything before is confirmed; a negative one counts from the end, what is before
   * is forgotten. Resolves when there is something, or in time.
   */
  poll(offset: number, limit: number, timeoutMs: number): Promise<readonly Update[] | 'terminated'>;
  stop(): void;
}

export interface UpdatesDeps {
  readonly clock: Clock;
  /** How many times faster than the platform retries go. */
  readonly speed: number;
  readonly firstId: number;
  readonly tell?: Tell | undefined;
  /** Posts an update to the bot's server. */
  readonly post: Post;
}

export const createUpdates = ({ clock, speed, firstId, tell, post }: UpdatesDeps): Updates => {
  let lastId = firstId;
  let webhook: Webhook | null = null;
  let waiting: Waiting[] = [];
  let failed: { readonly at: number; readonly message: string } | null = null;
  let stopped = false;
  let allowed: Allowed = null;
  const busy = new Set<string>();
  let poller: ((result: 'woken' | 'terminated') => void) | null = null;

  const fresh = (): readonly Waiting[] => {
    const now = clock.now();
    waiting = waiting.filter(({ expiresAt }) => expiresAt > now);
    return waiting;
  };

  const work = async (queue: string): Promise<void> => {
    const item = fresh().find(({ update }) => queueOf(update) === queue);
    if (!item || !webhook || stopped) {
      busy.delete(queue);
      return;
    }
    const refused = await post(webhook, item.update);
    item.tries += 1;
    const wait = refused === null ? 0 : (refused.afterMs ?? retryMs(item.tries)) / speed;
    if (refused === null) {
      waiting = waiting.filter((one) => one !== item);
      tell?.({ kind: 'delivered', ...subjectOf(item.update) });
    } else {
      failed = { at: clock.now(), message: refused.why };
      tell?.({ kind: 'refused', ...subjectOf(item.update), why: refused.why, retryMs: wait });
    }
    clock.after(wait, () => void work(queue));
  };

  const start = (): void => {
    if (!webhook || stopped) return;
    for (const { update } of fresh()) {
      const queue = queueOf(update);
      if (busy.has(queue)) continue;
      busy.add(queue);
      void work(queue);
    }
  };

  const pollOnce = (offset: number, limit: number): readonly Update[] => {
    if (offset > 0) waiting = waiting.filter(({ update }) => update.update_id >= offset);
    if (offset < 0) waiting = waiting.slice(offset);
    const given = fresh()
      .slice(0, limit)
      .map(({ update }) => update);
    if (given.length > 0) tell?.({ kind: 'fetched', count: given.length });
    return given;
  };

  return {
    add: (content, copies = 1) => {
      const kind = Object.keys(content).find((key) => key !== 'update_id') ?? '';
      if (allowed && !allowed.has(kind)) return;
      lastId += 1;
      const update: Update = { update_id: lastId, ...content };
      const life = update['callback_query'] === undefined ? messageLifeMs : pressLifeMs;
      for (let copy = 0; copy < copies; copy += 1) waiting.push({ update, expiresAt: clock.now() + life, tries: 0 });
      start();
      poller?.('woken');
    },
    setWebhook: (next) => {
      webhook = next;
      failed = null;
      poller?.('terminated');
      start();
    },
    allow: (kinds) => {
      if (kinds) allowed = kinds.length > 0 ? new Set(kinds) : null;
    },
    drop: () => {
      waiting = [];
    },
    webhookUrl: () => webhook?.url ?? '',
    lastError: () => failed,
    pending: () => fresh().length,
    poll: async (offset, limit, timeoutMs) => {
      poller?.('terminated');
      const now = pollOnce(offset, limit);
      if (now.length > 0 || timeoutMs === 0) return now;
      const result = await new Promise<'woken' | 'terminated' | 'over'>((resolve) => {
        const cancel = clock.after(timeoutMs, () => resolve('over'));
        poller = (how) => {
          cancel();
          resolve(how);
        };
      });
      if (result === 'terminated') return 'terminated';
      poller = null;
      return pollOnce(offset, limit);
    },
    stop: () => {
      stopped = true;
      poller?.('terminated');
    },
  };
};
