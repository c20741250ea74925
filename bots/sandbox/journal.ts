/** What a platform did, told note by note to whoever looks on. Words for people are the page's. */

export type Note =
  /** A call of the bot was answered, or not: `ok`, an error code, or what a knob did instead. */
  | { readonly kind: 'called'; readonly method: string; readonly outcome: string; readonly peer: number | null }
  /** The bot's server took an event. */
  | { readonly kind: 'delivered'; readonly event: string; readonly peer: number | null }
  /** It did not; the event comes again after `retryMs`, or never (null). */
  | {
      readonly kind: 'refused';
      readonly event: string;
      readonly peer: number | null;
      readonly why: string;
      readonly retryMs: number | null;
    }
  /** The bot fetched so many events by polling. */
  | { readonly kind: 'fetched'; readonly count: number };

export type Tell = (note: Note) => void;
