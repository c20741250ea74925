/** When the examples of a version are learnt: before it is walked, or, at a start, when the first text needs them. */
import type { Scenarios } from '../engine/scenario.ts';
import type { Script } from '../engine/types.ts';
import { createUnderstand } from '../engine/understanding/create.ts';
import type { Lexicon } from '../engine/understanding/lexicon.ts';
import type { Understand } from '../engine/understanding/understanding.ts';

/** How a version's examples are learnt before anybody walks it. */
export type Learn = (scenarios: Scenarios, lexicon: Lexicon) => Understand | Promise<Understand>;

/** What was read and is not learnt yet. */
export interface Facts {
  readonly script: Omit<Script, 'understand'>;
  readonly lexicon: Lexicon;
}

/** Learns on the spot, at the first text. */
export const onTheSpot: Learn = (scenarios, lexicon) => {
  let understand: Understand | null = null;
  return (text) => (understand ??= createUnderstand(scenarios, lexicon))(text);
};

/** A script whose examples are learnt when they are first waited for. */
export const learntLater = ({ script, lexicon }: Facts, learn: Learn) => {
  let understand = onTheSpot(script.scenarios, lexicon) as Understand;
  let learning: Promise<void> | null = null;
  const learnAside = async (): Promise<void> => {
    try {
      understand = await learn(script.scenarios, lexicon);
    } catch {
      // Whoever learns has told why; the first text is then learnt for on the spot.
    }
  };
  return {
    script: { ...script, understand: (text: string) => understand(text) },
    learnt: (): Promise<void> => (learning ??= learnAside()),
  };
};
