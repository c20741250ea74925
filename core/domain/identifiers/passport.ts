/**
 * The Russian passport: series and number, date of issue, issuer, read out of one text in any order and with any words
 * around. Four digits of a series (region, year of print) and six of a number; there is no check digit.
 */
import { plain } from './plain.ts';
import type { PersonalValue } from '../personal.ts';

export const passportExample = '4509 123456, 12.03.2015, ОВД района Тверской г. Москвы';

export const passportParts = ['passport', 'passport-date', 'passport-issuer'] as const;
export type PassportPart = (typeof passportParts)[number];

const maxIssuer = 200;
/** Passports of today's kind have been issued since October 1997. */
const firstDay = Date.UTC(1997, 9, 1);

const number = /(?<![\d-])(\d{2})[ -]?(\d{2})[ ,;-]{0,3}(?:номер|ном\.?|№|n)?[ .:]{0,2}(\d{6})(?!\d)/iu;
const day = /(?<!\d)(\d{1,2})[.,/ -](\d{1,2})[.,/ -](\d{4})(?!\d)/u;
const months = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'];
const spokenDay =
  /(?<!\d)(\d{1,2}) (янв|фев|мар|апр|ма|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}\.? (\d{4})(?: ?г(?:ода|\.)?)?(?!\d)/iu;
/** Words of the form, not of the issuer. */
const labels =
  /(?<!\p{L})(?:паспорт(?:ные данные|а)?|рф|россии|серия|номер|выдан[ао]?|дата выдачи|дата|кем|когда|и)(?!\p{L})/giu;

export const maskPassport = (value: string): string => `•• •• •••${value.slice(-3)}`;

/** Always with a letter: a line of dots alone would be no words to read. */
const maskIssuer = (value: string): string => `${/\p{L}/u.exec(value)?.[0] ?? ''}•••`;

const two = (value: number): string => String(value).padStart(2, '0');

const written = (dayOf: number, month: number, year: number): string => `${two(dayOf)}.${two(month)}.${year}`;

const isRealDay = (dayOf: number, month: number, year: number, now: number): boolean => {
  const at = new Date(Date.UTC(year, month - 1, dayOf));
  const real = at.getUTCMonth() === month - 1 && at.getUTCDate() === dayOf;
  return real && at.getTime() >= firstDay && at.getTime() <= now;
};

export interface PassportReading {
  readonly parts: readonly (PersonalValue & { readonly kind: PassportPart })[];
  /** There was a date, and it cannot be the day of issue. */
  readonly impossibleDate: boolean;
}

interface Taken {
  readonly rest: string;
  readonly groups: readonly string[];
}

const take = (text: string, pattern: RegExp): Taken | null => {
  const found = pattern.exec(text);
  if (!found) return null;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  return { rest, groups: found.slice(1).map((group) => group ?? '') };
};

const takeDay = (text: string): (Taken & { readonly date: readonly [number, number, number] }) | null => {
  const figures = take(text, day);
  if (figures) {
    const [dayOf, month, year] = figures.groups.map(Number);
    return { ...figures, date: [dayOf ?? 0, month ?? 0, year ?? 0] };
  }
  const spoken = take(text, spokenDay);
  const [dayOf, name, year] = spoken?.groups ?? [];
  return spoken && { ...spoken, date: [Number(dayOf), months.indexOf((name ?? '').toLowerCase()) + 1, Number(year)] };
};

/** What is left when number, date and the words of the form are taken away. */
const issuerOf = (rest: string): string | null => {
  const text = rest
    .replace(labels, ' ')
    .replace(/№/gu, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s,.;:()-]+|[\s,;:(-]+$/gu, '');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= 3 && text.length <= maxIssuer ? text : null;
};

/** `now` in milliseconds: nobody has a passport issued tomorrow. */
export const readPassport = (typed: string, now: number): PassportReading => {
  const text = plain(typed)
    .replace(/\s+/gu, ' ')
    .slice(0, 2 * maxIssuer);
  const numbered = take(text, number);
  const dated = takeDay(numbered?.rest ?? text);
  const parts: PassportReading['parts'][number][] = [];
  const [a = '', b = '', c = ''] = numbered?.groups ?? [];
  const value = `${a}${b} ${c}`;
  if (numbered && a !== '00') parts.push({ kind: 'passport', value, mask: maskPassport(value) });
  const isReal = dated !== null && isRealDay(...dated.date, now);
  if (isReal) parts.push({ kind: 'passport-date', value: written(...dated.date), mask: `••.••.${dated.date[2]}` });
  const issuer = issuerOf(dated?.rest ?? numbered?.rest ?? text);
  if (issuer !== null) parts.push({ kind: 'passport-issuer', value: issuer, mask: maskIssuer(issuer) });
  return { parts, impossibleDate: dated !== null && !isReal };
};
