/**
 * What may be kept of a text. Personal numbers and addresses give place to masks, secrets to a mark; the rest stays
 * letter by letter. Pure, and linear in the length of the text: it stands before everything that stores or shows.
 */
import { plain } from '../identifiers/plain.ts';
import type { PersonalValue, Spotted } from '../personal.ts';
import { spotEmails } from './emails.ts';
import { spotNumbers } from './numbers.ts';
import { spotSecrets, type Span } from './secrets.ts';
import { tokensOf } from './tokens.ts';

export interface Screened {
  readonly text: string;
  /** In the order of their masks in the text. */
  readonly found: readonly PersonalValue[];
  /** A password or a code stood there; it is gone. */
  readonly dropped: boolean;
}

export interface ScreenRules {
  /** Stands where a secret stood. */
  readonly mark: string;
  /** Not a person's: contacts of the organisation stay readable. */
  readonly isPublic: (value: PersonalValue) => boolean;
}

/** Most texts have nothing of what is looked for, and are done with here. */
const suspicious = /[\d@\uff10-\uff19\uff20]|парол|passw|\bpass\b|pwd|eyJ/iu;

type Change = Span & { readonly by: Spotted | null };

/** Secrets win over what lies in them; of two that overlap the first stays. */
const inOrder = (spotted: readonly Spotted[], secrets: readonly Span[]): readonly Change[] => {
  const changes: readonly Change[] = [
    ...secrets.map((span) => ({ ...span, by: null })),
    ...spotted.map((one) => ({ start: one.start, end: one.end, by: one })),
  ];
  const hidden = (one: Change): boolean =>
    one.by !== null && secrets.some((secret) => one.start < secret.end && secret.start < one.end);
  let reached = 0;
  return changes
    .filter((one) => secrets.length === 0 || !hidden(one))
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .filter((one) => {
      if (one.start < reached) return false;
      reached = one.end;
      return true;
    });
};

/** Passwords and codes dropped, everything else as it was: for what is then kept under lock. */
export const withoutSecrets = (text: string): string => screen(text, { mark: '…', isPublic: () => true }).text;

/** Masks for what nobody will ever want to see whole. */
export const hideAll = (text: string): string => screen(text, { mark: '…', isPublic: () => false }).text;

const foreign = /[^\x20-\x7e\n]+/gu;
const longNumber = /\d(?:[ .()-]{0,2}\d){4,}/gu;

/**
 * What may be told of a failure: our own errors speak English without long numbers, so anything else in one is a piece
 * of what somebody wrote.
 */
export const harmless = (text: string): string => hideAll(text).replace(foreign, '…').replace(longNumber, '…');

export const screen = (text: string, rules: ScreenRules): Screened => {
  if (!suspicious.test(text)) return { text, found: [], dropped: false };
  const read = plain(text);
  const reader = { text: read, tokens: tokensOf(read) };
  const spotted = [...spotNumbers(reader), ...spotEmails(read)].filter((one) => !rules.isPublic(one));
  const changes = inOrder(spotted, spotSecrets(reader));
  let screened = '';
  let place = 0;
  for (const { start, end, by } of changes) {
    screened += text.slice(place, start) + (by?.mask ?? rules.mark);
    place = end;
  }
  return {
    text: screened + text.slice(place),
    found: changes.flatMap(({ by }) => (by ? [{ kind: by.kind, value: by.value, mask: by.mask }] : [])),
    dropped: changes.some(({ by }) => by === null),
  };
};
