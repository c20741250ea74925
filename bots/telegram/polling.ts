/**
 * Updates fetched by long polling, when there is no public address. The offset moves only past what is stored, so what
 * a crash interrupts comes again; updates of one chat are taken one after another, chats side by side.
 */
import type { Clock } from '../../core/ports/clock.ts';
import type { Intake } from '../messenger/intake.ts';
import { createPollLoop, refusedWaitMs, takeInLanes, waitAfter } from '../messenger/polling.ts';
import type { Source } from '../messenger/watch.ts';

export interface PollingDeps {
  /** `getUpdates` with this offset; its failure is told to `failed`. */
  readonly fetch: (offset: number, signal: AbortSignal) => Promise<readonly unknown[]>;
  /** What a failed call means; returns how long to wait, ms. */
  readonly failed: (error: unknown) => number;
  readonly worked: () => void;
  readonly intake: Intake;
  readonly clock: Clock;
}

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
  let offset = 0;

  /** Moves the offset past everything before the first update that is not stored. */
  const takeAll = async (updates: readonly unknown[]): Promise<boolean> => {
    const left = await takeInLanes(updates, laneOf, deps.intake.take);
    for (const update of updates) {
      if (left.has(update)) return false;
      const id = idOf(update);
      if (id !== null) offset = id + 1;
    }
    return true;
  };

  return createPollLoop(deps.clock, async (ending) => {
    const asked = deps.clock.now();
    let updates: readonly unknown[];
    try {
      updates = await deps.fetch(offset, ending);
      deps.worked();
    } catch (error) {
      return ending.aborted ? 0 : deps.failed(error);
    }
    const took = deps.clock.now() - asked;
    return (await takeAll(updates)) ? waitAfter(updates, took) : refusedWaitMs;
  });
};
