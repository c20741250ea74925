/**
 * The words that are known: those of the examples and of the lexicon. Mends a word with a slip in it, takes apart what
 * was typed without spaces, and tells which reading of Latin letters is Russian.
 */
import { englishKeys } from '../../text/spelling.ts';
import { wordReadings } from './layout.ts';
import { normalise } from './normalise.ts';
import { stemOf } from './stem.ts';
import { distance, sound } from './typos.ts';

export interface Vocabulary {
  has(word: string): boolean;
  /** The words of a text as they were meant. `typed` keeps the letters as they came. */
  read(text: string): readonly ReadWord[];
}

export interface ReadWord {
  readonly typed: string;
  readonly meant: string;
}

/** Endings with which a known stem makes a word nobody has written yet. */
const endings = new Set(
  (
    ' а я о е и ы у ю й ь ой ей ом ем ам ям ах ях ов ев ами ями ого его ому ему ый ий ая яя ое ее ые ие ую юю ых их ым им ыми ими ' +
    'ть ти л ла ло ли ет ит ют ят ут ат ешь ишь ем им ете ите ться тся лся лась лись ась ись ал ала али ил ила или ел ела ели ает яет ует ают яют уют аю яю ую ать ять ить еть уть ал али ание ения ение анием ению ений аний ки ка ку ке кой'
  ).split(' '),
);
const shortWords = new Set('и в с к у о а я'.split(' '));
/** How often a form of a known stem counts as met, when nobody has written it yet. */
const rare = 0.1;
const maxPiece = 18;
const minJoined = 6;
const minMended = 4;

const without = (word: string, at: number): string => word.slice(0, at) + word.slice(at + 1);

const shapes = (word: string): readonly string[] => {
  const made = [word];
  for (let at = 0; at < word.length; at += 1) made.push(without(word, at));
  return made;
};

const isRussian = (word: string): boolean => /^[а-я]+$/u.test(word);

/** From what a word sounds like with one letter left out to the words; made when the first slip is met. */
const bySlips = (words: Iterable<string>): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const word of words) {
    if (!isRussian(word) || word.length < minMended) continue;
    for (const shape of shapes(sound(word))) {
      const list = found.get(shape);
      if (list) list.push(word);
      else found.set(shape, [word]);
    }
  }
  return found;
};

