/**
 * Fits the weights of the confidence: logistic regression on lines that the model has not seen. The examples of the
 * scenarios are asked in five parts, each of a model without it: of all topics at once, and of a few topics alone, where
 * the rest is foreign and nobody has taught what is none of ours. Further lines are asked of the whole model. Prints
 * what belongs into `understanding/confidence.ts`; the same lines give the same weights.
 */
import { rising, weighed } from '../../engine/understanding/confidence.ts';
import { learn, type Lesson } from '../../engine/understanding/learn.ts';
import { createRank } from '../../engine/understanding/rank.ts';
import { outOfScope } from '../../engine/understanding/reserved.ts';
import { auroc } from './figures.ts';
import type { Sample } from './samples.ts';

interface Seen {
  readonly x: readonly number[];
  /** One of ours, and the first guess is right. */
  readonly right: boolean;
  readonly outside: boolean;
  /** How much it counts. */
  readonly amount: number;
}

const parts = 5;
const few = 5;
const steps = 4000;
const rate = 0.5;
/** Pulls the weights to nought a little, so that few lines do not run away with them. */
const calm = 0.002;
/** What the first guess got wrong inside tells less than what is none of ours. */
const wrongInside = 0.5;
/** Shipped topics stand together; a folder with few is the exception. */
const alone = 0.3;

type Line = Lesson['examples'][number];

const asked = (lesson: Lesson, lines: readonly Line[], topics: ReadonlySet<string>, counts = 1): readonly Seen[] => {
  const rank = createRank(learn(lesson));
  return lines.map(({ text, topic }) => {
    const { ranked, evidence } = rank(text);
    const outside = topic === outOfScope || !topics.has(topic);
    const right = !outside && ranked[0]?.topic === topic;
    return { x: weighed(evidence), right, outside, amount: counts * (right || outside ? 1 : wrongInside) };
  });
};

const topicsOf = (lines: readonly Line[]): readonly string[] => [...new Set(lines.map(({ topic }) => topic))];

const leftOut = ({ examples, lexicon }: Lesson): readonly Seen[] => {
  const topics = new Set(topicsOf(examples));
  return Array.from({ length: parts }, (_, part) =>
    asked(
      { lexicon, examples: examples.filter((_example, at) => at % parts !== part) },
      examples.filter((_example, at) => at % parts === part),
      topics,
    ),
  ).flat();
};

/** A few topics alone, asked about all the others too; of the foreign as many as of their own. */
const fewAlone = ({ examples, lexicon }: Lesson): readonly Seen[] => {
  const topics = topicsOf(examples).filter((topic) => topic !== outOfScope);
  return Array.from({ length: Math.floor(topics.length / few) }, (_, group) => {
    const own = new Set(topics.slice(group * few, (group + 1) * few));
    const learnt = examples.filter(({ topic }, at) => own.has(topic) && at % parts !== 0);
    const inside = examples.filter(({ topic }, at) => own.has(topic) && at % parts === 0);
    const foreign = examples.filter(({ topic }) => !own.has(topic));
    const every = Math.ceil(foreign.length / inside.length);
    return asked(
      { lexicon, examples: learnt },
      [...inside, ...foreign.filter((_line, at) => at % every === 0)],
      own,
      alone,
    );
  }).flat();
};

/** Words of the examples with their letters in another order: what nobody has said about anything. */
const nonsense = (examples: readonly Line[]): readonly Line[] =>
  examples
    .filter((_example, at) => at % parts === 0)
    .map(({ text }) => ({ topic: outOfScope, text: text.replace(/\p{L}{3,}/gu, turned) }));

/** The second half first, backwards. */
const turned = (word: string): string => {
  const letters = Array.from(word);
  const middle = Math.ceil(letters.length / 2);
  return [...letters.slice(middle).reverse(), ...letters.slice(0, middle)].join('');
};

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

const dot = (weights: readonly number[], x: readonly number[]): number =>
  weights.reduce((sum, weight, at) => sum + weight * (x[at] ?? 0), 0);

/** More likeness never makes a text less ours: such a weight only follows the chance of few lines. */
const held = (weight: number, at: number): number => (rising.includes(at) ? Math.max(weight, 0) : weight);

const regress = (seen: readonly Seen[]): readonly number[] => {
  let weights = (seen[0]?.x ?? []).map(() => 0);
  const total = seen.reduce((sum, { amount }) => sum + amount, 0);
  for (let step = 0; step < steps; step += 1) {
    const slope = weights.map((weight, at) => (at === 0 ? 0 : calm * weight));
    for (const { x, right, amount } of seen) {
      const error = amount * (sigmoid(dot(weights, x)) - (right ? 1 : 0));
      for (let of = 0; of < slope.length; of += 1) slope[of] = (slope[of] ?? 0) + (error * (x[of] ?? 0)) / total;
    }
    weights = weights.map((weight, at) => held(weight - rate * (slope[at] ?? 0), at));
  }
  return weights;
};

export interface Fitted {
  readonly lines: number;
  readonly weights: readonly number[];
  /** How well the weights tell ours from the rest, on these very lines. */
  readonly auroc: number;
}

export const fit = (shipped: Lesson, more: readonly Sample[]): Fitted => {
  const topics = new Set(topicsOf(shipped.examples));
  const seen = [
    ...leftOut(shipped),
    ...asked(shipped, nonsense(shipped.examples), topics),
    ...fewAlone(shipped),
    ...(more.length > 0 ? asked(shipped, more, topics) : []),
  ];
  const weights = regress(seen);
  const score = (list: readonly Seen[]): readonly number[] => list.map(({ x }) => dot(weights, x));
  const inside = seen.filter(({ outside }) => !outside);
  const outside = seen.filter((one) => one.outside);
  return { lines: seen.length, weights, auroc: auroc(score(inside), score(outside)) };
};
