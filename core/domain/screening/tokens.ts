/**
 * A text cut into words and runs of figures, in one pass that never looks back. Everything that screens a text works on
 * these; gaps between them are the signs that stood there.
 */

export interface Token {
  readonly kind: 'word' | 'figures';
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Lower case, е for ё; empty for figures and for what is too long to be a word. */
  readonly word: string;
}

const isFigure = (code: number): boolean => code >= 48 && code <= 57;

const letter = /[\p{L}\p{M}]/u;

const isLetter = (code: number, text: string, at: number): boolean => {
  if (code < 0x80) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  if (code >= 0x400 && code <= 0x52f) return true;
  return code >= 0xaa && letter.test(text[at] ?? '');
};

/** Longest word that is looked at; longer ones are no words of a language. */
const maxWord = 40;

const wordOf = (text: string, start: number, end: number): string => {
  if (end - start > maxWord) return '';
  const word = text.slice(start, end).toLowerCase();
  return word.includes('ё') ? word.replaceAll('ё', 'е') : word;
};

/** `text` as `plain` gives it. */
export const tokensOf = (text: string): readonly Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    const code = text.charCodeAt(at);
    if (isFigure(code)) {
      while (at < text.length && isFigure(text.charCodeAt(at))) at += 1;
      tokens.push({ kind: 'figures', start, end: at, word: '' });
    } else if (isLetter(code, text, at)) {
      while (at < text.length && isLetter(text.charCodeAt(at), text, at)) at += 1;
      tokens.push({ kind: 'word', start, end: at, word: wordOf(text, start, at) });
    } else at += 1;
  }
  return tokens;
};
