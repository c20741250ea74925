/** `lexicon.yml`: groups of words that mean one thing. The file may be left out. */
import type { Problem } from '../problem.ts';
import type { Lexicon } from '../understanding/lexicon.ts';
import { normalise } from '../understanding/normalise.ts';
import { checkShape } from './check-shape.ts';
import { lexiconShape } from './shapes.ts';
import type { Source } from './source.ts';

/** A word, or words in a row; «*» stands after the beginning of a word, of at least three letters. */
const readable = /^[\p{L}\p{N}][\p{L}\p{N}\p{P}\p{S} ]*$/u;
const minBeginning = 3;

const wordProblem = (written: string): readonly [string, string] | null => {
  if (!readable.test(written) || normalise(written) === '') {
    return [`«${written}» не похоже на слово.`, 'Впишите слово или несколько слов через пробел.'];
  }
  const stars = written.split(/\s+/u).filter((part) => part.includes('*'));
  if (stars.some((part) => !part.endsWith('*') || part.indexOf('*') < minBeginning)) {
    return [
      `«${written}»: звёздочка стоит не там.`,
      `Звёздочка ставится после начала слова, не короче ${minBeginning} букв: мошенни*.`,
    ];
  }
  return null;
};

const ofGroup = (source: Source, group: string, words: readonly string[]): readonly Problem[] =>
  words.flatMap((written, at) => {
    const path = ['concepts', group, at];
    const wrong = wordProblem(written);
    if (wrong) return [source.problem(path, ...wrong)];
    const first = words.findIndex(
      (other) => normalise(other) === normalise(written) && other.endsWith('*') === written.endsWith('*'),
    );
    return first < at
      ? [source.problem(path, `Слово «${written}» стоит в группе дважды.`, 'Уберите одно из двух.')]
      : [];
  });

export const readLexicon = (source: Source): { lexicon: Lexicon; problems: readonly Problem[] } => {
  const checked = checkShape(source, lexiconShape, source.data);
  if ('problems' in checked) return { lexicon: [], problems: checked.problems };
  const groups = Object.entries(checked.data.concepts);
  return {
    lexicon: groups.map(([id, words]) => ({ id, words })),
    problems: groups.flatMap(([id, words]) => ofGroup(source, id, words)),
  };
};
