/** The queue in figures: who stands before whom, how long one service takes, where somebody is on line. Pure data and rules. */
import type { OperatorId } from './message.ts';
import type { DepartmentId, Priority } from './ticket.ts';
import { priorities } from './ticket.ts';
import type { TicketNumber } from './ticket-number.ts';

/** A ticket that waits for a person, in the order in which they are taken. */
export interface Waiting {
  readonly number: TicketNumber;
  readonly department: DepartmentId;
  readonly priority: Priority;
  readonly returned: boolean;
}

export interface QueueFigures {
  /** First the one that is taken next. */
  readonly waiting: readonly Waiting[];
  /** Time between services while somebody waits, ms; only where enough have been measured. */
  readonly serviceMs: Readonly<Record<DepartmentId, number>>;
  /** Departments for which somebody is on line. */
  readonly attended: readonly DepartmentId[];
  /** Those who are there to be given work. */
  readonly available: readonly OperatorId[];
}

export interface QueuePlace {
  /** How many are taken before. */
  readonly ahead: number;
  /** Expected wait; null while too little has been measured. */
  readonly minutes: number | null;
}

/** Fewer services say nothing about the next one. */
const enoughServices = 5;

const minute = 60_000;

/** As exact as an expectation can honestly be: minutes at first, then fives, then quarters of an hour. */
export const roundedMinutes = (ms: number): number => {
  const minutes = Math.max(1, Math.ceil(ms / minute));
  const step = minutes <= 10 ? 1 : minutes <= 60 ? 5 : 15;
  return Math.ceil(minutes / step) * step;
};

const expected = (figures: QueueFigures, department: DepartmentId, ahead: number): QueuePlace => {
  const each = figures.serviceMs[department];
  return { ahead, minutes: each === undefined ? null : roundedMinutes(each * (ahead + 1)) };
};

/** Of a ticket in the queue; null when it does not stand there. */
export const placeOf = (figures: QueueFigures, number: TicketNumber): QueuePlace | null => {
  const mine = figures.waiting.find((one) => one.number === number);
  if (!mine) return null;
  const line = figures.waiting.filter(({ department }) => department === mine.department);
  return expected(figures, mine.department, line.indexOf(mine));
};

/** Of a ticket that comes to the queue now. */
export const placeOfNew = (figures: QueueFigures, department: DepartmentId, priority: Priority): QueuePlace => {
  const rank = priorities.indexOf(priority);
  const ahead = figures.waiting.filter(
    (one) => one.department === department && priorities.indexOf(one.priority) >= rank,
  ).length;
  return expected(figures, department, ahead);
};

/** A service, measured: when the ticket came to the queue, and when it was taken. */
export interface Served {
  readonly queuedAt: number;
  readonly at: number;
}

/**
 * The mean time between services while somebody waited: each counts from the one before, or from its own coming when
 * the queue was empty. Newest first. Null: too few.
 */
export const serviceTime = (
  services: readonly Served[],
  worked: (from: number, to: number) => number,
): number | null => {
  if (services.length < enoughServices) return null;
  const gaps = services.map(({ queuedAt, at }, index) =>
    worked(Math.max(queuedAt, services[index + 1]?.at ?? queuedAt), at),
  );
  return gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
};
