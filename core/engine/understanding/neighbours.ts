/** How alike a text is to the nearest examples of each topic: cosine over inverted lists in typed arrays. */
import type { Sparse } from './ranker.ts';

export interface Neighbours {
  /** Where the list of a feature begins in `owners` and `amounts`; one more at the end. */
  readonly starts: Int32Array;
  readonly owners: Int32Array;
  readonly amounts: Float32Array;
  /** The topic of every example. */
  readonly topicOf: Int32Array;
}

export const createNeighbours = (texts: readonly Sparse[], topicOf: Int32Array, features: number): Neighbours => {
  const starts = new Int32Array(features + 1);
  for (const { ids } of texts) for (const id of ids) starts[id + 1] = (starts[id + 1] ?? 0) + 1;
  for (let at = 0; at < features; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const filled = starts.slice();
  const owners = new Int32Array(starts[features] ?? 0);
  const amounts = new Float32Array(owners.length);
  for (const [owner, { ids, values }] of texts.entries()) {
    for (const [at, id] of ids.entries()) {
      const place = filled[id] ?? 0;
      owners[place] = owner;
      amounts[place] = values[at] ?? 0;
      filled[id] = place + 1;
    }
  }
  return { starts, owners, amounts, topicOf };
};

/** Share of the second nearest example of a topic. */
const secondShare = 0.3;

export interface Likeness {
  /** Of every topic, 0…1. */
  readonly topics: Float32Array;
  /** Of the nearest example of all. */
  readonly nearest: number;
}

/** `leaveOut`: an example that must not count, when it is itself the question; −1 for none. */
export const likeness = (
  { starts, owners, amounts, topicOf }: Neighbours,
  { ids, values }: Sparse,
  topics: number,
  leaveOut = -1,
): Likeness => {
  const sums = new Float32Array(topicOf.length);
  for (let at = 0; at < ids.length; at += 1) {
    const id = ids[at] ?? 0;
    const value = values[at] ?? 0;
    const end = starts[id + 1] ?? 0;
    for (let place = starts[id] ?? 0; place < end; place += 1) {
      const owner = owners[place] ?? 0;
      sums[owner] = (sums[owner] ?? 0) + value * (amounts[place] ?? 0);
    }
  }
  if (leaveOut >= 0) sums[leaveOut] = 0;
  const first = new Float32Array(topics);
  const second = new Float32Array(topics);
  for (let owner = 0; owner < sums.length; owner += 1) {
    const sum = sums[owner] ?? 0;
    const topic = topicOf[owner] ?? 0;
    if (sum > (first[topic] ?? 0)) {
      second[topic] = first[topic] ?? 0;
      first[topic] = sum;
    } else if (sum > (second[topic] ?? 0)) second[topic] = sum;
  }
  let nearest = 0;
  for (let topic = 0; topic < topics; topic += 1) {
    nearest = Math.max(nearest, first[topic] ?? 0);
    first[topic] = (1 - secondShare) * (first[topic] ?? 0) + secondShare * (second[topic] ?? 0);
  }
  return { topics: first, nearest };
};
