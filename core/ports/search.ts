/**
 * Finding what citizens and staff have written, over all time: by words, by number, by filters, newest first.
 * What the asking person may not see is left out inside the query, so nothing of it is counted or paged over.
 */
import type { ChannelId } from '../domain/conversation.ts';
import type { Message, OperatorId } from '../domain/message.ts';
import type { CategoryId, ConversationId, DepartmentId, TicketStatus } from '../domain/ticket.ts';
import type { TicketRow } from './views.ts';

/** Who asks: a ticket is seen in these departments (null: in every one) and by its owner. */
export interface Sight {
  readonly departments: readonly DepartmentId[] | null;
  readonly owner: OperatorId | null;
}

/** Of the ticket; null means any. */
export interface SearchFilter {
  readonly status: TicketStatus | null;
  readonly category: CategoryId | null;
  readonly department: DepartmentId | null;
  readonly channel: ChannelId | null;
  readonly owner: OperatorId | null;
  /** The line was written, or without words the ticket opened, from this moment… */
  readonly from: number | null;
  /** …and before this one. */
  readonly to: number | null;
}

export interface SearchQuery {
  /**
   * As typed. A number of ours, whole or by its last figures, finds its ticket; words find the lines that have all of
   * them, in any form, the last one also as a beginning. Every sign is a sign and none is an operator. Empty: every ticket.
   */
  readonly text: string;
  /** Only in these conversations: those that hold a personal value which was looked for. Null: in every one. */
  readonly among: readonly ConversationId[] | null;
  readonly filter: SearchFilter;
  readonly sees: Sight;
  /** Of the page before; null for the first page. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** A ticket, and the newest of its lines on this page that has the words (null: found by its number or by filters alone). */
export interface Hit {
  readonly row: TicketRow;
  readonly line: Pick<Message, 'seq' | 'at' | 'author' | 'text'> | null;
}

export interface SearchPage {
  /** Each ticket once a page; a ticket may come again on a later page with an older line. */
  readonly hits: readonly Hit[];
  /** Null when this was the last page. A page may be short, or empty, when looking took long: the cursor goes on from there. */
  readonly cursor: string | null;
}

export interface SearchState {
  /** Lines that can be found by their words. */
  readonly indexed: number;
  /** Something committed is not in the index yet. */
  readonly behind: boolean;
}

export interface Search {
  /**
   * An aborted question is refused like any other that nobody waits for.
   * @throws Refusal `busy` when too much is being asked at once or the answer took too long; `invalid` for a foreign cursor.
   */
  find(query: SearchQuery, signal?: AbortSignal): Promise<SearchPage>;
  /**
   * Takes a small batch of what was committed since into the index: rows and mark together or not at all.
   * Resolves with whether more is waiting.
   */
  index(): Promise<boolean>;
  /** Forgets the index; the following batches make it anew from the stored lines. */
  rebuild(): Promise<void>;
  state(): Promise<SearchState>;
}
