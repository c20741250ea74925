/**
 * СНИЛС: eleven digits `XXX-XXX-XXX YY`, YY from the sum Σ d[i]·(9−i) of the nine before
 * (постановление Правления ПФ РФ, ConsultantPlus 124607). Numbers up to 001-001-998 were given without a check.
 */
import { digitsOf, isAllZeros } from './plain.ts';
import { refuse, type Reading } from './reading.ts';

export const snilsExample = '123-456-789 64';

/** Up to here no check digits were given. */
const lastUnchecked = '001001998';

const checkOf = (nine: string): number => {
  let sum = 0;
  for (let at = 0; at < 9; at += 1) sum += Number(nine[at]) * (9 - at);
  const rest = sum % 101;
  return rest === 100 ? 0 : rest;
};

/** The nine digits are older than check digits: nothing tells the number from any other. */
export const isUncheckedSnils = (digits: string): boolean => digits.slice(0, 9) <= lastUnchecked;

export const isSnils = (digits: string): boolean => {
  if (digits.length !== 11 || isAllZeros(digits.slice(0, 9))) return false;
  return isUncheckedSnils(digits) || checkOf(digits.slice(0, 9)) === Number(digits.slice(9));
};

export const maskSnils = (digits: string): string => `•••-•••-•${digits.slice(7, 9)} ${digits.slice(9)}`;

export const readSnils = (typed: string): Reading => {
  const digits = digitsOf(typed);
  if (digits.length !== 11) return refuse('wrong-snils');
  if (!isSnils(digits)) return refuse('wrong-snils-check');
  const value = `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6, 9)} ${digits.slice(9)}`;
  return { ok: true, value, mask: maskSnils(digits) };
};
