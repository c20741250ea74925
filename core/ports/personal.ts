/**
 * The vault: the only place where personal values are kept, and kept under lock. What is written into it goes with the
 * turn that brought it; everything else holds `{ref, kind, mask}`.
 */
import type { Consent } from '../domain/consent.ts';
import type { PersonalKind, PersonalValue } from '../domain/personal.ts';
import type { ConversationId } from '../domain/ticket.ts';

/** A value under lock, as a store keeps it. Bound to its conversation and its name: in another place it does not open. */
export interface SealedValue {
  readonly conversation: ConversationId;
  readonly ref: string;
  readonly kind: PersonalKind;
  /** Id of the key that opens it. */
  readonly key: string;
  readonly nonce: Uint8Array;
  /** What was sealed, and the tag that tells whether it was changed. */
  readonly box: Uint8Array;
  /** Equal for equal values under one key: finds a value without opening anything. */
  readonly hash: Uint8Array;
}

export type PersonalChange =
  | { readonly kind: 'keep'; readonly value: SealedValue }
  /** Consent is withdrawn: every value of the conversation goes. Masks stay. */
  | { readonly kind: 'forget' };

/** What a citizen decided, with the words they read. */
export interface ConsentRecord extends Consent {
  readonly channel: string;
  /** What they did: the button's words, or what they typed. */
  readonly action: string;
  /** The whole text of that version. */
  readonly text: string;
}

export interface Personal {
  /** At once: a turn is put together without waiting. */
  seal(conversation: ConversationId, ref: string, value: PersonalValue): SealedValue;
  /** The value, in its one spelling; null when it was never there or is gone. @throws VaultLocked without the right key. */
  reveal(conversation: ConversationId, ref: string): Promise<Pick<PersonalValue, 'kind' | 'value'> | null>;
  /**
   * Under which hashes a value may lie, the present key's first; `value` normalised. They change when the key does,
   * so they are looked up, never copied.
   */
  hashesOf(kind: PersonalKind, value: string): readonly Uint8Array[];
  /** Conversations that hold the value, those written last first. */
  holders(kind: PersonalKind, value: string, limit: number): Promise<readonly ConversationId[]>;
  /** Any text under lock, as a text: what must be kept whole and read by nobody. */
  wrap(text: string): string;
  /** @throws VaultLocked. */
  unwrap(wrapped: string): string;
  /** Seals up to `limit` values and texts of older keys anew; 0 when all lie under the present one. */
  renew(limit: number): Promise<number>;
}

/** A text under lock that stands outside the vault: an event that could not be handled. */
export interface WrappedText {
  readonly id: string;
  readonly text: string;
}

/** What the vault asks of a store. */
export interface SealedRows {
  find(conversation: ConversationId, ref: string): Promise<SealedValue | null>;
  holders(hashes: readonly Uint8Array[], limit: number): Promise<readonly ConversationId[]>;
  /** Ids of all keys that values lie under. */
  keys(): Promise<readonly string[]>;
  /** Values that lie under another key than this. */
  notUnder(key: string, limit: number): Promise<readonly SealedValue[]>;
  /** Puts values in the place of those of the same name; those that are gone by now stay gone. */
  replace(values: readonly SealedValue[]): Promise<void>;
  /** Wrapped texts that do not begin so. */
  wrappedOtherwise(prefix: string, limit: number): Promise<readonly WrappedText[]>;
  rewrap(texts: readonly WrappedText[]): Promise<void>;
  /** What the citizen decided, oldest first. */
  consents(conversation: ConversationId): Promise<readonly ConsentRecord[]>;
}
