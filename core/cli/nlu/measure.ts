/** Figures of understanding: a model learnt from some lines, asked about others. */
import { learn, type Lesson, type Model } from '../../engine/understanding/learn.ts';
import { isQuestion, outOfScope } from '../../engine/understanding/reserved.ts';
import { auroc, coverageAt, macroF1, quantile, rejectedWhenKept, share } from './figures.ts';
import { createPredict, type Prediction } from './predict.ts';
import type { Sample } from './samples.ts';
import { spoilt } from './spoil.ts';

export interface Figures {
  readonly lines: number;
  readonly top1: number;
  readonly top3: number;
  readonly macroF1: number;
  /** Top-1 of each kind, and how many lines it has. */
  readonly kinds: Readonly<Record<string, { readonly top1: number; readonly lines: number }>>;
  /** Top-1 of the clean lines spoilt, as a share of their top-1 clean. */
  readonly spoilt: Readonly<Record<string, number>>;
  readonly oosLines: number;
  readonly oosAuroc: number | null;
  readonly oosRejectedAtKeep95: number | null;
  /** Share of the lines of topics that may be answered with nine answers of ten right. */
  readonly coverageAtPrecision90: number;
  readonly operatorRecall: number | null;
  readonly wronglyHandedOver: number | null;
  readonly smallTalkRight: number | null;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly trainMs: number;
  readonly queryMsP50: number;
  readonly queryMsP99: number;
  readonly memoryMb: number;
}

interface Asked {
  readonly sample: Sample;
  readonly said: Prediction;
}

const first = ({ ranked }: Prediction): string => ranked[0]?.topic ?? '';

const isRight = ({ sample, said }: Asked): boolean => first(said) === sample.topic;

const top1 = (asked: readonly Asked[]): number => share(asked.filter(isRight).length, asked.length);

const heldMb = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};

/** Learns, and tells what that took. Memory is told truly when node runs with --expose-gc, as `npm run nlu` does. */
const learnTimed = (lesson: Lesson) => {
  const before = heldMb();
  const began = performance.now();
  const model = learn(lesson);
  const trainMs = performance.now() - began;
  const predict = createPredict(model);
  predict('');
  return { model, predict, trainMs, memoryMb: heldMb() - before };
};

const ask = (samples: readonly Sample[], predict: (text: string) => Prediction): readonly Asked[] =>
  samples.map((sample) => ({ sample, said: predict(sample.text) }));

const queryTimes = (samples: readonly Sample[], predict: (text: string) => Prediction): readonly number[] =>
  samples
    .map(({ text }) => {
      const began = performance.now();
      predict(text);
      return performance.now() - began;
    })
    .sort((a, b) => a - b);

const isClean = ({ kind }: Sample): boolean => kind === 'plain' || kind === '';

const relative = (asked: readonly Asked[], predict: (text: string) => Prediction): Figures['spoilt'] => {
  const clean = asked.filter(({ sample }) => isClean(sample));
  const whole = top1(clean);
  return Object.fromEntries(
    Object.entries(spoilt).map(([name, spoil]) => {
      const again = clean.map(({ sample }) => ({ sample, said: predict(spoil(sample.text)) }));
      return [name, share(top1(again), whole)];
    }),
  );
};

const counts = (asked: readonly Asked[]): Readonly<Record<string, number>> => {
  const found: Record<string, number> = {};
  for (const { said } of asked) found[said.outcome] = (found[said.outcome] ?? 0) + 1;
  return found;
};

const kindsOf = (asked: readonly Asked[]): Figures['kinds'] =>
  Object.fromEntries(
    [...new Set(asked.map(({ sample }) => sample.kind))].map((kind) => {
      const lines = asked.filter(({ sample }) => sample.kind === kind);
      return [kind === '' ? 'all' : kind, { top1: top1(lines), lines: lines.length }];
    }),
  );

/** How calls for a person and small talk fare; null when the lines have none. */
const manners = (inside: readonly Asked[], model: Model) => {
  const calls = inside.filter(({ sample }) => sample.topic === 'operator');
  const talk = inside.filter(({ sample }) => sample.topic === 'greeting' || sample.topic === 'thanks');
  const topics = inside.filter(({ sample }) => isQuestion(sample.topic));
  const known = model.topics.includes('operator');
  const handed = (asked: readonly Asked[]): number => asked.filter(({ said }) => said.outcome === 'operator').length;
  return {
    operatorRecall: calls.length > 0 ? share(handed(calls), calls.length) : null,
    wronglyHandedOver: known ? share(handed(topics), topics.length) : null,
    smallTalkRight: talk.length > 0 ? top1(talk) : null,
  };
};

export const measure = (
  lesson: Lesson,
  test: readonly Sample[],
  oos: readonly Sample[],
): { readonly figures: Figures; readonly wrong: readonly Asked[] } => {
  const { model, predict, trainMs, memoryMb } = learnTimed(lesson);
  const inside = ask(
    test.filter(({ topic }) => topic !== outOfScope),
    predict,
  );
  const outside = ask([...test.filter(({ topic }) => topic === outOfScope), ...oos], predict);
  const scores = (asked: readonly Asked[]): readonly number[] => asked.map(({ said }) => said.confidence);
  const times = queryTimes(test, predict);
  const figures: Figures = {
    lines: inside.length,
    top1: top1(inside),
    top3: share(
      inside.filter(({ sample, said }) => said.ranked.slice(0, 3).some(({ topic }) => topic === sample.topic)).length,
      inside.length,
    ),
    macroF1: macroF1(inside.map(({ sample, said }) => ({ topic: sample.topic, guess: first(said) }))),
    kinds: kindsOf(inside),
    spoilt: relative(inside, predict),
    oosLines: outside.length,
    oosAuroc: outside.length > 0 ? auroc(scores(inside), scores(outside)) : null,
    oosRejectedAtKeep95: outside.length > 0 ? rejectedWhenKept(scores(inside), scores(outside), 0.95) : null,
    coverageAtPrecision90: coverageAt(
      inside.map((asked) => ({ confidence: asked.said.confidence, isRight: isRight(asked) })),
      0.9,
    ),
    ...manners(inside, model),
    outcomes: counts([...inside, ...outside]),
    trainMs,
    queryMsP50: quantile(times, 0.5),
    queryMsP99: quantile(times, 0.99),
    memoryMb,
  };
  return { figures, wrong: inside.filter((asked) => !isRight(asked)) };
};
