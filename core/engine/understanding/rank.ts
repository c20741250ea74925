/** A text against the model: every topic with its share, and what speaks for trusting the first of them. */
import type { Evidence } from './confidence.ts';
import { createReader, sparseOf, type Model } from './learn.ts';
import { likeness } from './neighbours.ts';
import { probabilities } from './ranker.ts';
import { outOfScope } from './reserved.ts';
import { rememberStems } from './stem.ts';
import type { Guess } from './understanding.ts';

export interface Ranking {
  /** All topics, likeliest first. */
  readonly ranked: readonly Guess[];
  readonly evidence: Evidence;
}

export type Rank = (text: string) => Ranking;

/** How much likeness to examples counts beside the linear ranker. */
const likenessPower = 4;
const floor = 1e-4;

export const createRank = (model: Model): Rank => {
  const { topics, features, idf, unseen, linear, neighbours } = model;
  rememberStems(model.words.map(([word, , stem]) => [word, stem]));
  const reader = createReader(model.lexicon, new Map(model.words.map(([word, count]) => [word, count])));
  const ids = new Map(features.map((feature, id) => [feature, id]));
  const none = topics.indexOf(outOfScope);

  const knownShare = (found: readonly string[]): number => {
    let known = 0;
    let all = 0;
    for (const feature of found) {
      if (!feature.startsWith('w:')) continue;
      const id = ids.get(feature);
      all += id === undefined ? unseen : (idf[id] ?? 0);
      if (id !== undefined) known += idf[id] ?? 0;
    }
    return all === 0 ? 0 : known / all;
  };

  return (text) => {
    const found = reader.features(reader.vocabulary.read(text));
    const sparse = sparseOf(found, (feature) => ids.get(feature), idf);
    const shares = probabilities(linear, sparse);
    const alike = likeness(neighbours, sparse, topics.length);
    const mixed = Float64Array.from(shares, (p, at) => (p + floor) * Math.exp(likenessPower * (alike.topics[at] ?? 0)));
    const sum = mixed.reduce((total, one) => total + one, 0);
    const ranked = topics
      .map((topic, at) => ({ topic, p: (mixed[at] ?? 0) / sum }))
      .sort((a, b) => b.p - a.p || (a.topic < b.topic ? -1 : 1));
    const letters = found.filter((feature) => feature.startsWith('c'));
    const evidence = {
      first: ranked[0]?.p ?? 0,
      second: ranked[1]?.p ?? 0,
      nearest: alike.nearest,
      known: knownShare(found),
      none: none < 0 ? 0 : (mixed[none] ?? 0) / sum,
      letters: letters.length === 0 ? 0 : letters.filter((feature) => ids.has(feature)).length / letters.length,
      words: found.filter((feature) => feature.startsWith('w:')).length,
    };
    return { ranked, evidence };
  };
};
