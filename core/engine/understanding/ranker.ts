/** A linear ranker over sparse texts: softmax regression, AdaGrad, typed arrays. The same texts give the same weights. */

/** A text as numbers: which features it has and how much of each. */
export interface Sparse {
  readonly ids: Int32Array;
  readonly values: Float32Array;
}

export interface Linear {
  readonly topics: number;
  /** `weights[feature * topics + topic]`. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

export interface TrainOptions {
  readonly epochs: number;
  readonly rate: number;
  /** Squared gradients are counted from here on: what was met once does not leap. */
  readonly start: number;
}

const trained: TrainOptions = { epochs: 12, rate: 0.5, start: 0.1 };

/** Gradients smaller than this teach nothing. */
const minGradient = 0.003;

/** Numbers that look random and are the same at every start. */
const shuffled = (count: number, seed: number): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, at) => at);
  let state = seed * 2_654_435_761 + 12_345;
  for (let at = count - 1; at > 0; at -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (at + 1);
    const kept = order[at] ?? 0;
    order[at] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
};

const softmax = (scores: Float32Array): void => {
  let most = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > most) most = score;
  let sum = 0;
  for (let at = 0; at < scores.length; at += 1) {
    const power = Math.exp((scores[at] ?? 0) - most);
    scores[at] = power;
    sum += power;
  }
  for (let at = 0; at < scores.length; at += 1) scores[at] = (scores[at] ?? 0) / sum;
};

const addUp = ({ topics, weights, bias }: Linear, { ids, values }: Sparse, into: Float32Array): void => {
  into.set(bias);
  for (let at = 0; at < ids.length; at += 1) {
    const row = (ids[at] ?? 0) * topics;
    const value = values[at] ?? 0;
    for (let topic = 0; topic < topics; topic += 1)
      into[topic] = (into[topic] ?? 0) + value * (weights[row + topic] ?? 0);
  }
};

/** Probability of every topic. */
export const probabilities = (linear: Linear, text: Sparse): Float32Array => {
  const scores = new Float32Array(linear.topics);
  addUp(linear, text, scores);
  softmax(scores);
  return scores;
};

export const train = (
  texts: readonly Sparse[],
  labels: Int32Array,
  features: number,
  topics: number,
  { epochs, rate, start }: TrainOptions = trained,
): Linear => {
  const linear = {
    topics,
    weights: new Float32Array(features * topics),
    bias: new Float32Array(topics),
  };
  const { weights, bias } = linear;
  const squares = new Float32Array(features * topics).fill(start);
  const scores = new Float32Array(topics);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const number of shuffled(texts.length, epoch + 1)) {
      const text = texts[number];
      if (!text) continue;
      addUp(linear, text, scores);
      softmax(scores);
      const label = labels[number] ?? 0;
      for (let topic = 0; topic < topics; topic += 1) {
        const gradient = (scores[topic] ?? 0) - (topic === label ? 1 : 0);
        if (gradient < minGradient && gradient > -minGradient) continue;
        bias[topic] = (bias[topic] ?? 0) - 0.02 * gradient;
        const { ids, values } = text;
        for (let at = 0; at < ids.length; at += 1) {
          const cell = (ids[at] ?? 0) * topics + topic;
          const slope = gradient * (values[at] ?? 0);
          const square = (squares[cell] ?? 0) + slope * slope;
          squares[cell] = square;
          weights[cell] = (weights[cell] ?? 0) - (rate * slope) / Math.sqrt(square);
        }
      }
    }
  }
  return linear;
};
