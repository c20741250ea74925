/** `phrases.yml`: every sentence of the bot and the desk. Facts are put in here, other values when it is said. */
import type { Organisation } from '../../domain/organisation.ts';
import { knowsTimeMark } from '../hours-words.ts';
import { fill, marksOf } from '../phrase.ts';
import { phraseKeys, requiredPhrases } from '../phrase-keys.ts';
import type { Problem } from '../problem.ts';
import type { Phrases } from '../types.ts';
import { checkShape } from './check-shape.ts';
import { phrasesShape } from './shapes.ts';
import type { Source } from './source.ts';
import { labelProblem } from './labels.ts';
import { factProblems } from './facts.ts';

/** The one label that is the same everywhere: instructions, the widget and people refer to it. */
const operatorLabel = 'Перейти к оператору';

const factOf = (organisation: Organisation, name: string): string | null => {
  if (name === 'organisation') return organisation.name;
  return organisation.contacts.find(({ id }) => `contact.${id}` === name)?.value ?? null;
};

/** Filled in here, or when it is said. */
const isFact = (organisation: Organisation, name: string): boolean =>
  factOf(organisation, name) !== null || knowsTimeMark(organisation, name);

const keyProblems = (source: Source, texts: Phrases): readonly Problem[] => [
  ...requiredPhrases
    .filter((key) => !Object.hasOwn(texts, key))
    .map((key) => source.problem([], `Нет фразы «${key}».`, `Допишите строку «${key}: …».`)),
  ...Object.keys(texts)
    .filter((key) => !Object.hasOwn(phraseKeys, key))
    .map((key) => source.problem([key], `Неизвестная фраза «${key}».`, 'Исправьте опечатку или уберите строку.')),
];

const markProblems = (source: Source, texts: Phrases, organisation: Organisation): readonly Problem[] =>
  requiredPhrases.flatMap((key) => {
    const allowed: readonly string[] = phraseKeys[key];
    return marksOf(texts[key] ?? '')
      .filter((name) => !allowed.includes(name) && !isFact(organisation, name))
      .map((name) => {
        const known = ['organisation', 'contact.<имя>', 'hours.<линия>', 'now.<линия>', 'deadline.<срок>', ...allowed]
          .map((mark) => `{${mark}}`)
          .join(', ');
        return source.problem([key], `Вставки {${name}} в этой фразе нет.`, `Здесь можно: ${known}.`);
      });
  });

const wordProblems = (source: Source, texts: Phrases): readonly Problem[] =>
  Object.entries(texts).flatMap(([key, text]) => {
    if (!key.startsWith('button-')) return factProblems(source, [key], text);
    if (key === 'button-operator' && text !== operatorLabel) {
      return [source.problem([key], `Кнопка называется «${text}».`, `Она везде называется «${operatorLabel}».`)];
    }
    return labelProblem(source, [key], text);
  });

export const readPhrases = (
  source: Source,
  organisation: Organisation,
): { phrases: Phrases; problems: readonly Problem[] } => {
  const checked = checkShape(source, phrasesShape, source.data);
  if ('problems' in checked) return { phrases: {}, problems: checked.problems };
  const problems = [
    ...keyProblems(source, checked.data),
    ...markProblems(source, checked.data, organisation),
    ...wordProblems(source, checked.data),
  ];
  const withFacts = Object.entries(checked.data).map(([key, text]) => [
    key,
    fill(text, (name) => factOf(organisation, name)),
  ]);
  return { phrases: Object.fromEntries(withFacts) as Phrases, problems };
};
