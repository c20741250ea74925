/**
 * The console's contract: the socket (namespace `/operator`) and the few HTTP calls around sign-in.
 * Types only. Requests are `noun:verb` with an acknowledgement, news are `noun:past`.
 */
import type { Attachment, FileId, FileLimits } from '../core/domain/attachment.ts';
import type { Consent } from '../core/domain/consent.ts';
import type { ChannelId, Origin } from '../core/domain/conversation.ts';
import type { Delivery } from '../core/domain/delivery.ts';
import type { Ladder } from '../core/domain/ladder.ts';
import type { Message } from '../core/domain/message.ts';
import type { Operator } from '../core/domain/operator.ts';
import type { PresenceState } from '../core/domain/presence.ts';
import type { PersonalValue, RevealReason } from '../core/domain/personal.ts';
import type { Dossier, Priority, TicketStatus } from '../core/domain/ticket.ts';
import type { Answer } from './contract/answer.ts';
import type { StaffRequests } from './contract/staff.ts';

export type * from './contract/answer.ts';
export type * from './contract/staff.ts';

/** HTTP: `POST /api/sign-in` `{login, password}` → 200 `{me}` | 401 `{error:'wrong'}` | 429 `{error:'throttled', retryAfter}` (s).
 *  `POST /api/password` `{current, fresh}` → 200 `{me}`, signed in anew | 403 `{error:'wrong'}` | 422 `{error:'weak', trouble}` | 429.
 *  `POST /api/sign-out` → 204. `GET /api/me` → 200 `{me}` | 401. JSON bodies only. */
export type Me = Pick<Operator, 'id' | 'login' | 'name' | 'role' | 'departments'> & {
  /** The password was given by somebody else: until it is changed nothing but that is answered. */
  readonly passwordDue: boolean;
};

export interface Directory {
  readonly portal: string;
  readonly demo: boolean;
  readonly departments: readonly { readonly id: string; readonly title: string; readonly expert: boolean }[];
  readonly categories: readonly { readonly id: string; readonly title: string }[];
  readonly colleagues: readonly {
    readonly id: string;
    readonly name: string;
    readonly departments: readonly string[];
    readonly online: boolean;
    readonly state: PresenceState;
    readonly since: number;
  }[];
  /** Status words by status, as the citizen reads them. */
  readonly statuses: Readonly<Record<TicketStatus, string>>;
  readonly maxText: number;
  readonly files: FileLimits;
  /** The server's clock, ms since the epoch. */
  readonly now: number;
}

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

/** A line with its hours in words, as the citizen reads them. */
export interface LineView {
  readonly id: string;
  readonly title: string;
  readonly hours: string;
  readonly open: boolean;
  /** Other hours hold until then; null: the usual ones. */
  readonly changedUntil: number | null;
}

/** Where the operator is, and how many of their slots are taken. */
export interface Standing {
  readonly state: PresenceState;
  /** Since when, server's clock. */
  readonly since: number;
  readonly held: number;
  readonly capacity: number;
}

export type Deed =
  'reveal' | 'claim' | 'reply' | 'note' | 'transfer' | 'solve' | 'handBack' | 'reject' | 'reopen' | 'categorise';

export interface TicketRef {
  readonly number: string;
  /** 8–64 of [A-Za-z0-9_-], the same on every retry. */
  readonly clientId: string;
}

/** Words, files staged for this ticket (at most `Directory.files.files`), or both. */
export interface Written {
  readonly text: string;
  readonly files?: readonly FileId[];
}

type Done = (answer: Answer<{ readonly seq: number }>) => void;

/** «Не поняли»: texts the bot was unsure of, newest first, and the topics they may become examples of. */
export interface UnclearView {
  readonly texts: readonly {
    readonly id: number;
    readonly at: number;
    readonly text: string;
    readonly guesses: readonly { readonly topic: string; readonly p: number }[];
  }[];
  readonly topics: readonly { readonly id: string; readonly title: string; readonly asked: boolean }[];
}

