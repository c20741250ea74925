/** Counts turns and how long they take, from the moment their conversation is free to their commit. */
import { Refusal } from '../domain/refusal.ts';
import type { Meter, TurnOutcome } from '../ports/meter.ts';
import type { Performer } from './perform.ts';

const endOf = (error: unknown): TurnOutcome => {
  if (!(error instanceof Refusal)) return 'failed';
  return error.code === 'busy' ? 'busy' : 'refused';
};

export const measured = (performer: Performer, meter: Meter): Performer => ({
  perform: async (dedupe, load, decide) => {
    const began = performance.now();
    let outcome: TurnOutcome = 'failed';
    try {
      const receipt = await performer.perform(dedupe, load, decide);
      outcome = receipt.outcome;
      return receipt;
    } catch (error) {
      outcome = endOf(error);
      throw error;
    } finally {
      meter.turn(outcome, performance.now() - began);
    }
  },
});
