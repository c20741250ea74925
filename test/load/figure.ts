/** What a measurement says, and how two things are measured so that they may be compared on a noisy machine. */

/** One line of the bench's output. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly ratio: number;
  /** In words: what the ratio must be, and what is aimed at. */
  readonly goal: string;
}

/** What a ratio is held against. `null`: the figure is for information. */
export interface Goal {
  readonly wants: 'more' | 'less';
  readonly must: number;
  readonly aim: number;
}

export interface Bench {
  readonly quick: boolean;
  /** Progress in words, for the one who waits. */
  say(words: string): void;
  report(name: string, unit: string, pair: Pair, goal: Goal | null): void;
}

export interface Pair {
  readonly value: number;
  readonly baseline: number;
  readonly ratio: number;
}

export const percentile = (values: readonly number[], p: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? Number.NaN;
};

/** The mean of the two middle ones when their number is even. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? Number.NaN) + (sorted[Math.ceil(half)] ?? Number.NaN)) / 2;
};

export interface Rounds {
  readonly rounds: number;
  /** Rounds at the beginning that are thrown away. */
  readonly warmUp: number;
}

export interface Sample<T> {
  readonly value: T;
  readonly baseline: T;
}

/** Measures A B A B …; what the warm-up gave is thrown away. */
export const alternate = async <T>(
  { rounds, warmUp }: Rounds,
  value: () => T | Promise<T>,
  baseline: () => T | Promise<T>,
): Promise<readonly Sample<T>[]> => {
  const samples: Sample<T>[] = [];
  for (let round = 0; round < warmUp + rounds; round += 1) {
    const sample = { value: await value(), baseline: await baseline() };
    if (round >= warmUp) samples.push(sample);
  }
  return samples;
};

/**
 * Medians. The ratio is the median of each round's own ratio: the two halves of a round lie next to each other in
 * time, so a neighbour that slows the machine for a minute slows both.
 */
export const pairOf = (samples: readonly Sample<number>[]): Pair => ({
  value: median(samples.map((sample) => sample.value)),
  baseline: median(samples.map((sample) => sample.baseline)),
  ratio: median(samples.map((sample) => sample.value / sample.baseline)),
});

export const interleave = async (
  rounds: Rounds,
  value: () => number | Promise<number>,
  baseline: () => number | Promise<number>,
): Promise<Pair> => pairOf(await alternate(rounds, value, baseline));

/** Turns a second of work that makes `turns` turns. */
export const perSecond = async (turns: number, work: () => void | Promise<void>): Promise<number> => {
  const began = performance.now();
  await work();
  return (turns / (performance.now() - began)) * 1000;
};

/** Four digits are more than a noisy machine can tell; kept are those that say something. */
const rounded = (value: number): number => Number(value.toPrecision(4));

const goalWords = (goal: Goal | null): string => {
  if (!goal) return 'for information';
  const sign = goal.wants === 'more' ? '≥' : '≤';
  return `must ${sign} ${goal.must}, aim ${sign} ${goal.aim}`;
};

export const verdict = (ratio: number, goal: Goal | null): string => {
  if (!goal) return 'for information';
  const reaches = (limit: number): boolean => (goal.wants === 'more' ? ratio >= limit : ratio <= limit);
  if (reaches(goal.aim)) return 'reaches the aim';
  return reaches(goal.must) ? 'holds the must' : 'MISSES THE MUST';
};

export const figureOf = (name: string, unit: string, pair: Pair, goal: Goal | null): Figure => ({
  name,
  value: rounded(pair.value),
  unit,
  baseline: rounded(pair.baseline),
  ratio: rounded(pair.ratio),
  goal: goalWords(goal),
});
