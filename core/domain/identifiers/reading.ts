/** What a typed identifier is read as: its one spelling and its mask, or why it cannot be right. */

/** Each is a phrase of `scenarios/phrases.yml` that explains how to write it. */
export type IdentifierProblem =
  | 'wrong-snils'
  | 'wrong-snils-check'
  | 'wrong-inn'
  | 'wrong-inn-check'
  | 'wrong-passport'
  | 'wrong-passport-date'
  | 'wrong-phone'
  | 'wrong-phone-hotline'
  | 'wrong-email'
  | 'wrong-full-name'
  | 'wrong-full-name-one'
  | 'wrong-full-name-signs';

export type Reading =
  | { readonly ok: true; readonly value: string; readonly mask: string }
  | { readonly ok: false; readonly why: IdentifierProblem };

export const refuse = (why: IdentifierProblem): Reading => ({ ok: false, why });
