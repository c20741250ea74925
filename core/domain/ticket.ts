/**
 * A ticket and the one table of its statuses.
 * Owns what may follow what; leaves who may do it to the desk and the words to `scenarios/phrases.yml`.
 */
import type { Ladder } from './ladder.ts';
import type { SlotValue } from './conversation.ts';
import type { OperatorId } from './message.ts';
import type { TicketNumber } from './ticket-number.ts';

export type DepartmentId = string;
export type CategoryId = string;
export type ConversationId = string;

export const ticketStatuses = [
  'bot',
  'queued',
  'active',
  'waiting',
  'expert',
  'answered',
  'closed',
  'rejected',
] as const;
export type TicketStatus = (typeof ticketStatuses)[number];

export const ticketEvents = [
  'handoff', // the bot or the citizen calls a person
  'withdraw', // the citizen no longer waits for a person
  'claim', // an operator takes it
  'ask', // the operator asked and waits for the citizen
  'citizen-wrote',
  'consult', // passed to an expert department
  'release', // back to a department's queue
  'to-bot', // the operator hands the citizen back to the bot
  'solve', // an answer is given, «Помогло?» is asked
  'confirm', // the citizen says it helped
  'silence', // the citizen said nothing for the set time
  'dispute', // not helped, after a person had it
  'join', // its question goes on under another ticket of the same citizen
  'resume', // not helped, or a further question, while only the bot had it
  'reject',
  'reopen',
] as const;
export type TicketEvent = (typeof ticketEvents)[number];

const transitions: Record<TicketStatus, Partial<Record<TicketEvent, TicketStatus>>> = {
  bot: { handoff: 'queued', solve: 'answered', confirm: 'closed', resume: 'bot', silence: 'closed', join: 'closed' },
  queued: { claim: 'active', 'citizen-wrote': 'queued', withdraw: 'bot', release: 'queued', consult: 'expert' },
  active: {
    ask: 'waiting',
    'citizen-wrote': 'active',
    consult: 'expert',
    release: 'queued',
    'to-bot': 'bot',
    solve: 'answered',
    reject: 'rejected',
  },
  waiting: {
    claim: 'waiting',
    ask: 'waiting',
    'citizen-wrote': 'active',
    consult: 'expert',
    release: 'queued',
    'to-bot': 'bot',
    solve: 'answered',
    reject: 'rejected',
  },
  expert: {
    claim: 'expert',
    ask: 'waiting',
    'citizen-wrote': 'expert',
    consult: 'expert',
    release: 'queued',
    'to-bot': 'bot',
    solve: 'answered',
    reject: 'rejected',
  },
  answered: {
    join: 'closed',
    confirm: 'closed',
    silence: 'closed',
    dispute: 'queued',
    resume: 'bot',
    handoff: 'queued',
    reopen: 'active',
  },
  closed: { reopen: 'active' },
  rejected: { reopen: 'active' },
};

/** The status after the event, or null when the event may not happen in this status. */
export const nextStatus = (status: TicketStatus, event: TicketEvent): TicketStatus | null =>
  transitions[status][event] ?? null;

/** Statuses in which a person, not the bot, answers or is being waited for. */
export const isWithPeople = (status: TicketStatus): boolean =>
  status === 'queued' || status === 'active' || status === 'waiting' || status === 'expert';

export const isOver = (status: TicketStatus): boolean => status === 'closed' || status === 'rejected';

export const priorities = ['normal', 'high', 'urgent'] as const;
export type Priority = (typeof priorities)[number];

/** What the operator reads before the first answer; put together by the engine without any model. */
export interface Dossier {
  /** What the citizen wants, in their own words where there are any. */
  readonly wants: string;
  /** Titles of the scenes walked, oldest first. */
  readonly path: readonly { readonly title: string; readonly at: number }[];
  readonly slots: readonly SlotValue[];
  /** What the bot has already suggested. */
  readonly tried: readonly string[];
  /** Why a person is needed. */
  readonly reason: string;
}

/** What is promised, in working time of the department's line. */
export interface Terms {
  /** The deadline of `organisation.yml`. */
  readonly kind: string;
  /** Our next reply is due; null when it is not our turn. */
  readonly replyBy: number | null;
  readonly replyWarn: number | null;
  /** A person answered for the first time. */
  readonly repliedAt: number | null;
  /** The solution is due; null while its clock stands. */
  readonly solveBy: number | null;
  readonly solveWarn: number | null;
  /** While the clock stands: working time that is left, ms; negative when overdue. */
  readonly left: number | null;
}

export interface Ticket {
  readonly number: TicketNumber;
  readonly conversation: ConversationId;
  readonly status: TicketStatus;
  readonly title: string;
  readonly category: CategoryId | null;
  readonly department: DepartmentId | null;
  readonly priority: Priority;
  readonly owner: OperatorId | null;
  /** The operator who had it last; a disputed answer goes back to them. */
  readonly lastOwner: OperatorId | null;
  readonly openedAt: number;
  readonly statusAt: number;
  /** Place in the queue: kept when the ticket comes back to it. Null until the first handoff. */
  readonly queuedAt: number | null;
  /** Came back after an answer that did not help: first in the queue. */
  readonly returned: boolean;
  /** Since when the citizen waits for our reply; null when it is not our turn. */
  readonly waitingSince: number | null;
  /** Promised moment of an expert's answer. */
  readonly dueAt: number | null;
  /** The closed ticket that this one continues. */
  readonly previous: TicketNumber | null;
  /** Why it was rejected or passed on. */
  readonly reason: string | null;
  readonly dossier: Dossier | null;
  /** What the citizen asked for while waiting; null: nothing. */
  readonly ladder: Ladder | null;
  /** Null until a person is called for the first time. */
  readonly terms: Terms | null;
}

/** An operator has it: only they write to the citizen. */
export const isHeld = ({ owner, status }: Pick<Ticket, 'owner' | 'status'>): boolean =>
  owner !== null && isWithPeople(status) && status !== 'queued';

const standing = ['status', 'owner', 'department', 'category', 'priority', 'title'] as const;

/** What happened left the ticket where it was: with the same people, in the same state. */
export const staysPut = ({ before, after }: { readonly before: Ticket | null; readonly after: Ticket }): boolean =>
  before !== null && standing.every((field) => before[field] === after[field]);
