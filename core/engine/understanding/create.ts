/** Free text → topic: closed lists first, then likeness to the examples of the published scenarios. */
import type { Scenarios } from '../scenario.ts';
import { intentOf } from './intents.ts';
import { normalise, otherLayout } from './normalise.ts';
import type { Guess, Understand } from './understanding.ts';
import { createIndex } from './vectors.ts';

/** From here on the first topic is answered, if the second is clearly behind. Measured on typed questions. */
const sure = 0.34;
const clearlyAhead = 1.25;
/** From here on topics are offered to choose from. */
const likely = 0.17;
const maxRanked = 5;

const outcomeOf = (ranked: readonly Guess[]): 'answer' | 'offer' | 'miss' => {
  const [first, second] = ranked;
  if (!first || first.p < likely) return 'miss';
  return first.p >= sure && first.p >= (second?.p ?? 0) * clearlyAhead ? 'answer' : 'offer';
};

const top = (guesses: readonly Guess[]): number => guesses[0]?.p ?? 0;

export const createUnderstand = (scenarios: Scenarios): Understand => {
  const examples = [...scenarios.topics.values()].flatMap((topic) =>
    [topic.title, ...topic.examples].map((text) => ({ topic: topic.id, text: normalise(text) })),
  );
  const index = createIndex(examples);

  const rank = (normal: string): readonly Guess[] =>
    [...index.likeness(normal)]
      .map(([topic, p]) => ({ topic, p }))
      .filter(({ p }) => p > 0)
      .sort((a, b) => b.p - a.p || (a.topic < b.topic ? -1 : 1))
      .slice(0, maxRanked);

  return (text) => {
    const asTyped = rank(normalise(text));
    const other = otherLayout(text);
    const swapped = other === null ? [] : rank(other);
    const ranked = top(swapped) > top(asTyped) ? swapped : asTyped;
    return { intent: intentOf(text), ranked, outcome: outcomeOf(ranked) };
  };
};
