/** Closed lists: navigation, a call for a person, small talk. A text belongs to one only as a whole. */
import { readings } from './layout.ts';
import { normalise } from './normalise.ts';
import { createLike } from './typos.ts';
import type { Intent } from './understanding.ts';
import {
  callInStory,
  callWords,
  dangerWords,
  notJustAnybody,
  personWords,
  statusAround,
  statusCore,
  statusOpening,
  thanksAround,
  thanksCore,
  waitPhrases,
} from './around-words.ts';
import { phrasesOf } from './words.ts';

/** Longer texts tell a story; a story is not a command. */
const maxWords = 8;

const exact = new Map<string, Intent>(
  Object.entries(phrasesOf).flatMap(([intent, phrases]) =>
    phrases.map((phrase) => [phrase, intent as Intent] as const),
  ),
);

const around: ReadonlySet<string> = new Set(callWords);
const statusWords: ReadonlySet<string> = new Set([...statusCore, ...statusAround]);

const likePerson = createLike(personWords);
const likeCore = createLike(statusCore);
const likeCall = createLike(callWords.filter((word) => word.length > 5));
const likePhrase = createLike([...exact.keys()]);

const isPerson = (word: string): boolean => likePerson(word) !== null;
const isCore = (word: string): boolean => likeCore(word) !== null;

const callsPerson = (words: readonly string[]): boolean =>
  words.some(isPerson) && words.every((word) => isPerson(word) || around.has(word) || likeCall(word) !== null);

const thanks: ReadonlySet<string> = new Set([...thanksCore, ...thanksAround]);
const thanking: ReadonlySet<string> = new Set(thanksCore);

const saysThanks = (words: readonly string[]): boolean =>
  words.some((word) => thanking.has(word)) && words.every((word) => thanks.has(word));

const callsInStory = (text: string): boolean => callInStory.test(text) && !notJustAnybody.test(text);

const asksStatus = (words: readonly string[], text: string): boolean =>
  (words.some(isCore) || statusOpening.test(text)) && words.every((word) => statusWords.has(word) || isCore(word));

/** Slips are forgiven in whole phrases too: «спосибо», «в нчало». */
const nearly = (text: string): Intent | null => exact.get(likePhrase(text) ?? '') ?? null;

const intentOfWords = (text: string): Intent | null => {
  const found = exact.get(text);
  if (found) return found;
  const words = text.split(' ');
  if (callsInStory(text)) return 'operator';
  if (text === '' || words.length > maxWords) return null;
  if (callsPerson(words)) return 'operator';
  if (asksStatus(words, text)) return 'status';
  if (saysThanks(words)) return 'thanks';
  return nearly(text);
};

export const intentOf = (text: string): Intent | null => {
  // Looked for in a story too: whoever writes it may write at length.
  if (dangerWords.test(normalise(text))) return 'danger';
  if (text.length > 200) return null;
  for (const reading of readings(text)) {
    const intent = intentOfWords(reading);
    if (intent) return intent;
  }
  return null;
};

/** «Сколько ждать?», said to the queue. */
export const asksAboutWait = (text: string): boolean => waitPhrases.includes(normalise(text));

/** Nothing stands beside a number but words of a question about status. */
export const aboutStatus = (rest: string): boolean => {
  const text = normalise(rest.replaceAll('№', ' '));
  return text === '' || text.split(' ').every((word) => statusWords.has(word) || isCore(word));
};
