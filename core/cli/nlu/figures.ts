/** Figures over scored lines. */

export interface Scored {
  readonly confidence: number;
  readonly isRight: boolean;
}

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

export const quantile = (sorted: readonly number[], at: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0;

/** How likely a line that belongs scores above a line that does not; one half when they tie. */
export const auroc = (inside: readonly number[], outside: readonly number[]): number => {
  let wins = 0;
  for (const a of inside) for (const b of outside) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return share(wins, inside.length * outside.length);
};

/** Share of the lines outside that fall below the threshold under which `kept` of those inside stay. */
export const rejectedWhenKept = (inside: readonly number[], outside: readonly number[], kept: number): number => {
  const sorted = [...inside].sort((a, b) => a - b);
  const threshold = quantile(sorted, 1 - kept);
  return share(outside.filter((score) => score < threshold).length, outside.length);
};

/** The largest share of lines that can be answered, surest first, so that `precision` of the answers are right. */
export const coverageAt = (lines: readonly Scored[], precision: number): number => {
  const sorted = [...lines].sort((a, b) => b.confidence - a.confidence);
  let right = 0;
  let most = 0;
  for (const [at, { isRight, confidence }] of sorted.entries()) {
    if (isRight) right += 1;
    const isEdge = sorted[at + 1]?.confidence !== confidence;
    if (isEdge && right / (at + 1) >= precision) most = at + 1;
  }
  return share(most, lines.length);
};

/** Mean over topics of the harmonic mean of precision and recall. */
export const macroF1 = (pairs: readonly { readonly topic: string; readonly guess: string }[]): number => {
  const topics = [...new Set(pairs.map(({ topic }) => topic))];
  const each = topics.map((topic) => {
    const right = pairs.filter((pair) => pair.topic === topic && pair.guess === topic).length;
    const said = pairs.filter(({ guess }) => guess === topic).length;
    const there = pairs.filter((pair) => pair.topic === topic).length;
    return share(2 * right, said + there);
  });
  return share(
    each.reduce((sum, one) => sum + one, 0),
    each.length,
  );
};
