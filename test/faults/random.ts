/** Chance that can be repeated: one seed, one schedule. */
export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** 0, 1 … below. */
  below(limit: number): number;
  pick<T>(from: readonly [T, ...T[]] | readonly T[]): T;
  chance(p: number): boolean;
  /** `tok-` and ten letters; never the same twice. */
  token(): string;
}

/** mulberry32. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  let tokens = 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (from) => {
      const one = from[below(from.length)];
      if (one === undefined) throw new Error('nothing to pick from');
      return one;
    },
    chance: (p) => next() < p,
    token: () => {
      // Letters alone: digits might be read as a ticket number.
      const letters = (value: number): string =>
        value === 0 ? '' : letters(Math.floor(value / 26)) + String.fromCharCode(97 + (value % 26));
      tokens += 1;
      return `tok-${letters(tokens + 26 ** 4).slice(1)}${letters(below(26 ** 4) + 26 ** 4).slice(1)}`;
    },
  };
};

const token = /tok-[a-z]{8}/u;

/** The token that a text carries, if any. */
export const tokenIn = (text: string): string | null => token.exec(text)?.[0] ?? null;
