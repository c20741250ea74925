/** What is open on the screen besides the dialogue itself, and where the focus is asked to go. */
import { signal, type Signal } from '@preact/signals';
import type { ComposerMode } from './drafts.ts';

export type DialogKind = 'transfer' | 'reject' | 'hand-back' | 'solve' | 'keys' | 'shift-end';

export interface View {
  readonly dialog: Signal<DialogKind | null>;
  /** The card as a drawer, on narrow screens. */
  readonly cardOpen: Signal<boolean>;
  /** The note field of somebody who does not answer this ticket. */
  readonly noteOpen: Signal<boolean>;
  /** A wish to write: the composer takes the focus when it changes. */
  readonly write: Signal<{ readonly mode: ComposerMode } | null>;
}

export const createView = (): View => ({
  dialog: signal(null),
  cardOpen: signal(false),
  noteOpen: signal(false),
  write: signal(null),
});
