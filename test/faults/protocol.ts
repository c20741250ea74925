/** What a test and the child process it kills say to each other. */
export const faultPoints = [
  'event:parsed',
  'turn:loaded',
  'turn:stepped',
  'commit:begun',
  'commit:written',
  'commit:done',
  'turn:committed',
  'turn:published',
] as const;
export type FaultPoint = (typeof faultPoints)[number];

/** Die when `point` is passed for the `count`-th time. `aimed`: commits count from the next step of a turn on. */
export interface Kill {
  readonly point: FaultPoint;
  readonly count: number;
  readonly aimed: boolean;
}

export type ToChild =
  | { readonly kind: 'start'; readonly kill: Kill | null }
  | { readonly kind: 'arm'; readonly kill: Kill | null }
  | { readonly kind: 'stop' };

export type FromChild =
  { readonly kind: 'warm' } | { readonly kind: 'serving'; readonly url: string } | { readonly kind: 'armed' };
