/**
 * One spelling of figures and of the signs between them. Each sign becomes one sign, so places in the plain text are
 * places in the original.
 */

const strange =
  /[\uff10-\uff19\u00a0\u2000-\u200a\u202f\u205f\u3000\u2010-\u2015\u2212\ufe58\ufe63\uff0d\uff0b\uff20]/gu;

const figures = 0xff10;
const isDash = (code: number): boolean =>
  (code >= 0x2010 && code <= 0x2015) || code === 0x2212 || code === 0xfe58 || code === 0xfe63 || code === 0xff0d;

const plainSign = (sign: string): string => {
  const code = sign.charCodeAt(0);
  if (code >= figures && code <= figures + 9) return String(code - figures);
  if (code === 0xff0b) return '+';
  if (code === 0xff20) return '@';
  return isDash(code) ? '-' : ' ';
};

/** Full-width figures, every kind of space but a line end, every dash: as a keyboard has them. */
export const plain = (text: string): string => text.replace(strange, plainSign);

/** A whole character, also one of two units. */
export const firstSign = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 0x2022);

export const digitsOf = (text: string): string => plain(text).replace(/\D/gu, '');

export const isAllZeros = (digits: string): boolean => /^0+$/u.test(digits);
