/** How many turns of a crowd ended how. */
import type { Committed } from '../../core/ports/turns.ts';

export const outcomes = (all: readonly Committed[]): Record<Committed, number> => ({
  committed: all.filter((each) => each === 'committed').length,
  duplicate: all.filter((each) => each === 'duplicate').length,
  stale: all.filter((each) => each === 'stale').length,
});
