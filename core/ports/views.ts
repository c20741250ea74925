/** Read models. They never lock anything and may lag a commit by nothing at all: what is committed is seen. */
import type { Message, Audience, OperatorId } from '../domain/message.ts';
import type { ConversationId, DepartmentId, Ticket } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { ChannelId, Origin } from '../domain/conversation.ts';
import type { DeadLetter, AuditLine } from './turns.ts';

export interface MessagePage {
  readonly messages: readonly Message[];
  /** There are more in the asked direction. */
  readonly more: boolean;
}

export interface TicketRow {
  /** Of the conversation: a row with a lower one is old news. */
  readonly version: number;
  readonly ticket: Ticket;
  readonly channel: ChannelId;
  readonly citizen: { readonly name: string | null; readonly origin: Origin | null };
  /** What the citizen or an operator wrote last; a pressed button only when nothing was written. Null: neither. */
  readonly last: {
    readonly seq: number;
    readonly at: number;
    readonly author: Message['author'];
    readonly text: string;
    /** How many files came with it. */
    readonly files: number;
  } | null;
  readonly lastSeq: number;
}

export interface TicketFilter {
  /** `mine`: owned by `operator`; `queue`: waiting for somebody; `all`: every ticket people have had. */
  readonly tab: 'mine' | 'queue' | 'all';
  readonly operator: OperatorId;
  /** Departments that may be seen; null = every one. */
  readonly departments: readonly DepartmentId[] | null;
  readonly limit: number;
}

export interface Counts {
  readonly mine: number;
  readonly queue: number;
  readonly all: number;
}

export interface Views {
  /** Messages with seq > after, oldest first. */
  messagesAfter(id: ConversationId, after: number, limit: number, audience: Audience): Promise<MessagePage>;
  /** Messages with seq < before, oldest first, the newest `limit` of them. */
  messagesBefore(id: ConversationId, before: number, limit: number, audience: Audience): Promise<MessagePage>;
  ticket(number: TicketNumber): Promise<TicketRow | null>;
  /** Whose ticket it is; null: there is none with this number. */
  conversationOf(number: TicketNumber): Promise<ConversationId | null>;
  /** Queue: urgent first, then returned ones, then oldest. Mine: longest waiting first. All: newest first. */
  tickets(filter: TicketFilter): Promise<readonly TicketRow[]>;
  counts(filter: Omit<TicketFilter, 'tab' | 'limit'>): Promise<Counts>;
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  audit(ticket: TicketNumber, limit: number): Promise<readonly AuditLine[]>;
}
