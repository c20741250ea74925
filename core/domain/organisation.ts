/** Facts of the organisation from `scenarios/organisation.yml`: never pinned, never written into a scenario. */
import type { CategoryId, DepartmentId } from './ticket.ts';

export type LineId = string;

/** Where a fact comes from; `checked` is the day (`YYYY-MM-DD`) somebody looked, null while nobody has. */
export interface Sourced {
  readonly title: string;
  readonly source: string;
  readonly checked: string | null;
  readonly checkedBy: string | null;
}

/** Minutes from midnight, `to` up to 1440. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** A way of being reached that has hours of its own: the chat's operators, the phone, the bot. */
export interface Line extends Sourced {
  readonly id: LineId;
  /** Seven lists, Monday first; empty: closed that day. */
  readonly week: readonly (readonly Interval[])[];
  /** Closed on public holidays and open on working days moved to a weekend. */
  readonly keepsHolidays: boolean;
  /** The day before a holiday ends earlier by so many minutes. */
  readonly shortDayMinutes: number;
}

/** What a year has besides its weekends. Days are `MM-DD`. */
export interface CalendarYear {
  readonly year: number;
  readonly source: string;
  readonly checked: string | null;
  readonly off: readonly string[];
  /** Weekend days on which people work. */
  readonly working: readonly string[];
  /** Working days before a holiday. */
  readonly short: readonly string[];
}

/** Hours of a line as a supervisor has set them for a while: every day the same; no intervals: closed. */
export interface LineChange {
  readonly line: LineId;
  readonly from: number;
  readonly until: number;
  readonly intervals: readonly Interval[];
}

export interface Department {
  readonly id: DepartmentId;
  readonly title: string;
  /** Expert departments get tickets «на экспертизу» with a due date. */
  readonly expert: boolean;
  /** Its people are there when this line is open. */
  readonly line: LineId;
}

/** Working time of a line: hours, or until the end of the n-th working day after this one. */
export type Term = { readonly hours: number } | { readonly days: number };

/** What is promised for a kind of request. */
export interface Deadline {
  readonly id: string;
  readonly title: string;
  /** The promise as people read it: «до 24 часов». */
  readonly words: string;
  /** Until our reply, minutes of working time; null: only the solution has a term. */
  readonly replyMinutes: number | null;
  readonly solve: Term;
}

export interface Category {
  readonly id: CategoryId;
  readonly title: string;
  readonly department: DepartmentId;
  /** Of which kind its requests are. */
  readonly deadline: string;
}

export interface Contact extends Sourced {
  readonly id: string;
  readonly value: string;
}

export interface Settings {
  /** Silence after an answer that closes the ticket, hours. */
  readonly confirmHours: number;
  /** How long an operator may reopen a closed ticket, days. */
  readonly reopenDays: number;
  /** Break in a form after which the bot asks whether to go on, hours. */
  readonly breakHours: number;
  /** Without change for so long, the citizen may send a reminder («Повторный запрос»), clock hours. */
  readonly repeatHours: number;
  /** And ask for a specialist one level up («Эскалация»), clock hours. */
  readonly escalationHours: number;
  /** So much later, for the supervisor, clock hours. */
  readonly supervisorHours: number;
  /** An operator who owes a reply so long loses the ticket to the queue, minutes of working time. */
  readonly silenceMinutes: number;
  /** So long before that they are warned. */
  readonly silenceWarningMinutes: number;
  /** A console that is away so long is no drop of the network: its operator has left, minutes. */
  readonly leaveMinutes: number;
  /** Nothing done in an open console for so long: «нет на месте», minutes. */
  readonly awayMinutes: number;
  /** Tickets one operator works on at once, where their own number is not set. */
  readonly capacity: number;
  /** Who gives out the queue. */
  readonly assignment: 'by-hand' | 'automatic';
  /** A citizen who calls a person while nobody is on line is told so. */
  readonly noticeWhenNobody: boolean;
}

export interface Organisation {
  readonly name: string;
  readonly zone: string;
  readonly lines: readonly Line[];
  readonly calendar: readonly CalendarYear[];
  /** Not of the file: what supervisors have set for now. */
  readonly changes: readonly LineChange[];
  readonly deadlines: readonly Deadline[];
  readonly departments: readonly Department[];
  readonly categories: readonly Category[];
  readonly contacts: readonly Contact[];
  readonly settings: Settings;
}

/** Contacts and hours that nobody has checked. */
export const uncheckedContacts = ({ contacts, lines }: Organisation): readonly Sourced[] =>
  [...contacts, ...lines].filter((fact) => fact.checked === null);
