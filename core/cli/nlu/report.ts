/**
 * What an author should look at: topics that are taken for each other, examples that stand nearer to another topic than
 * to their own, topics with too few examples. Every example is judged by a model that has not seen it.
 */
import { learn, type Example, type Lesson } from '../../engine/understanding/learn.ts';
import { createRank } from '../../engine/understanding/rank.ts';
import { share } from './figures.ts';

export interface Report {
  readonly examples: number;
  /** Share of the examples that a model without them puts under their own topic. */
  readonly right: number;
  readonly pairs: readonly { readonly topic: string; readonly takenFor: string; readonly texts: readonly string[] }[];
  readonly strangers: readonly { readonly text: string; readonly topic: string; readonly nearer: string }[];
  readonly few: readonly { readonly topic: string; readonly count: number }[];
}

const parts = 5;
const enough = 15;
/** From here on another topic is plainly nearer. */
const plainly = 0.7;
const shownPairs = 20;

interface Judged extends Example {
  readonly guess: string;
  readonly p: number;
}

/** Every fifth example is left out and asked about, five times over. */
const judge = ({ examples, lexicon }: Lesson): readonly Judged[] =>
  Array.from({ length: parts }, (_, part) => {
    const rank = createRank(learn({ lexicon, examples: examples.filter((_example, at) => at % parts !== part) }));
    return examples
      .filter((_example, at) => at % parts === part)
      .map((example) => {
        const [first] = rank(example.text).ranked;
        return { ...example, guess: first?.topic ?? '', p: first?.p ?? 0 };
      });
  }).flat();

const pairsOf = (wrong: readonly Judged[]): Report['pairs'] => {
  const found = new Map<string, { topic: string; takenFor: string; texts: string[] }>();
  for (const { topic, guess, text } of wrong) {
    const key = `${topic} ${guess}`;
    const pair = found.get(key) ?? { topic, takenFor: guess, texts: [] };
    pair.texts.push(text);
    found.set(key, pair);
  }
  return [...found.values()].filter(({ texts }) => texts.length > 1).sort((a, b) => b.texts.length - a.texts.length);
};

const countsOf = (examples: readonly Example[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { topic } of examples) counts.set(topic, (counts.get(topic) ?? 0) + 1);
  return counts;
};

export const reportOn = (lesson: Lesson): Report => {
  const judged = judge(lesson);
  const wrong = judged.filter(({ topic, guess }) => topic !== guess);
  return {
    examples: judged.length,
    right: 1 - share(wrong.length, judged.length),
    pairs: pairsOf(wrong),
    strangers: wrong.filter(({ p }) => p >= plainly).map(({ text, topic, guess }) => ({ text, topic, nearer: guess })),
    few: [...countsOf(lesson.examples)]
      .filter(([, count]) => count < enough)
      .map(([topic, count]) => ({ topic, count })),
  };
};

export const reportText = ({ examples, right, pairs, strangers, few }: Report): string =>
  [
    `Примеров ${examples}. Без подсказки узнаны ${(100 * right).toFixed(1)} %.`,
    '',
    'Темы, которые путаются (каждый пример проверен без него самого):',
    ...pairs
      .slice(0, shownPairs)
      .flatMap(({ topic, takenFor, texts }) => [
        `  ${topic} → ${takenFor}: ${texts.length}`,
        ...texts.slice(0, 3).map((text) => `    ${text}`),
      ]),
    '',
    'Примеры, которые ближе к чужой теме. Перенесите их или допишите похожие в свою:',
    ...strangers.map(({ text, topic, nearer }) => `  ${topic}: «${text}» ближе к ${nearer}`),
    '',
    few.length === 0
      ? `Примеров хватает: в каждой теме не меньше ${enough}.`
      : `Мало примеров (нужно хотя бы ${enough}): ${few.map(({ topic, count }) => `${topic} ${count}`).join(', ')}.`,
    '',
  ].join('\n');
