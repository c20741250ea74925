/**
 * The console's contract: the socket (namespace `/operator`) and the few HTTP calls around sign-in.
 * Types only. Requests are `noun:verb` with an acknowledgement, news are `noun:past`.
 */
import type { FileLimits } from '../core/domain/attachment.ts';
import type { Delivery } from '../core/domain/delivery.ts';
import type { Message } from '../core/domain/message.ts';
import type { Operator } from '../core/domain/operator.ts';
import type { PresenceState } from '../core/domain/presence.ts';
import type { TicketStatus } from '../core/domain/ticket.ts';
import type { Answer } from './contract/answer.ts';
import type { DeedRequests } from './contract/deeds.ts';
import type { ShiftRequests } from './contract/shift.ts';
import type { StaffRequests } from './contract/staff.ts';
import type { Card, Companion, QueueRow, TicketRequests } from './contract/tickets.ts';
import type { UnclearRequests } from './contract/unclear.ts';

export type * from './contract/answer.ts';
export type * from './contract/deeds.ts';
export type * from './contract/shift.ts';
export type * from './contract/staff.ts';
export type * from './contract/tickets.ts';
export type * from './contract/unclear.ts';

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

export interface ConsoleRequests extends StaffRequests, TicketRequests, DeedRequests, ShiftRequests, UnclearRequests {
  'directory:get': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly directory: Directory }>) => void,
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
  /** A line of an opened ticket now reads otherwise. */
  'message:changed': (news: { readonly number: string; readonly message: Message }) => void;
  /** How a line on its way to a messenger has fared. */
  'message:delivered': (news: { readonly number: string; readonly seq: number; readonly delivery: Delivery }) => void;
  'card:changed': (card: Card) => void;
  /** Of a ticket that is open here, or is seen in the list: then `writes` is not told. */
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
