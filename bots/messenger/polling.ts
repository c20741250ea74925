/** Fetching events round after round, and taking them in order without one dialogue waiting for another. */
import type { Clock } from '../../core/ports/clock.ts';
import type { Taken } from './intake.ts';
import { pause, type Source } from './watch.ts';

/** The store could not take an event: it and all after it are fetched again after this. */
export const refusedWaitMs = 1_000;

/** Platforms hold a poll open until there is something; one that answers «nothing» at once is not asked without a pause. */
const hastyMs = 500;
export const waitAfter = (events: readonly unknown[], tookMs: number): number =>
  events.length === 0 && tookMs < hastyMs ? hastyMs : 0;

/** `round` says after how many ms it wants to be called again; it never throws. */
export const createPollLoop = (clock: Clock, round: (ending: AbortSignal) => Promise<number>): Source => {
  const ending = new AbortController();
  let running: Promise<void> = Promise.resolve();
  const loop = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const wait = await round(ending.signal);
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

/** Events of one lane one after another, lanes side by side. Returns those that are not stored. */
export const takeInLanes = async (
  events: readonly unknown[],
  laneOf: (event: unknown) => string,
  take: (event: unknown) => Promise<Taken>,
): Promise<ReadonlySet<unknown>> => {
  const takeLane = async (own: readonly unknown[]): Promise<readonly unknown[]> => {
    for (const [index, event] of own.entries()) {
      const taken = await take(event);
      // Nothing after it is tried: order holds inside a lane.
      if (taken === 'refused' || taken === 'failed') return own.slice(index);
    }
    return [];
  };
  const lanes = [...Map.groupBy(events, laneOf).values()];
  return new Set((await Promise.all(lanes.map(takeLane))).flat());
};
