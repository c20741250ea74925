/**
 * A personal value that somebody looks for: typed alone, in any spelling, or among other words. Pure. What comes out is
 * looked up by its hash; the words beside it are searched as words.
 */
import { readEmail } from '../identifiers/email.ts';
import { readInn } from '../identifiers/inn.ts';
import { readPassport } from '../identifiers/passport.ts';
import { readPhone } from '../identifiers/phone.ts';
import type { Reading } from '../identifiers/reading.ts';
import { readSnils } from '../identifiers/snils.ts';
import type { PersonalKind, PersonalValue } from '../personal.ts';
import { screen } from './screen.ts';

export interface Sought {
  /** Each of what the figures may mean: ten of them are a phone, an ИНН or a passport. */
  readonly values: readonly PersonalValue[];
  /** The question without them. */
  readonly rest: string;
}

const figuresAlone = /^[\s\d()+.№-]+$/u;

const told = (kind: PersonalKind, reading: Reading): readonly PersonalValue[] =>
  reading.ok ? [{ kind, value: reading.value, mask: reading.mask }] : [];

const readAlone = (text: string): readonly PersonalValue[] => {
  if (!figuresAlone.test(text)) return /\s/u.test(text) ? [] : told('email', readEmail(text));
  return [
    ...told('snils', readSnils(text)),
    ...told('phone', readPhone(text)),
    ...told('inn', readInn(text)),
    ...readPassport(text, Infinity).parts.filter(({ kind }) => kind === 'passport'),
  ];
};

export const soughtIn = (question: string): Sought => {
  const text = question.trim();
  const alone = readAlone(text);
  if (alone.length > 0) return { values: alone, rest: '' };
  const { text: masked, found } = screen(text, { mark: ' ', isPublic: () => false });
  return { values: found, rest: found.reduce((left, { mask }) => left.replace(mask, ' '), masked).trim() };
};
