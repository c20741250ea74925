/**
 * Keeps the search index up with what is committed: wakes at news, works in small batches with a breath between them,
 * tries again when something failed. How far it has come is stored with the index, so nothing here must survive.
 */
import type { Logger } from 'pino';
import { Refusal } from './domain/refusal.ts';
import type { Clock } from './ports/clock.ts';
import type { Live } from './ports/live.ts';
import type { Search } from './ports/search.ts';

/** News come in bursts: one batch for all of a burst. */
const afterNewsMs = 200;
/** The least breath between batches, and how many times longer than a batch it is: so a busy machine is given way. */
const breathMs = 20;
const breaths = 2;
/** Lines of another process are seen after this at the latest. */
const idleMs = 10_000;
const afterFailureMs = 5_000;

export interface Indexer {
  start(): void;
  /** Begins no further batch; resolves when the running one has ended. */
  stop(): Promise<void>;
  /** Since when no batch has succeeded; null while they do. */
  failingSince(): number | null;
}

export interface IndexerDeps {
  readonly search: Pick<Search, 'index'>;
  readonly live: Pick<Live, 'subscribe'>;
  readonly clock: Clock;
  readonly log: Logger;
}

export const createIndexer = ({ search, live, clock, log }: IndexerDeps): Indexer => {
  let stopped = false;
  let running: Promise<void> | null = null;
  let cancel = (): void => {};
  let awaited = Infinity;
  let unsubscribe = (): void => {};
  let failing: number | null = null;

  const wakeIn = (ms: number): void => {
    const at = clock.now() + ms;
    if (stopped || at >= awaited) return;
    cancel();
    awaited = at;
    cancel = clock.after(ms, () => {
      awaited = Infinity;
      running ??= batch().finally(() => {
        running = null;
      });
    });
  };

  const batch = async (): Promise<void> => {
    try {
      const began = clock.now();
      const more = await search.index();
      failing = null;
      wakeIn(more ? Math.max(breathMs, (clock.now() - began) * breaths) : idleMs);
    } catch (error) {
      if (stopped) return;
      failing ??= clock.now();
      const busy = error instanceof Refusal && error.code === 'busy';
      log.warn(busy ? {} : { err: error }, 'a batch of the search index failed and will be tried again');
      wakeIn(afterFailureMs);
    }
  };

  return {
    start: () => {
      unsubscribe = live.subscribe(() => wakeIn(afterNewsMs));
      wakeIn(afterNewsMs);
    },
    stop: async () => {
      stopped = true;
      unsubscribe();
      cancel();
      await running;
    },
    failingSince: () => failing,
  };
};
