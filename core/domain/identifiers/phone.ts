/** Telephone numbers in one spelling: `+7XXXXXXXXXX`; other countries as E.164. */
import { plain } from './plain.ts';
import { refuse, type Reading } from './reading.ts';

export const phoneExample = '+7 912 345-67-89';

/** Kazakhstan shares +7: its codes begin with 6 and 7. */
const ofSeven = /^[346789]/u;
const extension = /(?:доб|вн|ext)[а-яa-z]*\.?\s*\d|#/iu;

/** A number on which an organisation is called for free; nobody lives there. */
export const isHotline = (value: string): boolean => value.startsWith('+7800');

/** `+7XXXXXXXXXX` of ten or eleven digits, or E.164 after a plus; null when it cannot be a number. */
export const phoneOf = (digits: string, plus: boolean): string | null => {
  if (digits.length === 11 && (digits.startsWith('7') || (digits.startsWith('8') && !plus))) {
    return ofSeven.test(digits.slice(1)) ? `+7${digits.slice(1)}` : null;
  }
  if (plus && !digits.startsWith('7'))
    return digits.length >= 8 && digits.length <= 15 && /^[1-9]/u.test(digits) ? `+${digits}` : null;
  return !plus && digits.length === 10 && digits.startsWith('9') ? `+7${digits}` : null;
};

export const maskPhone = (value: string): string =>
  value.startsWith('+7') && value.length === 12
    ? `+7 ••• •••-${value.slice(-4, -2)}-${value.slice(-2)}`
    : `+••• •••${value.slice(-2)}`;

export const readPhone = (typed: string): Reading => {
  const text = plain(typed);
  const digits = text.replace(/\D/gu, '');
  const value = extension.test(text) ? null : phoneOf(digits, text.includes('+'));
  if (value === null) return refuse('wrong-phone');
  return isHotline(value) ? refuse('wrong-phone-hotline') : { ok: true, value, mask: maskPhone(value) };
};
