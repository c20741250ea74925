/**
 * How events get out of hand on their way to the bot: each comes several times, or in another order than it happened.
 * Platforms do both after failed deliveries; here it is done at will.
 */
import type { Clock } from '../../core/ports/clock.ts';

export interface Traffic<E> {
  /** `copies` of the event go on, as many times as `disturb` says. */
  add(event: E, copies?: number): void;
  disturb(how: { readonly copies: number; readonly shuffled: boolean }): void;
}

/** Events of so long a time change places. */
const holdMs = 2_000;

export const createTraffic = <E>(clock: Clock, pass: (event: E, copies: number) => void): Traffic<E> => {
  let times = 1;
  let shuffled = false;
  let held: (readonly [event: E, copies: number])[] = [];
  const release = (): void => {
    const all = held.toReversed();
    held = [];
    for (const [event, copies] of all) pass(event, copies);
  };
  return {
    add: (event, copies = 1) => {
      if (!shuffled) {
        pass(event, copies * times);
        return;
      }
      held.push([event, copies * times]);
      if (held.length === 1) clock.after(holdMs, release);
    },
    disturb: (how) => {
      times = how.copies;
      shuffled = how.shuffled;
      if (!shuffled) release();
    },
  };
};
