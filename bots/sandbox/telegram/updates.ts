/**
 * Updates on their way to the bot: pushed to its webhook (`pushing.ts`) or fetched here by its polling.
 * Source: [A] core.telegram.org/bots/api#getting-updates.
 */
import { createPushing, type Pushing, type PushingDeps } from './pushing.ts';
import { createWaiting, type Update, type WaitingUpdates } from './waiting.ts';

export interface Updates
  extends Pick<Pushing, 'setWebhook' | 'webhookUrl' | 'lastError' | 'stop'>, Pick<WaitingUpdates, 'allow' | 'drop'> {
  /** Every copy has the same number. */
  add(update: object, copies?: number): void;
  pending(): number;
  /**
   * [A] getUpdates: from `offset` on, everything before is confirmed; a negative one counts from the end, what is before
   * is forgotten. Resolves when there is something, or in time.
   */
  poll(offset: number, limit: number, timeoutMs: number): Promise<readonly Update[] | 'terminated'>;
}

export interface UpdatesDeps extends PushingDeps {
  readonly firstId: number;
}

export const createUpdates = (deps: UpdatesDeps): Updates => {
  const { clock, firstId, tell } = deps;
  const waiting = createWaiting(clock, firstId);
  const pushing = createPushing(deps, waiting);
  let poller: ((result: 'woken' | 'terminated') => void) | null = null;

  const pollOnce = (offset: number, limit: number): readonly Update[] => {
    waiting.confirm(offset);
    const given = waiting
      .fresh()
      .slice(0, limit)
      .map(({ update }) => update);
    if (given.length > 0) tell?.({ kind: 'fetched', count: given.length });
    return given;
  };

  /** Until something comes, another takes over, or the time is up. */
  const woken = (timeoutMs: number): Promise<'woken' | 'terminated' | 'over'> =>
    new Promise((resolve) => {
      const cancel = clock.after(timeoutMs, () => resolve('over'));
      poller = (how) => {
        cancel();
        resolve(how);
      };
    });

  return {
    ...waiting,
    ...pushing,
    add: (content, copies = 1) => {
      if (!waiting.add(content, copies)) return;
      pushing.start();
      poller?.('woken');
    },
    setWebhook: (next) => {
      poller?.('terminated');
      pushing.setWebhook(next);
    },
    pending: () => waiting.fresh().length,
    poll: async (offset, limit, timeoutMs) => {
      poller?.('terminated');
      const now = pollOnce(offset, limit);
      if (now.length > 0 || timeoutMs === 0) return now;
      if ((await woken(timeoutMs)) === 'terminated') return 'terminated';
      poller = null;
      return pollOnce(offset, limit);
    },
    stop: () => {
      pushing.stop();
      poller?.('terminated');
    },
  };
};
