/**
 * Events on their way to the community: posted to its server (Callback API) and kept for Bots Long Poll.
 * https://dev.vk.com/ru/api/callback/getting-started, https://dev.vk.com/ru/api/bots-long-poll/getting-started
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../core/ports/clock.ts';
import type { Tell } from '../journal.ts';

export interface VkEvent {
  readonly type: string;
  readonly group_id: number;
  readonly event_id: string;
  readonly v: string;
  readonly object: unknown;
}

export interface CallbackServer {
  readonly url: string;
  readonly secret: string;
}

/** The schedule is not published; repeats with the same event_id were seen some seconds after a slow or wrong answer. */
const retriesMs = [1_000, 5_000, 10_000, 30_000, 60_000];
/** Events kept for polling; who asks for older ones is told that they are lost. */
const kept = 1_000;

export interface Events {
  add(type: string, object: unknown, copies?: number): void;
  /** Asks the server for the confirmation string first, as the platform does when the address is saved. */
  setServer(server: CallbackServer | null): Promise<string>;
  pending(): number;
  longPoll: {
    connect(): { readonly key: string; readonly ts: string };
    check(key: string, ts: string, waitMs: number): Promise<object>;
    /** The key is no longer good; `lost`: nor is what was kept. */
    expire(lost?: boolean): void;
  };
  stop(): void;
}

export interface EventsDeps {
  readonly clock: Clock;
  readonly groupId: number;
  /** How many times faster than the platform repeats go. */
  readonly speed: number;
  readonly firstId: number;
  readonly tell?: Tell | undefined;
}

const peerOf = ({ object }: VkEvent): number | null => {
  const {
    message,
    peer_id: peer,
    user_id: user,
  } = (object ?? {}) as {
    readonly message?: { readonly peer_id?: number };
    readonly peer_id?: number;
    readonly user_id?: number;
  };
  return message?.peer_id ?? peer ?? user ?? null;
};

export const createEvents = ({ clock, groupId, speed, firstId, tell }: EventsDeps): Events => {
  let server: CallbackServer | null = null;
  let stopped = false;
  let underWay = 0;
  let key = randomUUID();
  /** Keys of servers that forgot their events. */
  const forgotten = new Set<string>();
  let first = firstId;
  const log: VkEvent[] = [];
  const waiters = new Set<() => void>();

  const post = async (to: CallbackServer, body: object): Promise<string> => {
    const response = await fetch(to.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...body, secret: to.secret }),
      signal: AbortSignal.timeout(10_000),
    });
    // As bytes: a mark before `ok` makes it another word.
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    return response.status === 200 ? text : `status ${response.status}`;
  };

  const push = async (event: VkEvent, tries = 0): Promise<void> => {
    const to = server;
    if (!to || stopped) return;
    const answer = await post(to, event).catch(() => 'no answer');
    const about = { event: event.type, peer: peerOf(event) };
    if (answer === 'ok') {
      tell?.({ kind: 'delivered', ...about });
      return;
    }
    const wait = retriesMs[tries];
    const retryMs = wait === undefined ? null : wait / speed;
    tell?.({ kind: 'refused', ...about, why: answer.slice(0, 100), retryMs });
    if (retryMs === null) return;
    await new Promise<void>((resolve) => void clock.after(retryMs, resolve));
    await push(event, tries + 1);
  };

  const add: Events['add'] = (type, object, copies = 1) => {
    const event: VkEvent = { type, group_id: groupId, event_id: randomUUID().replaceAll('-', ''), v: '5.199', object };
    log.push(event);
    if (log.length > kept) {
      log.shift();
      first += 1;
    }
    for (const wake of waiters) wake();
    for (let copy = 0; copy < copies; copy += 1) {
      underWay += 1;
      void push(event).finally(() => {
        underWay -= 1;
      });
    }
  };

  const check = async (given: string, ts: string, waitMs: number): Promise<object> => {
    if (given !== key) return { failed: forgotten.has(given) ? 3 : 2 };
    const from = Number(ts);
    const next = first + log.length;
    if (!Number.isInteger(from) || from > next) return { failed: 1, ts: String(next) };
    if (from < first) return { failed: 1, ts: String(first) };
    if (from === next && waitMs > 0 && !stopped) {
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          cancel();
          waiters.delete(wake);
          resolve();
        };
        const cancel = clock.after(waitMs, wake);
        waiters.add(wake);
      });
      return check(given, ts, 0);
    }
    const updates = log.slice(from - first);
    if (updates.length > 0) tell?.({ kind: 'fetched', count: updates.length });
    return { ts: String(first + log.length), updates };
  };

  return {
    add,
    pending: () => underWay,
    setServer: async (next) => {
      server = null;
      if (!next) return '';
      const confirmation = await post(next, { type: 'confirmation', group_id: groupId });
      server = next;
      return confirmation;
    },
    longPoll: {
      connect: () => ({ key, ts: String(first + log.length) }),
      check,
      expire: (lost = false) => {
        if (lost) {
          forgotten.add(key);
          first += log.length;
          log.length = 0;
        }
        key = randomUUID();
        for (const wake of waiters) wake();
      },
    },
    stop: () => {
      stopped = true;
      for (const wake of waiters) wake();
    },
  };
};
