/**
 * Which numbers in free text are personal. СНИЛС and cards tell themselves by their check; ИНН and паспорт need a check
 * or a grouping and a word that names them; a phone is told by its shape. Numbers of things stay readable.
 */
import { isCard, maskCard } from '../identifiers/card.ts';
import { isInn, maskInn } from '../identifiers/inn.ts';
import { isHotline, maskPhone, phoneOf } from '../identifiers/phone.ts';
import { maskPassport } from '../identifiers/passport.ts';
import { isSnils, isUncheckedSnils, maskSnils } from '../identifiers/snils.ts';
import type { PersonalValue, Spotted } from '../personal.ts';
import { isNamed, isThing, wordsBefore, type Reader } from './context.ts';
import { goesOn, windowsFrom, type Window } from './runs.ts';

type Matcher = (reader: Reader, window: Window) => PersonalValue | null;

const snilsShapes = new Set(['11', '3-3-3-2', '9-2', '3-3-5', '3-6-2', '3-3-2-3']);
const phoneShapes = new Set([
  '11',
  '1-10',
  '1-3-7',
  '1-3-3-4',
  '1-3-3-2-2',
  '1-3-2-2-3',
  '1-4-6',
  '1-4-2-2-2',
  '1-5-5',
  '1-3-2-5',
  '4-3-2-2',
  '4-3-4',
  '4-7',
]);
const shortPhoneShapes = new Set(['3-7', '3-3-4', '3-3-2-2', '3-2-2-3', '3-2-5']);
const cardShapes = new Set(['16', '4-4-4-4', '15', '4-6-5', '18', '19', '4-4-4-4-2', '4-4-4-4-3', '8-8']);
const passportShapes = new Set(['4-6', '2-2-6', '2-8', '10', '4-3-3', '2-2-3-3']);
const abroadShapes = new Set(['2-7', '9']);

const snils: Matcher = (reader, window) => {
  const { digits, shape, from, to } = window;
  if (digits.length !== 11) return null;
  const grouped = shape === '3-3-3-2';
  const named = isNamed(reader, from, to, 'snils');
  // A slip in it makes it no less personal, when it is called by its name.
  const told = named || (snilsShapes.has(shape) && isSnils(digits) && (grouped || !isUncheckedSnils(digits)));
  if (!told || (!named && !grouped && isThing(reader, from)) || /^0+$/u.test(digits)) return null;
  const value = `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6, 9)} ${digits.slice(9)}`;
  return { kind: 'snils', value, mask: maskSnils(digits) };
};

const isMine = (reader: Reader, from: number): boolean => {
  const [nearest, second] = wordsBefore(reader, from, 2);
  return nearest === 'номер' && (second === 'мой' || second === 'мои');
};

const phone: Matcher = (reader, window) => {
  const { digits, shape, plus, from, to } = window;
  const value = phoneOf(digits, plus);
  if (value === null || isHotline(value)) return null;
  const found: PersonalValue = { kind: 'phone', value, mask: maskPhone(value) };
  if (plus) return found;
  const named = isNamed(reader, from, to, 'phone') || isMine(reader, from);
  if (digits.length === 10) return named || shortPhoneShapes.has(shape) ? found : null;
  if (!phoneShapes.has(shape) && !named) return null;
  return named || shape !== '11' || !isThing(reader, from) ? found : null;
};

const card: Matcher = (reader, window) => {
  const { digits, shape, from, to } = window;
  if (!cardShapes.has(shape) || !isCard(digits)) return null;
  const named = isNamed(reader, from, to, 'card');
  if (!named && (goesOn(reader, window) || isThing(reader, from))) return null;
  return { kind: 'card', value: digits, mask: maskCard(digits) };
};

const inn: Matcher = (reader, { digits, from, to }) =>
  isInn(digits) && isNamed(reader, from, to, 'inn') ? { kind: 'inn', value: digits, mask: maskInn(digits) } : null;

/** Named right before: nothing but the words of the form between. */
const isCalledPassport = (reader: Reader, from: number): boolean => {
  for (const word of wordsBefore(reader, from)) {
    if (/^(?:паспорт|сери|загран)/u.test(word)) return true;
    if (!/^(?:номер|рф|мой|моего|данные|и|n)$/u.test(word)) return false;
  }
  return false;
};

const passport: Matcher = (reader, { digits, shape, from, to }) => {
  const value = `${digits.slice(0, -6)} ${digits.slice(-6)}`;
  const found: PersonalValue = { kind: 'passport', value, mask: maskPassport(value) };
  if (abroadShapes.has(shape)) {
    const abroad = `${digits.slice(0, 2)} ${digits.slice(2)}`;
    const called = wordsBefore(reader, from).some((word) => word.startsWith('загран'));
    return called ? { ...found, value: abroad, mask: maskPassport(abroad) } : null;
  }
  if (digits.length !== 10 || !passportShapes.has(shape)) return null;
  return (shape === '10' ? isCalledPassport(reader, from) : isNamed(reader, from, to, 'passport')) ? found : null;
};

/** In the order in which they are believed: a phone that happens to pass the check of СНИЛС is a phone. */
const matchers: readonly Matcher[] = [phone, snils, card, inn, passport];
const named: readonly Matcher[] = [snils, phone, card, inn, passport];

const match = (reader: Reader, window: Window): Spotted | null => {
  const order = window.digits.length === 11 && isNamed(reader, window.from, window.to, 'snils') ? named : matchers;
  for (const matcher of order) {
    const found = matcher(reader, window);
    if (found) return { ...found, start: window.start, end: window.end };
  }
  return null;
};

/** «серия 4509 номер 123456»: two numbers with a word between. */
const seriesAndNumber = (reader: Reader, window: Window): { found: Spotted; to: number } | null => {
  if (window.digits.length !== 4 || !wordsBefore(reader, window.from).some((word) => /^(?:сери|паспорт)/u.test(word))) {
    return null;
  }
  const { text, tokens } = reader;
  const next = tokens[window.to + 1];
  const isWord = next?.kind === 'word' && /^(?:номер|ном|n)$/u.test(next.word);
  const last = isWord ? window.to + 2 : window.to + 1;
  const number = tokens[last];
  if (number?.kind !== 'figures' || number.end - number.start !== 6 || number.start - window.end > 12) return null;
  const value = `${window.digits} ${text.slice(number.start, number.end)}`;
  return {
    found: { kind: 'passport', value, mask: maskPassport(value), start: window.start, end: number.end },
    to: last,
  };
};

export const spotNumbers = (reader: Reader): readonly Spotted[] => {
  const spotted: Spotted[] = [];
  let at = 0;
  while (at < reader.tokens.length) {
    let next = at + 1;
    if (reader.tokens[at]?.kind === 'figures') {
      for (const window of windowsFrom(reader, at)) {
        const pair = seriesAndNumber(reader, window);
        const found = pair?.found ?? match(reader, window);
        if (!found) continue;
        spotted.push(found);
        next = (pair?.to ?? window.to) + 1;
        break;
      }
    }
    at = next;
  }
  return spotted;
};
