/** One spelling for everything people type: case, ё/е, look-alike letters, signs. Linear in the length of the text. */

const lookAlikes: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
  '0': 'о',
  '3': 'з',
};

const latin = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`";
const cyrillic = 'йцукенгшщзхъфывапролджэячсмитьбюё';
const toCyrillic = new Map(Array.from(latin, (letter, index) => [letter, cyrillic[index] ?? letter]));
const toLatin = new Map(Array.from(cyrillic, (letter, index) => [letter, latin[index] ?? letter]));

/** The same keys with the Russian layout on; small letters. */
export const russianKeys = (text: string): string =>
  Array.from(text, (letter) => toCyrillic.get(letter) ?? letter).join('');

/** The same keys with the English layout on; small letters. */
export const englishKeys = (text: string): string =>
  Array.from(text, (letter) => toLatin.get(letter) ?? letter).join('');

const isAlike = (letter: string): boolean => Object.hasOwn(lookAlikes, letter);

/** A Cyrillic word with single Latin letters or figures that look the same; «500» and «pdf» inside it are themselves. */
const mended = (word: string): string => {
  if (!/[а-я]/u.test(word) || !/[a-z03]/u.test(word)) return word;
  const foreign = (word.match(/[a-z]/gu) ?? []).some((letter) => !isAlike(letter));
  const mendable = foreign ? /(?<!\d)[03](?!\d)/gu : /[a-z]|(?<!\d)[03](?!\d)/gu;
  return word.replace(mendable, (letter) => lookAlikes[letter] ?? letter);
};

/** The words of a text, each as it stands there but for its case. */
export const wordsIn = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** The one spelling of such a word. */
export const spellWord = (word: string): string => mended(word.replaceAll('ё', 'е'));

/** Lower case, е for ё, no marks: words with single spaces between. */
export const spell = (text: string): string => wordsIn(text).map(spellWord).join(' ');

/** What was meant when it was typed with the English layout on: «ghbdtn» is «привет». Null when it does not look so. */
export const otherLayout = (text: string): string | null => {
  const typed = text.toLowerCase();
  const letters = typed.match(/[a-z]/gu)?.length ?? 0;
  if (letters < 3 || /[а-яё]/u.test(typed)) return null;
  return spell(russianKeys(typed));
};
