/** Time that stands still until a test moves it. */
import type { Clock } from '../../core/ports/clock.ts';

export interface SimulatedClock extends Clock {
  /** Moves on by `ms`, calling back whatever falls due on the way, in order. */
  advance(ms: number): void;
}

export const createSimulatedClock = (start: number): SimulatedClock => {
  let now = start;
  let alarms: { readonly at: number; readonly callback: () => void }[] = [];
  return {
    now: () => now,
    after: (ms, callback) => {
      const alarm = { at: now + ms, callback };
      alarms.push(alarm);
      return () => {
        alarms = alarms.filter((known) => known !== alarm);
      };
    },
    advance: (ms) => {
      const until = now + ms;
      for (;;) {
        const [next] = alarms.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
        if (!next) break;
        alarms = alarms.filter((known) => known !== next);
        now = Math.max(now, next.at);
        next.callback();
      }
      now = until;
    },
  };
};
