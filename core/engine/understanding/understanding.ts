/** The door between the engine and free text: what a text is about. Anything behind it may change. */

export type Intent =
  'operator' | 'greeting' | 'thanks' | 'yes' | 'no' | 'back' | 'home' | 'cancel' | 'status' | 'danger';

export interface Guess {
  readonly topic: string;
  /** 0…1, comparable between topics of one answer. */
  readonly p: number;
}

export interface Understanding {
  /** A closed list matched (navigation, operator, thanks…), or the model heard a call for a person. */
  readonly intent: Intent | null;
  /** No list holds the text: the model alone takes it for a call. A surname may sound like «опера». */
  readonly guessed: boolean;
  /** All topics that answer questions, likeliest first. */
  readonly ranked: readonly Guess[];
  /** 0…1, how far the first topic may be trusted; before any threshold. */
  readonly confidence: number;
  /** What to do with it: answer the first, offer up to three, or offer a person. */
  readonly outcome: 'answer' | 'offer' | 'miss';
}

/** Pure and deterministic. */
export type Understand = (text: string) => Understanding;
