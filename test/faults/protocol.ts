/** What a test and the child process it kills say to each other. */
/** On the way of an event through its turn. */
export const turnPoints = [
  'event:parsed',
  'turn:loaded',
  'turn:stepped',
  'commit:begun',
  'commit:written',
  'commit:done',
  'turn:committed',
  'turn:published',
] as const;
/** On the way of a line to a messenger: before the call, after it and before it is noted, once it is. */
export const sendPoints = ['send:leased', 'send:answered', 'send:settled'] as const;
/** On the way of a file into the house. */
export const filePoints = ['file:written', 'file:placed', 'file:staged', 'file:fetched'] as const;
export type TurnPoint = (typeof turnPoints)[number];
export type FaultPoint = TurnPoint | (typeof sendPoints)[number] | (typeof filePoints)[number];

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
