/** The answer to a personal question. Its value went into the vault before the step; here only masks are moved about. */
import { emailExample } from '../domain/identifiers/email.ts';
import { fullNameExample } from '../domain/identifiers/full-name.ts';
import { innExample } from '../domain/identifiers/inn.ts';
import { passportExample, passportParts, type PassportPart } from '../domain/identifiers/passport.ts';
import { phoneExample } from '../domain/identifiers/phone.ts';
import { snilsExample } from '../domain/identifiers/snils.ts';
import type { Masked } from '../domain/personal.ts';
import { isPassportWhole, type PersonalQuestion } from '../domain/screening/answer.ts';
import { put, refused, type Ask } from './answered.ts';
import { change, sayPhrase, words, type Draft } from './draft.ts';
import type { PhraseKey } from './phrase-keys.ts';

const examples: Readonly<Record<PersonalQuestion, string>> = {
  snils: snilsExample,
  inn: innExample,
  phone: phoneExample,
  email: emailExample,
  'full-name': fullNameExample,
  passport: passportExample,
};

const partNames: Readonly<Record<PassportPart, PhraseKey>> = {
  passport: 'passport-number',
  'passport-date': 'passport-date',
  'passport-issuer': 'passport-issuer',
};

/** What is there already and what this answer adds; a part given again replaces the one before. */
const partsSoFar = (draft: Draft, added: readonly Masked[]): readonly Masked[] => {
  const before = draft.state.parts ?? [];
  return [...before.filter(({ kind }) => added.every((part) => part.kind !== kind)), ...added];
};

/** Asks for what is missing of a passport, and for nothing that was given. */
const askForRest = (draft: Draft, parts: readonly Masked[]): Draft => {
  const missing = passportParts.filter((part) => parts.every(({ kind }) => kind !== part));
  const names = missing.map((part) => words(draft, partNames[part])).join(', ');
  return sayPhrase(change(draft, { parts, wrong: 0 }), 'passport-rest', { missing: names });
};

const inOrder = (parts: readonly Masked[]): readonly Masked[] =>
  passportParts.flatMap((part) => parts.find(({ kind }) => kind === part) ?? []);

export const answerPersonal = (draft: Draft, ask: Ask, question: PersonalQuestion, typed: string): Draft => {
  const { parts: added, problem } = draft.heard?.answer ?? { parts: [], problem: `wrong-${question}` as const };
  const explained = problem ? sayPhrase(draft, problem, { example: examples[question] }) : draft;
  if (added.length === 0) return refused(draft, typed, explained);
  const parts = question === 'passport' ? partsSoFar(draft, added) : added;
  if (question === 'passport' && !isPassportWhole(parts.map(({ kind }) => kind))) return askForRest(explained, parts);
  const kept = question === 'passport' ? inOrder(parts) : parts;
  return put(draft, ask, kept.map(({ mask }) => mask).join(', '), kept);
};
