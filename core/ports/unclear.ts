/**
 * «Не поняли»: what citizens wrote that the bot was unsure of. A text is noted by the turn that heard it
 * (`Turn.unclear`), is read as the message stores it, and is settled once: it became an example, or was put aside.
 */
import type { AuditLine } from './turns.ts';

export interface TopicGuess {
  readonly topic: string;
  /** 0…1. */
  readonly p: number;
}

export interface UnclearText {
  readonly id: number;
  /** When the oldest of them was written, milliseconds. */
  readonly at: number;
  readonly text: string;
  /** What the bot thought of, likeliest first. */
  readonly guesses: readonly TopicGuess[];
}

export interface UnclearTexts {
  /** Not settled yet, newest first. */
  list(limit: number): Promise<readonly UnclearText[]>;
  /** Null when there is none or it is settled. */
  find(id: number): Promise<UnclearText | null>;
  /** False when it was settled before; then nothing is written. */
  settle(id: number, line: AuditLine): Promise<boolean>;
}
