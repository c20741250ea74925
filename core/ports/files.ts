/**
 * Attachments: bytes on one side, rows on the other. A file is staged first, by whoever uploads it into a conversation;
 * the turn that says the message takes it (the store does it in the turn's own transaction). What no message took is
 * swept away a day later. A row never stands without its bytes having been written before it.
 * Files of prepared answers are kept in the same way: staged for no conversation, taken by the answer that is saved with
 * them, let go a day after it was removed. A citizen's line never shares one: the console stages a copy.
 */
import type { Readable } from 'node:stream';
import type { Attachment, FileId, FileTrouble } from '../domain/attachment.ts';
import type { Address } from '../domain/conversation.ts';
import type { Audience, Message, OperatorId } from '../domain/message.ts';
import type { ConversationId } from '../domain/ticket.ts';

/** Who uploaded it: nobody else can put it into a message. */
export type FileOwner = string;
export const citizenOwner = ({ channel, peer }: Address): FileOwner => `${channel}:${peer}`;
export const operatorOwner = (id: OperatorId): FileOwner => `operator:${id}`;

export interface FileOfLine {
  readonly file: Attachment;
  readonly conversation: ConversationId;
  readonly owner: FileOwner;
  /** The line that carries it; null while it is staged. */
  readonly line: { readonly seq: number; readonly audience: Audience } | null;
}

export interface FileOfAnswer {
  readonly file: Attachment;
  readonly conversation: null;
  readonly owner: FileOwner;
  /** The prepared answer that has it; null while it is staged. */
  readonly answer: string | null;
}

export type FileRow = FileOfLine | FileOfAnswer;

export interface NewFile {
  readonly file: Attachment;
  /** Null: for a prepared answer. */
  readonly conversation: ConversationId | null;
  readonly owner: FileOwner;
  readonly at: number;
}

/** A file that a line carries, for the list beside a conversation. */
export interface CarriedFile {
  readonly file: Attachment;
  readonly seq: number;
  readonly at: number;
  readonly author: Message['author'];
}

/** The rows, kept by the store. */
export interface FileRows {
  /**
   * Stages it. False when the conversation would then hold more than `quota` bytes, or is not there; for a prepared
   * answer: when the owner would.
   */
  add(row: NewFile, quota: number): Promise<boolean>;
  /** The staged files in the order asked; null unless every one is there, the owner's, and in no message yet. */
  staged(conversation: ConversationId, owner: FileOwner, ids: readonly FileId[]): Promise<readonly Attachment[] | null>;
  find(id: FileId): Promise<FileRow | null>;
  /** All files that lines of the conversation carry, oldest first. */
  carried(conversation: ConversationId): Promise<readonly CarriedFile[]>;
  /** Forgets a staged file of the owner. False when there is none such (a message or an answer may have taken it). */
  drop(id: FileId, owner: FileOwner): Promise<boolean>;
  /** Forgets what was staged, and what belongs to answers removed, before the moment; returns what it was. */
  expire(before: number): Promise<readonly FileId[]>;
  /** Bytes that the conversation's files come to, as far as they are here. */
  held(conversation: ConversationId): Promise<number>;
  /** Those of the ids that have a row which may have bytes. */
  known(ids: readonly FileId[]): Promise<ReadonlySet<FileId>>;
}

export interface Upload {
  /** Null: for a prepared answer. */
  readonly conversation: ConversationId | null;
  readonly owner: FileOwner;
  /** As its sender calls it. */
  readonly name: string;
  /** Bytes as they come; the reading stops at the first that is too many. */
  readonly source: AsyncIterable<Uint8Array>;
  /** Voices and other recordings are taken too. */
  readonly recordings?: boolean;
}

/** The bytes of a file that a line carries already and that was still to be fetched. */
export type Fetched = Pick<Upload, 'name' | 'source'>;

export type Staged =
  | { readonly ok: true; readonly file: Attachment }
  /** `limit`: bytes allowed for what the content is, when that is why. */
  | { readonly ok: false; readonly trouble: FileTrouble; readonly limit: number | null };

/** From the first byte to the last, both counted from 0 and both given. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Bytes and rows together. */
export interface Files {
  /** Durable once it resolves with `ok`. A file that is refused leaves nothing. @throws Refusal `busy` from the store. */
  stage(upload: Upload): Promise<Staged>;
  /**
   * Puts bytes in place under the id of a line's file, judged like an upload; the line's turn then says how it ended.
   * Safe to repeat. `quota` is looked at here too. @throws what its source throws.
   */
  fill(id: FileId, conversation: ConversationId, fetched: Fetched): Promise<Staged>;
  find(id: FileId): Promise<FileRow | null>;
  /** The bytes, or those of the part; null when they are not there. */
  read(id: FileId, part?: Part): Promise<Readable | null>;
  /** Takes a staged file of the owner back, bytes and row. */
  discard(id: FileId, owner: FileOwner): Promise<void>;
  /** Removes what was staged too long ago and bytes that no row knows. Returns how many files went. */
  sweep(): Promise<number>;
}
