/** Words of a text as search compares them, and the words of a question: stems, so that «справкой» finds «справка». */
import { otherLayout, spell, spellWord, wordsIn } from './spelling.ts';
import { stemOf as stemmed } from './stem.ts';

/** Words that nearly every text has; asked beside other words they are not looked for. */
const idle = new Set('и в во на с со у к по о об от до за из для же ли бы а но или не'.split(' '));

const maxQuestion = 200;
const maxWords = 12;
/** A shorter beginning would fit half of all words. */
const shortestBeginning = 3;

/** A vowel that comes and goes before the last letter: «ребенок» and «ребенка», «справка» and «справок» are one word. */
const fleeting = /(?<=[бвгджзклмнпрстфхцчшщ])[ео](?=[кц]$)/u;

/** A shorter stem would lose the only vowel that tells it from others. */
const shortestFleeting = 5;

const stemOf = (word: string): string => {
  const stem = stemmed(word);
  return stem.length < shortestFleeting ? stem : stem.replace(fleeting, '');
};

const split = (spelled: string): readonly string[] => (spelled === '' ? [] : spelled.split(' '));

/** Each stem of a text once; remembers the words met last, which make up most of the next text. */
export const createStemming = (remembered = 20_000): ((text: string) => readonly string[]) => {
  const known = new Map<string, string>();
  const stem = (word: string): string => {
    const before = known.get(word);
    if (before !== undefined) return before;
    if (known.size >= remembered) known.clear();
    const made = stemOf(spellWord(word));
    known.set(word, made);
    return made;
  };
  return (text) => [...new Set(wordsIn(text).map(stem))];
};

/** All of `stems` must be there; `beginning`: the last word, which need not be finished. */
export interface Wanted {
  readonly stems: readonly string[];
  readonly beginning: string | null;
}

const wantedOf = (spelled: string): Wanted | null => {
  const words = split(spelled).slice(0, maxWords);
  const telling = words.filter((word) => !idle.has(word));
  const stems = (telling.length > 0 ? telling : words).map(stemOf);
  const last = stems.at(-1);
  if (last === undefined) return null;
  return last.length < shortestBeginning ? { stems, beginning: null } : { stems: stems.slice(0, -1), beginning: last };
};

/** What is looked for: any of these. Empty when there is no word in the question. */
export const readQuestion = (text: string): readonly Wanted[] => {
  const typed = text.slice(0, maxQuestion);
  const swapped = otherLayout(typed);
  return [spell(typed), ...(swapped === null ? [] : [swapped])].flatMap((spelled) => wantedOf(spelled) ?? []);
};

export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

const snippetLength = 160;
const before = 50;

const isWanted = (stem: string, wanted: readonly Wanted[]): boolean =>
  wanted.some(({ stems, beginning }) => stems.includes(stem) || (beginning !== null && stem.startsWith(beginning)));

/** The part of a text that has the words, on one line, cut between whole characters, the words apart from the rest. */
export const snippetOf = (text: string, wanted: readonly Wanted[]): readonly Piece[] => {
  const line = text.replace(/\s+/gu, ' ').trim();
  const hits = [...line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].filter(([word]) =>
    split(spell(word)).some((part) => isWanted(stemOf(part), wanted)),
  );
  const first = hits[0]?.index ?? 0;
  const from = first <= before ? 0 : line.indexOf(' ', first - before) + 1 || first;
  const to = from + snippetLength;
  const pieces: Piece[] = [];
  const add = (start: number, end: number, hit: boolean): void => {
    const part = line.slice(start, Math.min(end, to));
    if (start < Math.min(end, to)) pieces.push({ text: part.toWellFormed().replace(/\ufffd$/u, ''), hit });
  };
  let done = from;
  if (from > 0) pieces.push({ text: '…', hit: false });
  for (const { 0: word, index } of hits) {
    if (index >= to) break;
    add(done, index, false);
    add(index, index + word.length, true);
    done = index + word.length;
  }
  add(done, line.length, false);
  if (to < line.length) pieces.push({ text: '…', hit: false });
  return pieces;
};
