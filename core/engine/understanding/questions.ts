/** Several questions in one message: both are offered instead of answering one and losing the other. */
import { outcomeOf, confidenceOf } from './confidence.ts';
import { maxRead } from './normalise.ts';
import type { Rank } from './rank.ts';
import { isQuestion } from './reserved.ts';
import type { Guess } from './understanding.ts';

const between = /[.?!;\n]+|,?\s+(?:и|а)\s+(?:ещ[её]|также|заодно)\s+|\s+заодно\s+/iu;
const minWords = 2;
const maxParts = 4;
/** A part that says less plainly what it is about belongs to its neighbour. */
const plainly = 0.6;

const partsOf = (text: string): readonly string[] =>
  text
    .slice(0, maxRead)
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part.split(/\s+/u).length >= minWords)
    .slice(0, maxParts);

/** The guesses with the topics of the parts first, when the parts are plainly about different things; else null. */
export const severalQuestions = (text: string, ranked: readonly Guess[], rank: Rank): readonly Guess[] | null => {
  const parts = partsOf(text);
  if (parts.length < 2) return null;
  const asked = new Map<string, number>();
  for (const part of parts) {
    const { ranked: own, evidence } = rank(part);
    const [first] = own;
    if (!first || first.p < plainly || !isQuestion(first.topic)) continue;
    if (outcomeOf(own, confidenceOf(evidence)) === 'answer') asked.set(first.topic, first.p);
  }
  if (asked.size < 2) return null;
  const questions = [...asked].map(([topic, p]) => ({ topic, p }));
  return [...questions, ...ranked.filter(({ topic }) => !asked.has(topic))];
};
