/** TF-IDF over the examples of the topics, with an index from feature to examples. Plain arrays, trained at load. */
import { featuresOf, weightOf } from './features.ts';

export interface Example {
  readonly topic: string;
  readonly text: string;
}

export interface Index {
  /** Likeness of the text to every topic that shares anything with it, 0…1. */
  likeness(normal: string): ReadonlyMap<string, number>;
}

interface Posting {
  readonly example: number;
  readonly weight: number;
}

type Vector = ReadonlyMap<string, number>;

const counted = (features: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
};

const normed = (vector: Vector): Vector => {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  const length = Math.sqrt(sum) || 1;
  return new Map([...vector].map(([feature, weight]) => [feature, weight / length]));
};

const documentCounts = (documents: readonly (readonly string[])[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const document of documents) {
    for (const feature of new Set(document)) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  return counts;
};

/** How much the topic as a whole counts beside its nearest example. */
const centroidShare = 0.35;

const inverted = (vectors: readonly Vector[]): ReadonlyMap<string, readonly Posting[]> => {
  const postings = new Map<string, Posting[]>();
  for (const [example, vector] of vectors.entries()) {
    for (const [feature, weight] of vector) {
      const list = postings.get(feature);
      if (list) list.push({ example, weight });
      else postings.set(feature, [{ example, weight }]);
    }
  }
  return postings;
};

const centroids = (examples: readonly Example[], vectors: readonly Vector[]): ReadonlyMap<string, Vector> => {
  const sums = new Map<string, Map<string, number>>();
  for (const [at, { topic }] of examples.entries()) {
    const sum = sums.get(topic) ?? new Map<string, number>();
    for (const [feature, weight] of vectors[at] ?? []) sum.set(feature, (sum.get(feature) ?? 0) + weight);
    sums.set(topic, sum);
  }
  return new Map([...sums].map(([topic, sum]) => [topic, normed(sum)]));
};

export const createIndex = (examples: readonly Example[]): Index => {
  const documents = examples.map(({ text }) => featuresOf(text));
  const seen = documentCounts(documents);
  // A feature that no example has weighs most: a text made of such features is like none of them.
  const idf = (feature: string): number => Math.log((examples.length + 1) / ((seen.get(feature) ?? 0) + 0.5));
  const vectorOf = (features: readonly string[]): Vector =>
    normed(
      new Map(
        [...counted(features)].map(([feature, n]) => [feature, (1 + Math.log(n)) * idf(feature) * weightOf(feature)]),
      ),
    );
  const vectors = documents.map(vectorOf);
  const postings = inverted(vectors);
  const topics = centroids(examples, vectors);

  const likeness = (normal: string): ReadonlyMap<string, number> => {
    const query = vectorOf(featuresOf(normal));
    const cosines = new Float64Array(examples.length);
    for (const [feature, weight] of query) {
      for (const posting of postings.get(feature) ?? []) {
        cosines[posting.example] = (cosines[posting.example] ?? 0) + weight * posting.weight;
      }
    }
    const best = new Map<string, number>();
    for (const [at, { topic }] of examples.entries()) best.set(topic, Math.max(best.get(topic) ?? 0, cosines[at] ?? 0));
    return new Map(
      [...best].map(([topic, nearest]) => {
        let whole = 0;
        for (const [feature, weight] of query) whole += weight * (topics.get(topic)?.get(feature) ?? 0);
        return [topic, (1 - centroidShare) * nearest + centroidShare * whole];
      }),
    );
  };
  return { likeness };
};
