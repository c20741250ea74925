/** What is compared of a text: stems of its words and runs of three and four letters, which survive slips. */
import { stemOf } from '../../text/stem.ts';

const maxFeatures = 2000;
/** Of longer words only the beginning is compared. */
const maxWord = 40;

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
    if (!idle.has(word)) features.push(`w:${stemOf(word)}`);
    if (idle.has(word)) continue;
    const padded = ` ${word.slice(0, maxWord)} `;
    for (const size of [3, 4]) {
      for (let at = 0; at + size <= padded.length; at += 1) features.push(`c:${padded.slice(at, at + size)}`);
    }
  }
  return features;
};

/** Share of a letter run beside a whole stem. */
export const weightOf = (feature: string): number => (feature.startsWith('w:') ? 1 : 0.5);
