/**
 * The answer to a personal question. What was asked is looked for more readily than in free text: 9161234567 is a phone
 * there. What is not it is hidden all the same: a slip in a number leaves it as personal as it was.
 */
import { readEmail } from '../identifiers/email.ts';
import { readFullName } from '../identifiers/full-name.ts';
import { readInn } from '../identifiers/inn.ts';
import { passportParts, readPassport } from '../identifiers/passport.ts';
import { readPhone } from '../identifiers/phone.ts';
import { plain } from '../identifiers/plain.ts';
import type { IdentifierProblem, Reading } from '../identifiers/reading.ts';
import { readSnils } from '../identifiers/snils.ts';
import type { Masked, PersonalKind, PersonalValue } from '../personal.ts';
import { screen, type Screened, type ScreenRules } from './screen.ts';

/** What a question of a form may ask of a person. */
export const personalQuestions = ['full-name', 'snils', 'inn', 'passport', 'phone', 'email'] as const;
export type PersonalQuestion = (typeof personalQuestions)[number];

export const isPersonal = (kind: string): kind is PersonalQuestion =>
  personalQuestions.some((question) => question === kind);

export interface Asked {
  readonly kind: PersonalQuestion;
  /** Parts of a passport that are there already. */
  readonly known: readonly PersonalKind[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface ScreenedAnswer extends Screened {
  /** Places in `found` of what was asked for; none when there is a problem alone. */
  readonly parts: readonly number[];
  readonly problem: IdentifierProblem | null;
}

/** Kinds that stand in words: free text is not searched for them, they come as answers alone. */
const inWords: readonly PersonalKind[] = ['full-name', 'passport-issuer', 'unread'];

const longest = 300;

const readers: Readonly<Record<Exclude<PersonalQuestion, 'passport'>, (typed: string) => Reading>> = {
  'full-name': readFullName,
  snils: readSnils,
  inn: readInn,
  phone: readPhone,
  email: readEmail,
};

/** From the first figure (or plus) to the last one. */
const numberIn = /[+(]?\d(?:[\s\S]*\d)?/u;
const unreadNumber = /\d(?:[ .()-]{0,2}\d){3,}/gu;

/** Whatever figures are left of an answer that was not understood. */
const hideUnread = (screened: Screened): Screened => {
  const hidden: PersonalValue[] = [];
  const text = plain(screened.text).replace(unreadNumber, (digits) => {
    const mask = `•••${digits.slice(-2)}`;
    hidden.push({ kind: 'unread', value: digits, mask });
    return mask;
  });
  if (hidden.length === 0) return screened;
  const found = [...screened.found, ...hidden].sort((a, b) => text.indexOf(a.mask) - text.indexOf(b.mask));
  return { ...screened, text, found };
};

const only = (value: PersonalValue, dropped: boolean): ScreenedAnswer => ({
  text: value.mask,
  found: [value],
  dropped,
  parts: [0],
  problem: null,
});

const passport = (text: string, asked: Asked, screened: Screened): ScreenedAnswer => {
  const { parts, impossibleDate } = readPassport(text, asked.now);
  // Words alone are an issuer only to somebody who has begun.
  const begun = asked.known.length > 0 || parts.some(({ kind }) => kind !== 'passport-issuer');
  const problem = impossibleDate ? 'wrong-passport-date' : null;
  if (!begun || parts.length === 0) {
    return { ...hideUnread(screened), parts: [], problem: problem ?? 'wrong-passport' };
  }
  const { dropped } = screened;
  const masks = parts.map(({ mask }) => mask).join(', ');
  return { text: masks, found: parts, dropped, parts: parts.map((_part, at) => at), problem };
};

const unreadWords = (text: string): PersonalValue => {
  const value = text.trim();
  return { kind: 'unread', value, mask: `${String.fromCodePoint(value.codePointAt(0) ?? 0x2022)}•••` };
};

const fullName = (text: string, screened: Screened): ScreenedAnswer => {
  const reading = readFullName(text);
  if (reading.ok) return only({ kind: 'full-name', value: reading.value, mask: reading.mask }, screened.dropped);
  if (reading.why !== 'wrong-full-name-one') return { ...screened, parts: [], problem: reading.why };
  return { ...only(unreadWords(text), false), parts: [], problem: reading.why };
};

/** A number that free text would have left alone, in the middle of what was written around it. */
const numbered = (text: string, value: PersonalValue, rules: ScreenRules): ScreenedAnswer | null => {
  const place = numberIn.exec(plain(text));
  if (!place) return null;
  const [before, after] = [text.slice(0, place.index), text.slice(place.index + place[0].length)].map((part) =>
    screen(part, rules),
  );
  if (!before || !after) return null;
  return {
    text: before.text + value.mask + after.text,
    found: [...before.found, value, ...after.found],
    dropped: before.dropped || after.dropped,
    parts: [before.found.length],
    problem: null,
  };
};

export const screenAnswer = (text: string, asked: Asked, rules: ScreenRules): ScreenedAnswer => {
  const { kind } = asked;
  const screened = screen(text, rules);
  if (text.length > longest) return { ...hideUnread(screened), parts: [], problem: `wrong-${kind}` };
  if (kind === 'passport') return passport(text, asked, screened);
  if (kind === 'full-name') return fullName(text, screened);
  const read = readers[kind];
  const at = screened.found.findIndex((found) => found.kind === kind && read(found.value).ok);
  if (at >= 0) return { ...screened, parts: [at], problem: null };
  const reading = read(text);
  const inPlace = reading.ok ? numbered(text, { kind, value: reading.value, mask: reading.mask }, rules) : null;
  return inPlace ?? { ...hideUnread(screened), parts: [], problem: reading.ok ? `wrong-${kind}` : reading.why };
};

export const isPassportWhole = (kinds: readonly PersonalKind[]): boolean =>
  passportParts.every((part) => kinds.includes(part));

/** A line put right by its writer. Where it held personal values, whatever stands there now is taken for as personal. */
export const screenCorrection = (text: string, before: readonly Masked[], rules: ScreenRules): Screened => {
  if (before.length === 0) return screen(text, rules);
  return before.some(({ kind }) => inWords.includes(kind))
    ? only(unreadWords(text), false)
    : hideUnread(screen(text, rules));
};
