/**
 * What is made of one text, before thresholds and after. `ranked` holds every topic; when a closed list knows the text as
 * operator, greeting, thanks or status, that topic stands first. `outcome`: the name of the closed list (`operator`,
 * `greeting`, `thanks`, `yes`, `no`, `back`, `home`, `cancel`, `status`, `danger`), else `answer`, `offer` or `miss`.
 */
import { confidenceOf, outcomeOf } from '../../engine/understanding/confidence.ts';
import { intentOf } from '../../engine/understanding/intents.ts';
import type { Model } from '../../engine/understanding/learn.ts';
import { createRank } from '../../engine/understanding/rank.ts';
import { callsOperator, operatorTopic } from '../../engine/understanding/reserved.ts';
import type { Guess, Intent } from '../../engine/understanding/understanding.ts';

export interface Prediction {
  readonly text: string;
  readonly ranked: readonly Guess[];
  readonly confidence: number;
  readonly outcome: Intent | 'answer' | 'offer' | 'miss';
}

/** Share that is left to the other topics when a closed list is sure. */
const leftOver = 0.01;

const withFirst = (ranked: readonly Guess[], topic: string): readonly Guess[] => [
  { topic, p: 1 - leftOver },
  ...ranked.filter((guess) => guess.topic !== topic).map((guess) => ({ ...guess, p: guess.p * leftOver })),
];

export const createPredict = (model: Model): ((text: string) => Prediction) => {
  const rank = createRank(model);
  // Foreign data have topics of their own: then nothing but the model speaks.
  const isOurs = model.topics.includes(operatorTopic);
  return (text) => {
    const { ranked, evidence } = rank(text);
    const own = confidenceOf(evidence);
    const listed = isOurs ? intentOf(text) : null;
    const intent = listed ?? (isOurs && callsOperator(ranked) ? operatorTopic : null);
    return {
      text,
      ranked: intent && model.topics.includes(intent) ? withFirst(ranked, intent) : ranked,
      confidence: listed ? 1 : own,
      outcome: intent ?? outcomeOf(ranked, own),
    };
  };
};
