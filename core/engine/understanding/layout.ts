/**
 * Russian that was typed with Latin letters: the keyboard on the wrong layout («ghbdtn»), or by sound («ne mogu voyti»).
 * Owns how such a text would be read each way; which reading is right is decided by whoever knows the words.
 */
import { russianKeys } from '../../text/spelling.ts';
import { maxRead, normalise, otherLayout } from './normalise.ts';

/** Longest first: «shch» before «sh». */
const bySound: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['yo', 'е'],
  ['jo', 'е'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ju', 'ю'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['ye', 'е'],
  ['je', 'е'],
  ['ck', 'к'],
  ['ph', 'ф'],
  ...Array.from("abcdefghijklmnopqrstuvwxz'", (letter, index): readonly [string, string] => [
    letter,
    'абцдефгхийклмнопкрстуввхзь'[index] ?? letter,
  ]),
];
const startingWith = new Map<string, (readonly [string, string])[]>();
for (const rule of bySound) {
  const first = rule[0][0] ?? '';
  startingWith.set(first, [...(startingWith.get(first) ?? []), rule]);
}

const readBySound = (word: string): string => {
  let read = '';
  for (let at = 0; at < word.length;) {
    const rule = startingWith.get(word[at] ?? '')?.find(([from]) => word.startsWith(from, at));
    if (rule) {
      read += rule[1];
      at += rule[0].length;
      continue;
    }
    // A lone «y»: «й» after a vowel, «ы» after anything else.
    const letter = word[at] ?? '';
    read += letter === 'y' ? (/[аеиоуыэюя]$/u.test(read) ? 'й' : 'ы') : letter;
    at += 1;
  }
  return read;
};

const isLatin = (text: string): boolean => (text.match(/[a-z]/gu)?.length ?? 0) >= 3 && !/[а-яё]/u.test(text);

/** Typed by sound: «operatora» is «оператора». Null when the text does not look so. */
const bySoundOf = (text: string): string | null => {
  const head = text.slice(0, maxRead).toLowerCase();
  return isLatin(head) ? normalise(readBySound(head)) : null;
};

/** Every way a text may have been meant, the way it was typed first. */
export const readings = (text: string): readonly string[] =>
  [normalise(text), otherLayout(text), bySoundOf(text)].flatMap((reading) => reading ?? []);

/** Ways one Latin word of a longer text may be read in Cyrillic; a mark at its end may be a mark, or a letter. */
export const wordReadings = (word: string): readonly string[] => {
  const lower = word.toLowerCase();
  const bare = lower.replace(/[,.;:!?'"\])]+$/u, '');
  const layouts = bare === lower ? [lower] : [lower, bare];
  return [...layouts.map((keys) => normalise(russianKeys(keys))), normalise(readBySound(lower))];
};
