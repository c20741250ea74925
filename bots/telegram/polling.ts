/**
 * Updates fetched by long polling, when there is no public address. The offset moves only past what is stored, so what
 * a crash interrupts comes again; updates of one chat are taken one after another, chats side by side.
 */
import type { Logger } from 'pino';
import type { Clock } from '../../core/ports/clock.ts';
import { pause, type Source } from '../messenger/watch.ts';
import type { Intake } from './intake.ts';

export interface PollingDeps {
  /** `getUpdates` with this offset; its failure is told to `failed`. */
  readonly fetch: (offset: number, signal: AbortSignal) => Promise<readonly unknown[]>;
  /** What a failed call means; returns how long to wait, ms. */
  readonly failed: (error: unknown) => number;
  readonly worked: () => void;
  readonly intake: Intake;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The store could not take an update: it and all after it are fetched again. */
const refusedWaitMs = 1_000;

const idOf = (update: unknown): number | null => {
  const id = (update as { readonly update_id?: unknown } | null)?.update_id;
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
};

interface Whose {
  readonly message?: { readonly chat?: { readonly id?: unknown } };
  readonly edited_message?: { readonly chat?: { readonly id?: unknown } };
  readonly callback_query?: { readonly from?: { readonly id?: unknown } };
}

/** Whose update it is, for the order; presses and messages of one person share a lane. */
const laneOf = (update: unknown): string => {
  const { message, edited_message: edited, callback_query: press } = (update ?? {}) as Whose;
  const id = message?.chat?.id ?? edited?.chat?.id ?? press?.from?.id;
  return typeof id === 'number' ? String(id) : '';
};

export const createPoller = (deps: PollingDeps): Source => {
  const { intake, clock } = deps;
  const ending = new AbortController();
  let offset = 0;
  let running: Promise<void> = Promise.resolve();

  /** False when one of the lane could not be stored: nothing after it is tried. */
  const takeLane = async (updates: readonly unknown[]): Promise<readonly unknown[]> => {
    for (const [index, update] of updates.entries()) {
      const taken = await intake.take(update);
      if (taken === 'refused' || taken === 'failed') return updates.slice(index);
    }
    return [];
  };

  /** Moves the offset past everything before the first update that is not stored. */
  const takeAll = async (updates: readonly unknown[]): Promise<boolean> => {
    const lanes = Map.groupBy(updates, laneOf);
    const left = new Set((await Promise.all([...lanes.values()].map(takeLane))).flat());
    for (const update of updates) {
      if (left.has(update)) return false;
      const id = idOf(update);
      if (id !== null) offset = id + 1;
    }
    return true;
  };

  const round = async (): Promise<number> => {
    let updates: readonly unknown[];
    try {
      updates = await deps.fetch(offset, ending.signal);
      deps.worked();
    } catch (error) {
      return ending.signal.aborted ? 0 : deps.failed(error);
    }
    return (await takeAll(updates)) ? 0 : refusedWaitMs;
  };

  const loop = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const wait = await round();
      if (wait > 0) await pause(clock, wait, ending.signal);
    }
  };

  return {
    start: () => {
      running = loop();
    },
    stop: async () => {
      ending.abort();
      await running;
    },
  };
};
