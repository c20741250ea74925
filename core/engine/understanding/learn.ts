/** Examples and lexicon → a model: plain data that can be kept in a file or sent between threads. */
import { featuresOf, weightOf } from './features.ts';
import { createConcepts, lexiconWords, type Concepts, type Lexicon } from './lexicon.ts';
import { createNeighbours, type Neighbours } from './neighbours.ts';
import { normalise } from './normalise.ts';
import { train, type Linear, type Sparse } from './ranker.ts';
import { stemOf } from './stem.ts';
import { createVocabulary, type ReadWord, type Vocabulary } from './vocabulary.ts';

export interface Example {
  readonly topic: string;
  readonly text: string;
}

export interface Lesson {
  readonly examples: readonly Example[];
  readonly lexicon: Lexicon;
}

/** A word, how often it was met, and its stem: whoever takes the model up need not stem thousands of words again. */
export type KnownWord = readonly [word: string, count: number, stem: string];

export interface Model {
  readonly topics: readonly string[];
  readonly lexicon: Lexicon;
  readonly words: readonly KnownWord[];
  readonly features: readonly string[];
  /** How much a feature tells, by its number. */
  readonly idf: Float32Array;
  /** What a feature that nobody has seen would tell. */
  readonly unseen: number;
  readonly linear: Linear;
  readonly neighbours: Neighbours;
}

/** A word of the lexicon counts as if it had been met so often. */
const lexiconCount = 1;

const countWords = ({ examples, lexicon }: Lesson): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  const add = (word: string, count: number): void => void counts.set(word, (counts.get(word) ?? 0) + count);
  for (const { text } of examples) for (const word of normalise(text).split(' ')) if (word !== '') add(word, 1);
  for (const word of lexiconWords(lexicon)) if (word !== '') add(word, lexiconCount);
  return counts;
};

/** Amounts of known features, length 1; and which part of the whole weight was known. */
export const sparseOf = (
  features: readonly string[],
  idOf: (feature: string) => number | undefined,
  idf: Float32Array,
): Sparse => {
  const counts = new Map<number, number>();
  const weight = new Map<number, number>();
  for (const feature of features) {
    const id = idOf(feature);
    if (id === undefined) continue;
    counts.set(id, (counts.get(id) ?? 0) + 1);
    weight.set(id, weightOf(feature));
  }
  const ids = Int32Array.from(counts.keys());
  const values = new Float32Array(ids.length);
  let sum = 0;
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    const value = (1 + Math.log(counts.get(id) ?? 1)) * (idf[id] ?? 0) * (weight.get(id) ?? 0);
    values[at] = value;
    sum += value * value;
  }
  const length = Math.sqrt(sum) || 1;
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / length;
  return { ids, values };
};

export interface Reader {
  readonly vocabulary: Vocabulary;
  readonly concepts: Concepts;
  features(read: readonly ReadWord[]): readonly string[];
}

export const createReader = (lexicon: Lexicon, words: ReadonlyMap<string, number>): Reader => {
  const concepts = createConcepts(lexicon);
  return { vocabulary: createVocabulary(words), concepts, features: (read) => featuresOf(read, concepts) };
};

export const learn = (lesson: Lesson): Model => {
  const { examples, lexicon } = lesson;
  const words = countWords(lesson);
  const reader = createReader(lexicon, words);
  const documents = examples.map(({ text }) => reader.features(reader.vocabulary.read(text)));
  const ids = new Map<string, number>();
  const seen: number[] = [];
  for (const document of documents) {
    for (const feature of new Set(document)) {
      const id = ids.get(feature) ?? ids.size;
      ids.set(feature, id);
      seen[id] = (seen[id] ?? 0) + 1;
    }
  }
  const idf = Float32Array.from(seen, (count) => Math.log((examples.length + 1) / (count + 0.5)));
  const topics = [...new Set(examples.map(({ topic }) => topic))].sort();
  const numberOf = new Map(topics.map((topic, at) => [topic, at]));
  const labels = Int32Array.from(examples, ({ topic }) => numberOf.get(topic) ?? 0);
  const texts = documents.map((document) => sparseOf(document, (feature) => ids.get(feature), idf));
  return {
    topics,
    lexicon,
    words: [...words].map(([word, count]) => [word, count, stemOf(word)]),
    features: [...ids.keys()],
    idf,
    unseen: Math.log((examples.length + 1) / 0.5),
    linear: train(texts, labels, ids.size, topics.length),
    neighbours: createNeighbours(texts, labels, ids.size),
  };
};
