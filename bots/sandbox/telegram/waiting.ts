/**
 * Updates that wait for the bot, numbered, in the order they came: what is wanted, and how long it is kept.
 * Sources: [S] WebhookActor of tdlib/telegram-bot-api, [A] core.telegram.org/bots/api#getting-updates.
 */
import type { Clock } from '../../../core/ports/clock.ts';

export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface Waiting {
  readonly update: Update;
  readonly expiresAt: number;
  tries: number;
}

/** [A] allowed_updates: what is not named is not sent; at first all but three kinds that nobody here makes. */
type Allowed = ReadonlySet<string> | null;
/** [S] messages live for a day, presses for 150 s. */
const messageLifeMs = 86_400_000;
const pressLifeMs = 150_000;

/** [S] one in flight per queue: a chat's messages, a person's presses. */
export const queueOf = (update: Update): string => {
  const message = (update['message'] ?? update['edited_message']) as { chat?: { id?: number } } | undefined;
  const press = update['callback_query'] as { from?: { id?: number } } | undefined;
  return press ? `press ${press.from?.id}` : `chat ${message?.chat?.id}`;
};

export interface WaitingUpdates {
  /** Numbers it; every copy has the same number. False: it is not wanted. */
  add(content: object, copies: number): boolean;
  /** Kinds of updates that are wanted from now on; undefined: as before, empty: all. */
  allow(kinds: readonly string[] | undefined): void;
  /** Those that are not too old by now. */
  fresh(): readonly Waiting[];
  done(item: Waiting): void;
  /** [A] from `offset` on, everything before is confirmed; a negative one counts from the end, what is before is forgotten. */
  confirm(offset: number): void;
  drop(): void;
}

export const createWaiting = (clock: Clock, firstId: number): WaitingUpdates => {
  let lastId = firstId;
  let waiting: Waiting[] = [];
  let allowed: Allowed = null;
  return {
    add: (content, copies) => {
      const kind = Object.keys(content).find((key) => key !== 'update_id') ?? '';
      if (allowed && !allowed.has(kind)) return false;
      lastId += 1;
      const update: Update = { update_id: lastId, ...content };
      const life = update['callback_query'] === undefined ? messageLifeMs : pressLifeMs;
      for (let copy = 0; copy < copies; copy += 1) waiting.push({ update, expiresAt: clock.now() + life, tries: 0 });
      return true;
    },
    allow: (kinds) => {
      if (kinds) allowed = kinds.length > 0 ? new Set(kinds) : null;
    },
    fresh: () => {
      const now = clock.now();
      waiting = waiting.filter(({ expiresAt }) => expiresAt > now);
      return waiting;
    },
    done: (item) => {
      waiting = waiting.filter((one) => one !== item);
    },
    confirm: (offset) => {
      if (offset > 0) waiting = waiting.filter(({ update }) => update.update_id >= offset);
      if (offset < 0) waiting = waiting.slice(offset);
    },
    drop: () => {
      waiting = [];
    },
  };
};
