/**
 * One stored line of a conversation and the buttons under it.
 * Owns the shape only: order (`seq`) is given by the desk, words by scenarios.
 */
import type { InviteId } from './invite.ts';
import type { Masked } from './personal.ts';
import type { Delivery } from './delivery.ts';

import type { Attachment } from './attachment.ts';

export type OperatorId = string;

/** Who wrote the line. A note is an operator's line that no citizen ever sees. */
export type Author =
  | { readonly kind: 'citizen' }
  | { readonly kind: 'bot' }
  | { readonly kind: 'operator'; readonly id: OperatorId; readonly name: string }
  | { readonly kind: 'note'; readonly id: OperatorId; readonly name: string }
  | { readonly kind: 'system' };

/** `staff` lines (notes, reasons of a transfer) never leave the console. */
export type Audience = 'all' | 'staff';

/** `link`: another link into the protected chat; it stands with the ways around. */
export type OptionKind = 'choice' | 'operator' | 'back' | 'home' | 'cancel' | 'link';

/** A button as people see it. What it does stays in the engine's state. */
export interface Option {
  readonly kind: OptionKind;
  readonly label: string;
}

/** How a citizen's line came about, when it was not plain text: enough to replay the engine. */
export type Cause =
  { readonly kind: 'press'; readonly payload: string } | { readonly kind: 'start'; readonly payload: string };

/** The line that this one answers. `seq`: null when it is not known which; `text`: the beginning of it. */
export interface Quote {
  readonly seq: number | null;
  readonly text: string;
}

/** A text that stood in the line before; `at`: since when. */
export interface FormerText {
  readonly at: number;
  readonly text: string;
  readonly masked: readonly Masked[];
}

/** The citizen changed the line; `at`: when the present text came, by the platform's clock. */
export interface Edited {
  readonly at: number;
  /** Oldest first. */
  readonly former: readonly FormerText[];
}

export interface Message {
  /** 1, 2, 3… inside the conversation, without gaps. */
  readonly seq: number;
  /** Milliseconds since the epoch, the server's clock. */
  readonly at: number;
  readonly author: Author;
  readonly audience: Audience;
  readonly text: string;
  /** Values whose masks stand in the text, in the order of the text. */
  readonly masked: readonly Masked[];
  readonly options: readonly Option[];
  /** In the order in which they were chosen. With files the text may be empty. */
  readonly files: readonly Attachment[];
  /** The id that the sender's screen gave the line; echoes and retries are matched by it. */
  readonly clientId: string | null;
  readonly cause: Cause | null;
  /** Of a line that travels to a messenger; null for lines that need no delivery. */
  readonly delivery: Delivery | null;
  /** Absent: it stands as it was written. */
  readonly edited?: Edited;
  /** Somebody else's words, passed on by the citizen as their own message. */
  readonly forwarded?: true;
  readonly quote?: Quote;
  /** A one-time link that the messenger shows under the text; it is in no other copy of the line. Absent: none. */
  readonly link?: InviteId;
}
