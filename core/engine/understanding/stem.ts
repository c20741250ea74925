/** Stems, remembered: people use few words and use them often. */
import { stemOf as stemmed } from '../../text/stem.ts';

const maxKnown = 20_000;
const known = new Map<string, string>();

/** What was stemmed before and kept. */
export const rememberStems = (words: Iterable<readonly [word: string, stem: string]>): void => {
  for (const [word, stem] of words) known.set(word, stem);
};

/** «э» and «е» are one letter here: by sound both are typed «e». */
export const stemOf = (word: string): string => {
  const found = known.get(word);
  if (found !== undefined) return found;
  const stem = stemmed(word).replaceAll('э', 'е');
  if (known.size >= maxKnown) known.clear();
  known.set(word, stem);
  return stem;
};
