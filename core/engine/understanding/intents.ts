/** Closed lists: navigation, a call for a person, small talk. A text belongs to one only as a whole. */
import { normalise, otherLayout } from './normalise.ts';
import { isLike } from './typos.ts';
import type { Intent } from './understanding.ts';
import {
  callWords,
  dangerWords,
  personWords,
  phrasesOf,
  statusAround,
  statusCore,
  statusOpening,
  waitPhrases,
} from './words.ts';

/** Longer texts tell a story; a story is not a command. */
const maxWords = 8;

const exact = new Map<string, Intent>(
  Object.entries(phrasesOf).flatMap(([intent, phrases]) =>
    phrases.map((phrase) => [phrase, intent as Intent] as const),
  ),
);

const persons: ReadonlySet<string> = new Set(personWords);
const around: ReadonlySet<string> = new Set(callWords);
const statusWords: ReadonlySet<string> = new Set([...statusCore, ...statusAround]);
const cores: ReadonlySet<string> = new Set(statusCore);

const isPerson = (word: string): boolean => persons.has(word) || personWords.some((known) => isLike(word, known));
const isCore = (word: string): boolean => cores.has(word) || statusCore.some((known) => isLike(word, known));

const callsPerson = (words: readonly string[]): boolean =>
  words.some(isPerson) &&
  words.every(
    (word) => isPerson(word) || around.has(word) || callWords.some((known) => known.length > 5 && isLike(word, known)),
  );

const asksStatus = (words: readonly string[], text: string): boolean =>
  (words.some(isCore) || statusOpening.test(text)) && words.every((word) => statusWords.has(word) || isCore(word));

/** Slips are forgiven in whole phrases too: «спосибо», «в нчало». */
const nearly = (text: string): Intent | null => {
  if (text.length < 5) return null;
  for (const [phrase, intent] of exact) if (phrase.length >= 5 && isLike(text, phrase)) return intent;
  return null;
};

const intentOfWords = (text: string): Intent | null => {
  const found = exact.get(text);
  if (found) return found;
  const words = text.split(' ');
  if (text === '' || words.length > maxWords) return null;
  if (callsPerson(words)) return 'operator';
  if (asksStatus(words, text)) return 'status';
  return nearly(text);
};

export const intentOf = (text: string): Intent | null => {
  // Looked for in a story too: whoever writes it may write at length.
  if (dangerWords.test(normalise(text))) return 'danger';
  if (text.length > 200) return null;
  const other = otherLayout(text);
  return intentOfWords(normalise(text)) ?? (other === null ? null : intentOfWords(other));
};

/** «Сколько ждать?», said to the queue. */
export const asksAboutWait = (text: string): boolean => waitPhrases.includes(normalise(text));

/** Nothing stands beside a number but words of a question about status. */
export const aboutStatus = (rest: string): boolean => {
  const text = normalise(rest.replaceAll('№', ' '));
  return text === '' || text.split(' ').every((word) => statusWords.has(word) || isCore(word));
};
