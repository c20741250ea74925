/** What is compared of a text: stems of its words and runs of three and four letters, which survive slips. */
// @ts-expect-error The package describes the whole of itself alone, which would load databases; this file has no types.
import stemmer from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';

const porter: { stem(word: string): string } = stemmer;

const maxFeatures = 2000;
const maxStem = 40;

/** Words that say nothing about a topic. */
const idle = new Set(
  'и в во на с со у к по о об от до за из для же ли бы то это этот эта эти а но или я мне меня мой моя мои вы вас вам ваш ваша'.split(
    ' ',
  ),
);

export const featuresOf = (normal: string): readonly string[] => {
  const features: string[] = [];
  for (const word of normal.split(' ')) {
    if (word === '' || features.length > maxFeatures) continue;
    if (!idle.has(word)) features.push(`w:${word.length > maxStem ? word.slice(0, maxStem) : porter.stem(word)}`);
    if (idle.has(word)) continue;
    const padded = ` ${word.slice(0, maxStem)} `;
    for (const size of [3, 4]) {
      for (let at = 0; at + size <= padded.length; at += 1) features.push(`c:${padded.slice(at, at + size)}`);
    }
  }
  return features;
};

/** Share of a letter run beside a whole stem. */
export const weightOf = (feature: string): number => (feature.startsWith('w:') ? 1 : 0.5);
