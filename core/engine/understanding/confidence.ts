/** How far the first guess may be trusted: a score of its own, apart from the ranking, and what follows from it. */
import { outOfScope } from './reserved.ts';
import type { Guess, Understanding } from './understanding.ts';

export interface Evidence {
  /** Shares of the first and the second topic. */
  readonly first: number;
  readonly second: number;
  /** Likeness to the nearest example of all, 0…1. */
  readonly nearest: number;
  /** Share of the weight of the words that stands in the examples. */
  readonly known: number;
  /** Share of the runs of letters that stand in the examples: words with slips count here. */
  readonly letters: number;
  /** Share of «none of ours». */
  readonly none: number;
  /** How many words there are. */
  readonly words: number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** An example that shares nothing with the text still counts for so much. */
const leastAlike = 0.03;
const fewWords = 10;

/**
 * 0…1: how likely the text is one of ours and the first guess right. Fitted by logistic regression on lines that the
 * model had not seen: the shipped examples in five parts, eight examples a topic, five topics alone, public small talk.
 */
export const confidenceOf = ({ first, second, nearest, known, letters, none, words }: Evidence): number =>
  sigmoid(
    -3.17 +
      1.37 * first +
      1.57 * (first - second) +
      0.94 * Math.log(nearest + leastAlike) +
      0.71 * known +
      2.05 * letters -
      3.79 * none +
      1.47 * Math.min(words / fewWords, 1),
  );

/** Above it about nine answers of ten are right. */
const sure = 0.6;
/** Below it two texts of three are none of ours. */
const likely = 0.3;
/** «None of ours» is said when the model says so plainly. */
const plainlyNone = 0.6;

export const outcomeOf = ([first]: readonly Guess[], confidence: number): Understanding['outcome'] => {
  if (!first) return 'miss';
  if (first.topic === outOfScope) return first.p >= plainlyNone ? 'answer' : 'miss';
  if (confidence < likely) return 'miss';
  return confidence >= sure ? 'answer' : 'offer';
};
