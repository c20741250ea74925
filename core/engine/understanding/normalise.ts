/** One spelling for everything people type: case, ё/е, look-alike letters, signs. Linear in the length of the text. */

/** More than this is not read for meaning: the first lines tell what a text is about. */
export const maxRead = 600;

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
const layout = new Map(Array.from(latin, (letter, index) => [letter, cyrillic[index] ?? letter]));

/** A Cyrillic word with single Latin letters that look the same. */
const mended = (word: string): string =>
  /[а-я]/u.test(word) && /[a-z03]/u.test(word)
    ? word.replace(/[a-z03]/gu, (letter) => lookAlikes[letter] ?? letter)
    : word;

/** Lower case, е for ё, no marks: words with single spaces between. */
export const normalise = (text: string): string =>
  text
    .slice(0, maxRead)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map(mended)
    .join(' ');

/** Typed with the English layout on: «ghbdtn» is «привет». Null when the text does not look so. */
export const otherLayout = (text: string): string | null => {
  const head = text.slice(0, maxRead).toLowerCase();
  const letters = head.match(/[a-z]/gu)?.length ?? 0;
  if (letters < 3 || /[а-яё]/u.test(head)) return null;
  return normalise(Array.from(head, (letter) => layout.get(letter) ?? letter).join(''));
};

/** At least one letter or figure: something that can be read. */
export const isReadable = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);
