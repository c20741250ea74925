/** What the doctor finds: how grave, what it is, what helps. Words are for the engineer; nothing personal is in them. */
export type Gravity = 'ok' | 'look' | 'bad';

export interface Diagnosis {
  readonly gravity: Gravity;
  readonly what: string;
  /** Null when there is nothing to do. */
  readonly cure: string | null;
}

export const well = (what: string): Diagnosis => ({ gravity: 'ok', what, cure: null });
export const look = (what: string, cure: string): Diagnosis => ({ gravity: 'look', what, cure });
export const bad = (what: string, cure: string): Diagnosis => ({ gravity: 'bad', what, cure });