export const createVocabulary = (counts: ReadonlyMap<string, number>): Vocabulary => {
  const stems = new Set<string>();
  const runs = new Set<string>();
  for (const word of counts.keys()) {
    if (!isRussian(word)) continue;
    stems.add(stemOf(word));
    const padded = ` ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) runs.add(padded.slice(at, at + 3));
  }
  let slips: ReadonlyMap<string, readonly string[]> | null = null;

  const has = (word: string): boolean => counts.has(word) || (isRussian(word) && stems.has(stemOf(word)));

  /** How often a piece is met, a form of a known stem being rare; 0 for what is no word. */
  const weightOf = (piece: string): number => {
    if (piece.length === 1) return shortWords.has(piece) ? Math.max(4, counts.get(piece) ?? 0) : 0;
    const count = counts.get(piece);
    if (count !== undefined) return count;
    if (piece.length < 5) return 0;
    for (let cut = 1; cut <= 3; cut += 1) {
      if (endings.has(piece.slice(-cut)) && stems.has(piece.slice(0, -cut).replaceAll('э', 'е'))) return rare;
    }
    return stems.has(piece) ? rare : 0;
  };

  let total = 0;
  for (const count of counts.values()) total += count;
  const unknownLetter = 5.5;

  /** The likeliest way to put spaces into what was typed in one go; null when it holds too little that is known. */
  const split = (word: string): readonly string[] | null => {
    const best = new Float64Array(word.length + 1).fill(Number.POSITIVE_INFINITY);
    const from = new Int32Array(word.length + 1);
    const isKnown = new Uint8Array(word.length + 1);
    best[0] = 0;
    for (let end = 1; end <= word.length; end += 1) {
      for (let start = Math.max(0, end - maxPiece); start < end; start += 1) {
        const weight = weightOf(word.slice(start, end));
        const letters = end - start;
        const cost = weight > 0 ? Math.log(total / weight) + 0.5 : unknownLetter * letters + 3;
        const sum = (best[start] ?? 0) + cost;
        if (sum < (best[end] ?? 0)) {
          best[end] = sum;
          from[end] = start;
          isKnown[end] = weight > 0 ? 1 : 0;
        }
      }
    }
    const pieces: string[] = [];
    let known = 0;
    for (let end = word.length; end > 0; end = from[end] ?? 0) {
      const start = from[end] ?? 0;
      pieces.unshift(word.slice(start, end));
      if (isKnown[end] === 1) known += end - start;
    }
    return pieces.length > 1 && known >= word.length * 0.75 ? pieces : null;
  };

  /** The known word that differs by one slip; the commonest of several. */
  const mended = (word: string): string | null => {
    if (word.length < minMended) return null;
    const heard = sound(word);
    let found: string | null = null;
    let score = Number.NEGATIVE_INFINITY;
    const seen = new Set<string>();
    for (const shape of shapes(heard)) {
      for (const candidate of (slips ??= bySlips(counts.keys())).get(shape) ?? []) {
        if (seen.has(candidate)) continue;
        seen.add(candidate);
        const asHeard = distance(heard, sound(candidate), 1);
        if (asHeard > 1 || (asHeard === 1 && word.length < 5)) continue;
        const asTyped = distance(word, candidate, 2);
        const value =
          -2 * asHeard - asTyped + (word[0] === candidate[0] ? 1 : 0) + 0.2 * Math.log(counts.get(candidate) ?? 1);
        if (value > score || (value === score && found !== null && candidate < found)) {
          score = value;
          found = candidate;
        }
      }
    }
    return found;
  };

  /** How Russian a word looks, 0…1; a known one is 2. */
  const familiar = (word: string): number => {
    if (word === '') return 0;
    if (has(word)) return 2;
    const padded = ` ${word} `;
    let hits = 0;
    for (let at = 0; at + 3 <= padded.length; at += 1) if (runs.has(padded.slice(at, at + 3))) hits += 1;
    return hits / Math.max(padded.length - 2, 1);
  };

  const minFamiliar = 0.4;

  /** A Latin word: as it stands if it is known so, else the reading that looks Russian. */
  const russian = (word: string): string => {
    const plain = normalise(word);
    if (plain === '' || plain.split(' ').every((part) => counts.has(part))) return plain;
    let best = plain;
    let score = 0;
    for (const reading of wordReadings(word)) {
      const letters = reading.replaceAll(' ', '').length;
      const sum = reading.split(' ').reduce((all, part) => all + familiar(part) * part.length, 0) / letters;
      if (sum >= minFamiliar && sum > score) [best, score] = [reading, sum];
    }
    return best;
  };

  const readWord = (word: string): readonly ReadWord[] => {
    if (!isRussian(word) || has(word)) return [{ typed: word, meant: word }];
    const close = mended(word);
    if (close !== null) return [{ typed: word, meant: close }];
    const pieces = word.length >= minJoined ? split(word) : null;
    if (pieces) return pieces.map((piece) => ({ typed: piece, meant: has(piece) ? piece : (mended(piece) ?? piece) }));
    const other = englishKeys(word);
    return [{ typed: word, meant: counts.has(other) ? other : word }];
  };

  /** «ошибка500», «толькоpdf»: letters and figures that nobody writes together are read apart. */
  const unlike = (word: string): readonly string[] =>
    isRussian(word) || word.length < minJoined || counts.has(word)
      ? [word]
      : (word.match(/[а-я]+|[a-z]+|\d+|[^а-яa-z\d]+/gu) ?? [word]);

  const read = (text: string): readonly ReadWord[] => {
    const cyrillic = text
      .split(/\s+/u)
      .map((word) => (/[a-z]/iu.test(word) && !/[а-яё]/iu.test(word) ? russian(word) : word))
      .join(' ');
    return normalise(cyrillic)
      .split(' ')
      .flatMap((word) => (word === '' ? [] : unlike(word).flatMap(readWord)));
  };
  return { has, read };
};
