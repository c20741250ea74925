/**
 * What is compared of a text. Stems and pairs of neighbouring stems carry the sense, runs of letters survive slips,
 * concepts of the lexicon join what people call by different names, codes are told apart by their kind.
 */
import type { Concepts } from './lexicon.ts';
import { stemOf } from './stem.ts';
import type { ReadWord } from './vocabulary.ts';

const maxWords = 120;
const maxPaired = 7;

export type Kind = 'word' | 'pair' | 'letters' | 'concept' | 'concepts';

/** The first sign of a feature tells its kind. */
const kinds: Readonly<Record<string, Kind>> = { w: 'word', b: 'pair', c: 'letters', k: 'concept', p: 'concepts' };

const weights: Readonly<Record<Kind, number>> = { word: 1, pair: 0.7, letters: 0.2, concept: 2.2, concepts: 1 };

export const kindOf = (feature: string): Kind => kinds[feature[0] ?? ''] ?? 'word';

export const weightOf = (feature: string): number => weights[kindOf(feature)];

/** «502» is an error of a server, a longer number is some number. */
const codeOf = (word: string): string | null => {
  if (!/^\d+$/u.test(word)) return null;
  if (/^[45]\d\d$/u.test(word)) return 'w:#code';
  return `w:#${Math.min(word.length, 5)}`;
};

const letters = (word: string, into: string[]): void => {
  const padded = ` ${word.slice(0, 40)} `;
  for (let size = 3; size <= 5; size += 1) {
    for (let at = 0; at + size <= padded.length; at += 1) into.push(`c${padded.slice(at, at + size)}`);
  }
};

export const featuresOf = (read: readonly ReadWord[], concepts: Concepts): readonly string[] => {
  const said = read.slice(0, maxWords);
  const words = said.map(({ meant }) => meant);
  const stems = words.map(stemOf);
  const found = concepts.at(stems, words);
  const features: string[] = [];
  const units: string[] = ['^'];
  const met: string[] = [];
  for (const [at, { typed, meant }] of said.entries()) {
    const stem = stems[at] ?? '';
    const ids = found[at] ?? [];
    for (const id of ids) {
      if (met.includes(id)) continue;
      met.push(id);
      features.push(`k:${id}`);
    }
    features.push(`w:${stem}`);
    const code = codeOf(meant);
    if (code !== null) features.push(code);
    letters(meant, features);
    if (typed !== meant) letters(typed, features);
    units.push(ids[0] === undefined ? stem : `@${ids[0]}`);
  }
  units.push('$');
  for (let at = 1; at < units.length; at += 1) features.push(`b:${units[at - 1]} ${units[at]}`);
  const paired = met.slice(0, maxPaired).sort();
  for (const [at, one] of paired.entries())
    for (const other of paired.slice(at + 1)) features.push(`p:${one}+${other}`);
  return features;
};
