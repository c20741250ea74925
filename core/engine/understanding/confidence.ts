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

/** What the score weighs, in the order of `weights`. */
export const weighed = ({ first, second, nearest, known, letters, none, words }: Evidence): readonly number[] => [
  1,
  first,
  first - second,
  Math.log(nearest + leastAlike),
  known,
  letters,
  none,
  Math.min(words / fewWords, 1),
];

/** Places of what can only speak for a text: shares, likeness, what is known of it. */
export const rising: readonly number[] = [1, 2, 3, 4, 5];

/** Fitted by `npm run nlu -- fit`. */
const weights: readonly number[] = [-4.49, 1.34, 1.73, 0.21, 1.47, 3.23, -3.85, 0.22];

/** 0…1: how likely the text is one of ours and the first guess right. */
export const confidenceOf = (evidence: Evidence): number =>
  sigmoid(weighed(evidence).reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0));

/** Above it about nine answers of ten are right. */
const sure = 0.6;
/** Below it two texts of three are none of ours. */
const likely = 0.3;
/** A first guess with less than this has rivals: the citizen chooses. */
const plainlyFirst = 0.35;
/** «None of ours» is said when the model says so plainly. */
const plainlyNone = 0.6;

export const outcomeOf = ([first]: readonly Guess[], confidence: number): Understanding['outcome'] => {
  if (!first) return 'miss';
  if (first.topic === outOfScope) return first.p >= plainlyNone ? 'answer' : 'miss';
  if (confidence < likely) return 'miss';
  return confidence >= sure && first.p >= plainlyFirst ? 'answer' : 'offer';
};
