/**
 * What a citizen who waits for us may ask for on the same ticket: a reminder, a specialist one level up, the supervisor,
 * a complaint. Their rights count clock hours, whatever the hours of the staff are. Pure; the hours come from
 * `organisation.yml`.
 */
import type { Ticket, TicketStatus } from './ticket.ts';

/** 1: the department, 2: a specialist one level up, 3: the supervisor. */
export type Level = 1 | 2 | 3;

export interface Ladder {
  readonly remindedAt: number | null;
  readonly level: Level;
  readonly escalatedAt: number | null;
  readonly complainedAt: number | null;
}

export const noLadder: Ladder = { remindedAt: null, level: 1, escalatedAt: null, complainedAt: null };

export type Waits = Pick<Ticket, 'status' | 'statusAt' | 'waitingSince' | 'queuedAt' | 'returned' | 'ladder'>;

export interface LadderHours {
  /** Without change for so long, a reminder may be sent. */
  readonly repeatHours: number;
  /** And a specialist one level up may be asked for. */
  readonly escalationHours: number;
  /** So much later, the supervisor. */
  readonly supervisorHours: number;
}

/** `done`: asked for already, at `at`; `next` is when it may be asked for again, null when never. */
export type Right =
  | { readonly kind: 'now' }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'done'; readonly at: number; readonly next: number | null };

const hour = 3_600_000;

const ours: ReadonlySet<TicketStatus> = new Set(['queued', 'active', 'expert']);

/** We owe the answer: only then anything can be asked for. */
export const waitsForUs = ({ status }: Pick<Ticket, 'status'>): boolean => ours.has(status);

/** Since when nothing has changed for the citizen. */
export const quietSince = ({ waitingSince, statusAt }: Waits): number => waitingSince ?? statusAt;

const from = (at: number, now: number): Right => (now >= at ? { kind: 'now' } : { kind: 'later', at });

export const mayRemind = (ticket: Waits, now: number, { repeatHours }: LadderHours): Right => {
  const since = quietSince(ticket);
  const reminded = ticket.ladder?.remindedAt ?? null;
  if (reminded === null || reminded < since) return from(since + repeatHours * hour, now);
  const next = reminded + repeatHours * hour;
  return now >= next ? { kind: 'now' } : { kind: 'done', at: reminded, next };
};

/** Towards `level`, one above the present; an answer that was disputed counts from the first call for a person. */
export const mayEscalate = (
  ticket: Waits,
  now: number,
  { escalationHours, supervisorHours }: LadderHours,
): { readonly level: Level; readonly right: Right } => {
  const { level, escalatedAt } = ticket.ladder ?? noLadder;
  if (level === 3) return { level, right: { kind: 'done', at: escalatedAt ?? ticket.statusAt, next: null } };
  if (level === 2) {
    const at = Math.max(escalatedAt ?? 0, quietSince(ticket)) + supervisorHours * hour;
    return { level: 3, right: from(at, now) };
  }
  const since = ticket.returned ? (ticket.queuedAt ?? quietSince(ticket)) : quietSince(ticket);
  return { level: 2, right: from(since + escalationHours * hour, now) };
};