export interface ConsoleRequests extends StaffRequests {
  'directory:get': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly directory: Directory }>) => void,
  ) => void;
  'unclear:list': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly view: UnclearView }>) => void,
  ) => void;
  /** Answered when the example is published and learnt. `not-found`: a colleague has settled it. */
  'unclear:teach': (
    request: { readonly id: number; readonly topic: string },
    ack: (answer: Answer<object>) => void,
  ) => void;
  'unclear:dismiss': (request: { readonly id: number }, ack: (answer: Answer<object>) => void) => void;
  'queue:list': (
    request: { readonly tab: 'mine' | 'queue' | 'all' },
    ack: (
      answer: Answer<{
        readonly rows: readonly QueueRow[];
        readonly counts: { readonly mine: number; readonly queue: number; readonly all: number };
      }>,
    ) => void,
  ) => void;
  /** Opens the ticket's conversation on this screen: from now on its news come. `after` 0 asks for the newest page. */
  'ticket:open': (
    request: { readonly number: string; readonly after: number },
    ack: (
      answer: Answer<{
        readonly card: Card;
        readonly messages: readonly Message[];
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
  'ticket:claim': (request: TicketRef, ack: Done) => void;
  /** Takes the first of the queue. `empty` when nobody waits. */
  'queue:take': (
    request: { readonly clientId: string },
    ack: (answer: Answer<{ readonly number: string }>) => void,
  ) => void;
  'message:send': (request: TicketRef & Written & { readonly asks: boolean }, ack: Done) => void;
  'note:add': (request: TicketRef & Written, ack: Done) => void;
  'ticket:transfer': (
    request: TicketRef & {
      readonly to: { readonly kind: 'operator' | 'department'; readonly id: string };
      readonly reason: string;
    },
    ack: Done,
  ) => void;
  'ticket:solve': (
    request: TicketRef & { readonly text: string | null; readonly files?: readonly FileId[] },
    ack: Done,
  ) => void;
  'ticket:hand-back': (request: TicketRef, ack: Done) => void;
  'ticket:reject': (request: TicketRef & { readonly reason: string }, ack: Done) => void;
  'ticket:reopen': (request: TicketRef, ack: Done) => void;
  /** Another category: the department follows, number and clocks stay. */
  'ticket:categorise': (request: TicketRef & { readonly category: string }, ack: Done) => void;
  'lines:get': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly lines: readonly LineView[] }>) => void,
  ) => void;
  /** At once, every day until the end of `until` (`YYYY-MM-DD`); `open` empty: closed. */
  'line:change': (
    request: { readonly line: string; readonly open: readonly string[]; readonly until: string },
    ack: (answer: Answer<{ readonly lines: readonly LineView[] }>) => void,
  ) => void;
  'line:restore': (
    request: { readonly line: string },
    ack: (answer: Answer<{ readonly lines: readonly LineView[] }>) => void,
  ) => void;
  'presence:get': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly standing: Standing }>) => void,
  ) => void;
  'presence:set': (
    request: { readonly state: PresenceState },
    ack: (answer: Answer<{ readonly standing: Standing }>) => void,
  ) => void;
  /** The person moves or types: at most once a minute. */
  'presence:active': (request: Record<string, never>, ack: (answer: Answer<object>) => void) => void;
  /** Passes on what is held (`to` null: each to its own department), then the operator is off line. */
  'shift:end': (
    request: {
      readonly clientId: string;
      readonly to: { readonly kind: 'operator' | 'department'; readonly id: string } | null;
      readonly reason: string;
    },
    ack: (answer: Answer<{ readonly standing: Standing; readonly moved: number }>) => void,
  ) => void;
  /** The value behind a mask. `words`: the reason in the operator's own, or null. Each look is in the audit. */
  'personal:reveal': (
    request: TicketRef & { readonly ref: string; readonly reason: RevealReason; readonly words: string | null },
    ack: (answer: Answer<Pick<PersonalValue, 'kind' | 'value'>>) => void,
  ) => void;
  /** Has a line tried again that did not arrive, or whose arrival is not known. */
  'message:retry': (
    request: { readonly number: string; readonly seq: number },
    ack: (answer: Answer<object>) => void,
  ) => void;
}

export type AlertKind = 'reply-soon' | 'reply-late' | 'solve-soon' | 'solve-late' | 'returns-soon' | 'returned';

export interface ConsoleNews {
  /** A row this operator may see is new or has changed. */
  'row:changed': (row: QueueRow) => void;
  /** A row left this operator's sight (another department). */
  'row:removed': (gone: { readonly number: string; readonly version: number }) => void;
  /** Messages of an opened ticket. */
  'message:added': (news: { readonly number: string; readonly message: Message }) => void;
  /** How a line on its way to a messenger has fared. */
  'message:delivered': (news: { readonly number: string; readonly seq: number; readonly delivery: Delivery }) => void;
  'card:changed': (card: Card) => void;
  /** Of a ticket that is open here. */
  'company:changed': (news: { readonly number: string; readonly others: readonly Companion[] }) => void;
  'colleague:changed': (colleague: { readonly id: string; readonly online: boolean }) => void;
  'presence:changed': (news: { readonly id: string; readonly state: PresenceState; readonly since: number }) => void;
  /** To the owner and to those who lead: a term is near or over, or a ticket goes back for want of a reply. */
  'ticket:alerted': (alert: { readonly number: string; readonly kind: AlertKind; readonly title: string }) => void;
  /** Name or departments were changed by the administrator. */
  'me:changed': (me: Me) => void;
  /** The sign-in is over: signed out elsewhere, switched off, or too long idle. */
  'me:signed-out': () => void;
}
