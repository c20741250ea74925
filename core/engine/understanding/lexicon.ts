/** Groups of words that mean one thing (`scenarios/lexicon.yml`), and where they stand in a text. */
import { normalise } from './normalise.ts';
import { stemOf } from './stem.ts';

export interface Concept {
  readonly id: string;
  /** As the author wrote them: a word in any of its forms, several words in a row, or the beginning of a word with «*». */
  readonly words: readonly string[];
}

export type Lexicon = readonly Concept[];

export interface Concepts {
  /** For every word the concepts it belongs to; the words of a phrase share its concepts. */
  at(stems: readonly string[], words: readonly string[]): readonly (readonly string[])[];
}

interface Phrase {
  readonly parts: readonly Part[];
  readonly concept: string;
}

interface Part {
  readonly text: string;
  readonly isBeginning: boolean;
}

const minBeginning = 2;

const partsOf = (written: string): readonly Part[] =>
  written
    .trim()
    .split(/\s+/u)
    .flatMap((word) => {
      const isBeginning = word.endsWith('*');
      const normal = normalise(word);
      return normal
        .split(' ')
        .filter((part) => part !== '')
        .map((part, at, all) =>
          isBeginning && at === all.length - 1
            ? { text: part, isBeginning }
            : { text: stemOf(part), isBeginning: false },
        );
    });

/** Words of the lexicon in full, for whoever wants to know what words there are. */
export const lexiconWords = (lexicon: Lexicon): readonly string[] =>
  lexicon.flatMap(({ words }) =>
    words.flatMap((word) =>
      word
        .split(/\s+/u)
        .filter((part) => !part.endsWith('*'))
        .flatMap((part) => normalise(part).split(' ')),
    ),
  );

const fits = (part: Part, stem: string, word: string): boolean =>
  part.isBeginning ? word.startsWith(part.text) : stem === part.text;

const push = (map: Map<string, string[]>, key: string, value: string): void => {
  const list = map.get(key);
  if (!list) map.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
};

export const createConcepts = (lexicon: Lexicon): Concepts => {
  const byStem = new Map<string, string[]>();
  const byBeginning = new Map<string, string[]>();
  const phrasesByStem = new Map<string, Phrase[]>();
  const phrasesByBeginning: Phrase[] = [];
  for (const { id, words } of lexicon) {
    for (const written of words) {
      const parts = partsOf(written);
      const [first] = parts;
      if (!first) continue;
      if (parts.length > 1) {
        const phrase = { parts, concept: id };
        if (first.isBeginning) phrasesByBeginning.push(phrase);
        else phrasesByStem.set(first.text, [...(phrasesByStem.get(first.text) ?? []), phrase]);
      } else push(first.isBeginning ? byBeginning : byStem, first.text, id);
    }
  }
  const longest = Math.max(0, ...[...byBeginning.keys()].map((text) => text.length));

  const ofWord = (stem: string, word: string): string[] => {
    const found = [...(byStem.get(stem) ?? [])];
    for (let length = minBeginning; length <= Math.min(word.length, longest); length += 1) {
      for (const id of byBeginning.get(word.slice(0, length)) ?? []) if (!found.includes(id)) found.push(id);
    }
    return found;
  };

  const at = (stems: readonly string[], words: readonly string[]): readonly (readonly string[])[] => {
    const found = words.map((word, index) => ofWord(stems[index] ?? '', word));
    for (let index = 0; index < words.length; index += 1) {
      const candidates = [...(phrasesByStem.get(stems[index] ?? '') ?? []), ...phrasesByBeginning];
      for (const { parts, concept } of candidates) {
        if (!parts.every((part, step) => fits(part, stems[index + step] ?? '', words[index + step] ?? ''))) continue;
        for (let step = 0; step < parts.length; step += 1) {
          const list = found[index + step];
          if (list && !list.includes(concept)) list.push(concept);
        }
      }
    }
    return found;
  };
  return { at };
};
