/** The door between the engine and free text: what a text is about. Anything behind it may change. */

export type Intent =
  'operator' | 'greeting' | 'thanks' | 'yes' | 'no' | 'back' | 'home' | 'cancel' | 'status' | 'danger';

export interface Guess {
  readonly topic: string;
  /** 0…1, comparable between topics of one answer. */
  readonly p: number;
}

export interface Understanding {
  /** A closed list matched: navigation, operator, thanks… */
  readonly intent: Intent | null;
  /** Topics, likeliest first. */
  readonly ranked: readonly Guess[];
  /** What to do with it: answer the first, offer up to three, or say it was not understood. */
  readonly outcome: 'answer' | 'offer' | 'miss';
}

/** Pure and deterministic. */
export type Understand = (text: string) => Understanding;
