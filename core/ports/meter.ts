/** What is counted as it happens. Nothing here may carry a name, a number or an id: labels are from short fixed lists. */
import type { Receipt } from './desk.ts';

/** `busy`: the store could not take it. `refused`: an answer like «already taken». `failed`: a bug. */
export type TurnOutcome = Receipt['outcome'] | 'refused' | 'busy' | 'failed';

export interface Meter {
  turn(outcome: TurnOutcome, ms: number): void;
  /** One transaction of the store took this many writes. */
  group(pieces: number): void;
  request(route: string, status: number): void;
  /** A connection was turned away. */
  turnedAway(why: 'full' | 'memory' | 'rate'): void;
  /** A citizen was to be shown that somebody writes. `skipped`: lines had more need of the pace. */
  typing(how: 'shown' | 'skipped' | 'failed'): void;
  /** An error that nobody expected reached the process. */
  unhandled(kind: 'exception' | 'rejection'): void;
}

export const silentMeter: Meter = {
  turn: () => {},
  group: () => {},
  request: () => {},
  turnedAway: () => {},
  typing: () => {},
  unhandled: () => {},
};
