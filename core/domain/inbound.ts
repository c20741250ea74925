/** One event that came from a citizen through a channel, already parsed. */
import type { FileId, OfferedFile } from './attachment.ts';
import type { Address, Origin } from './conversation.ts';

/**
 * What comes from messengers and is neither words nor a file that we take. `file`: files of which none was kept; `scan`:
 * files that may not be kept there.
 */
export type OtherKind = 'file' | 'video' | 'sticker' | 'location' | 'contact' | 'foreign-contact' | 'scan' | 'unknown';

/** A messenger tells of each part of an album by itself, in any order. */
export interface AlbumPart {
  readonly id: string;
  /** Parts stand in the album in this order. */
  readonly order: number;
}

/** The line that a text answers, as far as the platform tells. */
export interface Quoted {
  /** The bot or an operator said it. */
  readonly ours: boolean;
  /** Its client id when the citizen said it. */
  readonly of: string | null;
  readonly text: string;
}

/** What stands around a text in a messenger. */
export interface Around {
  /** Somebody else's words, passed on as one's own. */
  readonly forwarded?: true;
  readonly quoting?: Quoted;
}

export type Said =
  | { readonly kind: 'start'; readonly payload: string }
  /** `files`: staged by this citizen before; `offered`: still with the messenger. With either the text may be empty. */
  | ({
      readonly kind: 'text';
      readonly text: string;
      readonly files?: readonly FileId[];
      readonly offered?: readonly OfferedFile[];
      readonly album?: AlbumPart;
    } & Around)
  /** `payload` is `<seq of the offering message>.<index>`; anything else is an outdated menu. */
  | { readonly kind: 'press'; readonly payload: string }
  /** Nothing of it is kept but that it came. `phone`: of one’s own card, kept like a typed one where it is wanted. */
  | { readonly kind: 'other'; readonly what: OtherKind; readonly phone?: string }
  /** A line said before now reads so. `of`: its client id; `at`: when it was changed, by the platform's clock, ms. */
  | { readonly kind: 'edit'; readonly of: string; readonly at: number; readonly text: string };

/** What is heard: everything but a change of what was heard before. */
export type Uttered = Exclude<Said, { readonly kind: 'edit' }>;

export interface Inbound {
  /** The same event always carries the same key; it is unique over all channels. */
  readonly dedupe: string;
  readonly address: Address;
  readonly said: Said;
  /** Id given by the citizen's screen, echoed back with the stored message. */
  readonly clientId: string | null;
  readonly name: string | null;
  readonly origin: Origin | null;
}
