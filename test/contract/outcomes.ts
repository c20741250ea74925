/** How many turns of a crowd ended how; what nobody expects is named only when it happened. */
import type { Committed } from '../../core/ports/turns.ts';

type Counted = Record<'committed' | 'duplicate' | 'stale', number> & { readonly full?: number };

export const outcomes = (all: readonly Committed[]): Counted => {
  const count = (wanted: Committed): number => all.filter((each) => each === wanted).length;
  const full = count('full');
  return {
    committed: count('committed'),
    duplicate: count('duplicate'),
    stale: count('stale'),
    ...(full > 0 ? { full } : {}),
  };
};
