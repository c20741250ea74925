/**
 * The one way in which anything about a conversation is written: a Turn is plain data, stored whole or not at all.
 */
import type { Attachment } from '../domain/attachment.ts';
import type { Address, Conversation } from '../domain/conversation.ts';
import type { Edited, Message, OperatorId } from '../domain/message.ts';
import type { InviteChange } from './invites.ts';
import type { ConsentRecord, PersonalChange } from './personal.ts';
import type { ConversationId, DepartmentId, Ticket, TicketStatus } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { TopicGuess } from './unclear.ts';

export interface JobRow {
  /** Unique; scheduling the same key again replaces the job. */
  readonly key: string;
  readonly kind: string;
  /** Milliseconds since the epoch. */
  readonly due: number;
  readonly payload: Readonly<Record<string, string>>;
}

export type JobChange =
  { readonly kind: 'schedule'; readonly job: JobRow } | { readonly kind: 'cancel'; readonly key: string };

export interface AuditLine {
  readonly at: number;
  /** `citizen`, `bot`, `system` or an operator's id. */
  readonly actor: string;
  /** One of `core/domain/audit.ts`. */
  readonly action: string;
  readonly ticket: TicketNumber | null;
  /** Never personal data, never message text. `person`: whom of the staff it was done to. */
  readonly details: Readonly<Record<string, string>>;
}

/** A line that must travel to a messenger. */
export interface OutboxRow {
  readonly seq: number;
  readonly address: Address;
}

/** A ticket that waited in a queue was taken by a person. */
export interface Service {
  readonly department: DepartmentId;
  readonly queuedAt: number;
  readonly at: number;
}

/** A line of the citizen that the bot was unsure of, and what it thought of, likeliest first. */
export interface UnclearLine {
  readonly seq: number;
  readonly guesses: readonly TopicGuess[];
}

/** A stored line of the citizen that reads otherwise from this turn on. */
export interface AmendedLine extends Pick<Message, 'seq' | 'text' | 'masked'> {
  readonly edited: Edited;
}

/** A ticket to be written; `expect` is checked by the store in the same statement. Null: the ticket is new. */
export interface TicketWrite {
  readonly ticket: Ticket;
  readonly expect: { readonly status: TicketStatus; readonly owner: OperatorId | null } | null;
  /**
   * The owner must have a slot for it, counted by the store with the write: as many as their own capacity says,
   * or so many when they have none of their own. Null: no matter.
   */
  readonly room?: number | null;
}

export interface Turn {
  /** Effects of the same key happen once. */
  readonly dedupe: string;
  readonly at: number;
  /** As it shall be after the turn; `version` is the expected stored version + 1 (1 = new conversation). */
  readonly conversation: Conversation;
  /** New messages, `seq` ascending, the last one equal to `conversation.lastSeq`. */
  readonly messages: readonly Message[];
  /** Absent: every stored line stays as it is. */
  readonly amended?: readonly AmendedLine[];
  /** Seq that answers the sender of this event (their own line, or the last known one). */
  readonly receiptSeq: number;
  /** Lines of this turn to be handed to a messenger, `seq` ascending. */
  readonly outbox: readonly OutboxRow[];
  readonly tickets: readonly TicketWrite[];
  readonly jobs: readonly JobChange[];
  readonly audit: readonly AuditLine[];
  /** Absent: the bot was sure. */
  readonly unclear?: readonly UnclearLine[];
  /** Tickets taken from a queue: the expected wait is measured by them. */
  readonly services: readonly Service[];
  /** Files of earlier lines that were still to be fetched, as they are now. Absent: none. */
  readonly files?: readonly Attachment[];
  /** What goes into the vault, or out of it. */
  readonly personal: readonly PersonalChange[];
  readonly consents: readonly ConsentRecord[];
  /** One-time links given, used or taken back; absent: none. */
  readonly invites?: readonly InviteChange[];
}

/** `full`: the new owner of a ticket has no room for it; nothing was written. `stale`: the conversation's version or a ticket's expected status or owner has moved on, or a link may not be spent; nothing was written. */
export type Committed = 'committed' | 'duplicate' | 'stale' | 'full';

/** What a committed event had led to; asked when it comes again. */
export interface StoredReceipt {
  readonly conversation: ConversationId;
  readonly seq: number;
}

export interface Loaded {
  readonly conversation: Conversation;
  /** All tickets of the conversation, newest first. */
  readonly tickets: readonly Ticket[];
}

export interface DeadLetter {
  readonly key: string;
  readonly at: number;
  readonly error: string;
  readonly raw: string;
}

/** What `attempt` says of an event that was buried: more than any limit. */
export const buriedAttempts = 1000;

export interface Turns {
  /** Durable once it resolves with `committed`. @throws Refusal `busy` when the store cannot take it within 5 s. */
  commit(turn: Turn): Promise<Committed>;
  load(id: ConversationId): Promise<Loaded | null>;
  find(address: Address): Promise<Loaded | null>;
  receipt(dedupe: string): Promise<StoredReceipt | null>;
  /** Reserves `count` ticket counters of the year at once; returns the first. Never gives one twice, also over restarts. */
  reserveNumbers(year: number, count: number): Promise<number>;
  /**
   * Counts one failed (or, after a crash, begun) attempt at an event; returns how many there are now.
   * For a buried event it counts nothing and returns `buriedAttempts`.
   */
  attempt(key: string, raw: string): Promise<number>;
  /** Ends an event that fails again and again: kept for the administrator, never tried again. */
  bury(letter: DeadLetter): Promise<void>;
  /** Forgets dedupe keys and attempts older than the moment. Returns how many went. */
  forget(before: number): Promise<number>;
}
