/**
 * TF-IDF over the examples of the topics. A question looks only at what shares a feature with it: the index leads from
 * a feature to the examples and to the topics that have it. Typed arrays, trained at load.
 */
import { featuresOf, weightOf } from './features.ts';

export interface Example {
  readonly topic: string;
  readonly text: string;
}

export interface Index {
  /** Likeness of the text to every topic that shares anything with it, 0…1. */
  likeness(normal: string): ReadonlyMap<string, number>;
}

/** Who has a feature, and how much of it. */
interface Postings {
  readonly owners: Int32Array;
  readonly weights: Float64Array;
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

const inverted = (vectors: readonly Vector[]): ReadonlyMap<string, Postings> => {
  const lists = new Map<string, { owners: number[]; weights: number[] }>();
  for (const [owner, vector] of vectors.entries()) {
    for (const [feature, weight] of vector) {
      const list = lists.get(feature) ?? { owners: [], weights: [] };
      list.owners.push(owner);
      list.weights.push(weight);
      lists.set(feature, list);
    }
  }
  return new Map(
    [...lists].map(([feature, { owners, weights }]) => [
      feature,
      { owners: Int32Array.from(owners), weights: Float64Array.from(weights) },
    ]),
  );
};

/** Adds up, for every owner, how much of the query it has. */
const overlap = (query: Vector, postings: ReadonlyMap<string, Postings>, owners: number): Float64Array => {
  const sums = new Float64Array(owners);
  for (const [feature, weight] of query) {
    const found = postings.get(feature);
    if (!found) continue;
    for (let at = 0; at < found.owners.length; at += 1) {
      const owner = found.owners[at] ?? 0;
      sums[owner] = (sums[owner] ?? 0) + weight * (found.weights[at] ?? 0);
    }
  }
  return sums;
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
  const whole = centroids(examples, vectors);
  const topics = [...whole.keys()];
  const numberOf = new Map(topics.map((topic, at) => [topic, at]));
  const topicOf = Int32Array.from(examples, ({ topic }) => numberOf.get(topic) ?? 0);
  const ofExamples = inverted(vectors);
  const ofTopics = inverted([...whole.values()]);

  const likeness = (normal: string): ReadonlyMap<string, number> => {
    const query = vectorOf(featuresOf(normal));
    const near = overlap(query, ofExamples, examples.length);
    const nearest = new Float64Array(topics.length);
    for (let at = 0; at < near.length; at += 1) {
      const topic = topicOf[at] ?? 0;
      nearest[topic] = Math.max(nearest[topic] ?? 0, near[at] ?? 0);
    }
    const asWhole = overlap(query, ofTopics, topics.length);
    const alike = new Map<string, number>();
    for (const [at, topic] of topics.entries()) {
      const p = (1 - centroidShare) * (nearest[at] ?? 0) + centroidShare * (asWhole[at] ?? 0);
      if (p > 0) alike.set(topic, p);
    }
    return alike;
  };
  return { likeness };
};
