/** What a citizen decided about their personal data. One decision holds for the text they read, and for no other. */

export type ConsentDecision = 'given' | 'refused' | 'withdrawn';

export interface Consent {
  readonly decision: ConsentDecision;
  /** Name of the text's version, as its author wrote it. */
  readonly version: string;
  /** Hash of the text. */
  readonly hash: string;
  readonly at: number;
}
