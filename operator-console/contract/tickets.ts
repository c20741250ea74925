/** The part of the console's contract that is about what an operator sees: rows of the lists, a ticket's card and messages, what is found. */
import type { Attachment } from '../../core/domain/attachment.ts';
import type { Consent } from '../../core/domain/consent.ts';
import type { ChannelId, Origin } from '../../core/domain/conversation.ts';
import type { Ladder } from '../../core/domain/ladder.ts';
import type { Message } from '../../core/domain/message.ts';
import type { Dossier, Priority, TicketStatus } from '../../core/domain/ticket.ts';
import type { Answer } from './answer.ts';

/** Somebody else who has the same dialogue open. */
export interface Companion {
  readonly id: string;
  readonly name: string;
  readonly writes: 'reply' | 'note' | null;
}

export interface QueueRow {
  readonly number: string;
  /** Grows with each change of the conversation; an older row is old news. */
  readonly version: number;
  readonly status: TicketStatus;
  readonly title: string;
  readonly category: string | null;
  readonly department: string | null;
  readonly priority: Priority;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly channel: ChannelId;
  readonly citizen: string | null;
  readonly openedAt: number;
  readonly queuedAt: number | null;
  readonly returned: boolean;
  /** What the citizen asked for while waiting: level 2 is a specialist one up, 3 the supervisor. */
  readonly ladder: Ladder | null;
  /** Since when the citizen waits for our reply; null when it is not our turn. */
  readonly waitingSince: number | null;
  /** What is due next, by the server's calendar; null while the clock stands. `warn`: from then on it is soon. */
  readonly due: {
    readonly kind: 'reply' | 'solve' | 'expert';
    readonly at: number;
    readonly warn: number | null;
  } | null;
  /** What the citizen or an operator wrote last; a pressed button only when nothing was written. */
  readonly last: {
    readonly at: number;
    readonly by: Message['author']['kind'];
    /** Whose line it is, when an operator's. */
    readonly operator: string | null;
    readonly text: string;
    /** How many files came with it. */
    readonly files: number;
  } | null;
  readonly lastSeq: number;
}

export interface Card {
  readonly row: QueueRow;
  readonly dossier: Dossier | null;
  readonly dueAt: number | null;
  readonly reason: string | null;
  readonly origin: Origin | null;
  /** What the citizen decided about personal data; null: was not asked. */
  readonly consent: Pick<Consent, 'decision' | 'at'> | null;
  /** Where the citizen writes from, the first one first; `current`: where replies go. */
  readonly addresses: readonly { readonly channel: ChannelId; readonly current: boolean }[];
  /** Every file of the conversation, oldest first. */
  readonly files: readonly {
    readonly file: Attachment;
    readonly seq: number;
    readonly by: Message['author']['kind'];
  }[];
  /** Earlier and later tickets of the same conversation, newest first, this one left out. */
  readonly others: readonly {
    readonly number: string;
    readonly title: string;
    readonly status: TicketStatus;
    readonly openedAt: number;
  }[];
  /** What this operator may do now; the server checks again. */
  readonly may: Readonly<Record<Deed, boolean>>;
}

/** What is looked for over all time. */
export interface TicketQuestion {
  /** As typed: a number, its last figures, words. Empty: every ticket that fits the filter, newest first. */
  readonly text: string;
  readonly filter: {
    readonly status: TicketStatus | null;
    readonly category: string | null;
    readonly department: string | null;
    readonly channel: ChannelId | null;
    readonly owner: string | null;
    /** Moments, ms: from this one on, and before that one. */
    readonly from: number | null;
    readonly to: number | null;
  };
  /** Of the page before; null for the first one. */
  readonly cursor: string | null;
}

/** Part of a text; `hit`: a word that was looked for. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

export interface FoundTicket {
  readonly row: QueueRow;
  readonly title: readonly Piece[];
  /** The newest line that has the words; null when the ticket was found by its number or by filters alone. */
  readonly line: {
    readonly seq: number;
    readonly at: number;
    readonly by: Message['author']['kind'];
    /** Whose line it is, when an operator's. */
    readonly name: string | null;
    readonly snippet: readonly Piece[];
  } | null;
}

export type Deed =
  | 'reveal'
  | 'claim'
  | 'reply'
  | 'note'
  | 'transfer'
  | 'solve'
  | 'handBack'
  | 'reject'
  | 'reopen'
  | 'categorise'
  | 'invite';

export interface TicketRequests {
  'queue:list': (
    request: { readonly tab: 'mine' | 'queue' | 'all' },
    ack: (
      answer: Answer<{
        readonly rows: readonly QueueRow[];
        readonly counts: { readonly mine: number; readonly queue: number; readonly all: number };
      }>,
    ) => void,
  ) => void;
  /** Takes the first of the queue. `empty` when nobody waits. */
  'queue:take': (
    request: { readonly clientId: string },
    ack: (answer: Answer<{ readonly number: string }>) => void,
  ) => void;
  /** Opens the ticket's conversation on this screen: from now on its news come. `after` 0 asks for the newest page. */
  'ticket:open': (
    request: { readonly number: string; readonly after: number },
    ack: (
      answer: Answer<{
        readonly card: Card;
        readonly messages: readonly Message[];
        /** Lines up to `after` that read otherwise than they were said. */
        readonly edited: readonly Message[];
        readonly earlier: boolean;
        readonly later: boolean;
      }>,
    ) => void,
  ) => void;
  /** A later question of the same screen takes the place of one that is still being answered: that one gets `busy`. */
  'ticket:find': (
    request: TicketQuestion,
    ack: (answer: Answer<{ readonly found: readonly FoundTicket[]; readonly cursor: string | null }>) => void,
  ) => void;
  'ticket:leave': (request: { readonly number: string }, ack: (answer: Answer<object>) => void) => void;
  /** Said again while one goes on writing; null when one stops. Only about a ticket that is open on this screen. */
  'ticket:writing': (
    request: { readonly number: string; readonly kind: Companion['writes'] },
    ack: (answer: Answer<object>) => void,
  ) => void;
  'messages:earlier': (
    request: { readonly number: string; readonly before: number },
    ack: (answer: Answer<{ readonly messages: readonly Message[]; readonly earlier: boolean }>) => void,
  ) => void;
}
