/**
 * Personal values as everybody but the vault sees them: what kind it is, under which name the vault keeps it, and a
 * mask that may be shown. The value itself stands in no state, line, dossier or log.
 */

const personalKinds = [
  'snils',
  'inn',
  'passport',
  'passport-date',
  'passport-issuer',
  'phone',
  'email',
  'full-name',
  'card',
  /** Typed in answer to a personal question and not readable as what was asked. */
  'unread',
] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** Why an operator looks at a value; `other` is told in their own words. */
export const revealReasons = ['identify', 'request', 'check', 'contact', 'other'] as const;
export type RevealReason = (typeof revealReasons)[number];

/** A value in the vault. Where it stands in a text is found by its mask: the masks of a text are in its order. */
export interface Masked {
  /** Names the value inside its conversation. */
  readonly ref: string;
  readonly kind: PersonalKind;
  readonly mask: string;
}

/** A value on its way to the vault, normalised: two spellings of the same СНИЛС are the same value. */
export interface PersonalValue {
  readonly kind: PersonalKind;
  readonly value: string;
  readonly mask: string;
}

/** A personal value inside a text: `end` is exclusive, both count UTF-16 units. */
export interface Spotted extends PersonalValue {
  readonly start: number;
  readonly end: number;
}
