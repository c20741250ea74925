/** The part of the console's contract that is about what the bot did not understand, and teaching it. */
import type { Answer } from './answer.ts';

/** «Не поняли»: texts the bot was unsure of, newest first, and the topics they may become examples of. */
export interface UnclearView {
  readonly texts: readonly {
    readonly id: number;
    readonly at: number;
    readonly text: string;
    readonly guesses: readonly { readonly topic: string; readonly p: number }[];
  }[];
  readonly topics: readonly { readonly id: string; readonly title: string; readonly asked: boolean }[];
}

export interface UnclearRequests {
  'unclear:list': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly view: UnclearView }>) => void,
  ) => void;
  /** Answered when the example is published and learnt. `not-found`: a colleague has settled it. */
  'unclear:teach': (
    request: { readonly id: number; readonly topic: string },
    ack: (answer: Answer<object>) => void,
  ) => void;
  'unclear:dismiss': (request: { readonly id: number }, ack: (answer: Answer<object>) => void) => void;
}
