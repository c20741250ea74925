/** ИНН: ten digits of an organisation or twelve of a person, each with check digits (приказ ФНС ЕД-7-14/559@). */
import { digitsOf, isAllZeros } from './plain.ts';
import { refuse, type Reading } from './reading.ts';

export const innExample = '500100732259';

const tenth = [2, 4, 10, 3, 5, 9, 4, 6, 8];
const eleventh = [7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
const twelfth = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

const check = (digits: string, weights: readonly number[]): boolean => {
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return (sum % 11) % 10 === Number(digits[weights.length]);
};

export const isInn = (digits: string): boolean => {
  if (isAllZeros(digits)) return false;
  if (digits.length === 10) return check(digits, tenth);
  return digits.length === 12 && check(digits, eleventh) && check(digits, twelfth);
};

export const maskInn = (digits: string): string => `${'•'.repeat(digits.length - 4)}${digits.slice(-4)}`;

export const readInn = (typed: string): Reading => {
  const digits = digitsOf(typed);
  if (digits.length !== 10 && digits.length !== 12) return refuse('wrong-inn');
  return isInn(digits) ? { ok: true, value: digits, mask: maskInn(digits) } : refuse('wrong-inn-check');
};
