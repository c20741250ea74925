/** ФИО: a surname and a name at least, in any letters, with hyphens, apostrophes and initials. */
import { firstSign } from './plain.ts';
import { refuse, type Reading } from './reading.ts';

export const fullNameExample = 'Иванова Мария Петровна';

const maxLength = 120;
const maxWords = 7;
const opening = /^(?:меня\s+зовут|я|фио|ф\.\s?и\.\s?о\.|это)(?:\s*[:—–-]\s*|\s+)/iu;
const word = /^\p{L}[\p{L}\p{M}]*(?:['’ʼ`-]\p{L}[\p{L}\p{M}]*)*\.?$/u;
/** «Алиев Вагиф оглы»: part of a name that is written small. */
const small = new Set(['оглы', 'оглу', 'кызы', 'кизи', 'угли', 'заде', 'фон', 'ван', 'де', 'да', 'аль', 'ибн', 'бин']);

const capital = (part: string): string => part.replace(/^\p{L}|(?<=['’ʼ`-])\p{L}/gu, (letter) => letter.toUpperCase());

/** Typed in one case throughout it is given the usual capitals; anything else stays as the person writes it. */
const inCapitals = (words: readonly string[]): string => {
  const name = words.join(' ');
  if (name !== name.toLowerCase() && name !== name.toUpperCase()) return name;
  return words
    .map((part) => part.toLowerCase())
    .map((part) => (small.has(part) ? part : capital(part)))
    .join(' ');
};

const maskFullName = (value: string): string =>
  value
    .split(' ')
    .map((part) => `${firstSign(part)}•••`)
    .join(' ');

export const readFullName = (typed: string): Reading => {
  const text = typed.normalize('NFC').trim().replace(/\s+/gu, ' ').replace(opening, '');
  if (text.length > maxLength) return refuse('wrong-full-name');
  // «Иванов И.И.» is two initials.
  const words = text
    .replace(/\.(?=\p{L})/gu, '. ')
    .replace(/[,;]/gu, ' ')
    .split(' ')
    .filter((part) => part !== '');
  if (!words.every((part) => word.test(part)) || words.length > maxWords) return refuse('wrong-full-name-signs');
  if (words.length < 2) return refuse('wrong-full-name-one');
  const value = inCapitals(words);
  return { ok: true, value, mask: maskFullName(value) };
};
