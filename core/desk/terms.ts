/**
 * What is promised for a ticket, in working time: when our next reply is due and when the solution is.
 * The clock of the solution stands while we wait for the citizen; the start is never moved by a transfer or another category.
 */
import type { Calendar } from '../domain/calendar.ts';
import type { Deadline, LineId, Organisation } from '../domain/organisation.ts';
import { isWithPeople, type Terms, type Ticket } from '../domain/ticket.ts';

export interface TermFacts {
  readonly organisation: Organisation;
  readonly calendar: Calendar;
}

const minute = 60_000;
/** The share of the time left at which the warning comes. */
const warnShare = 0.25;

export const lineOf = ({ departments, lines }: Organisation, ticket: Pick<Ticket, 'department'>): LineId =>
  departments.find(({ id }) => id === ticket.department)?.line ?? lines[0]?.id ?? '';

const deadlineOf = ({ categories, deadlines }: Organisation, ticket: Ticket): Deadline | undefined => {
  const wanted = categories.find(({ id }) => id === ticket.category)?.deadline;
  return deadlines.find(({ id }) => id === wanted) ?? deadlines[0];
};

/** The solution is being worked at: its clock runs. */
const runs = ({ status }: Ticket): boolean => status === 'queued' || status === 'active' || status === 'expert';

const whole = ({ calendar }: TermFacts, line: LineId, deadline: Deadline, from: number): number =>
  calendar.between(line, from, calendar.ends(line, from, deadline.solve));

const begin = (facts: TermFacts, line: LineId, deadline: Deadline, now: number): Terms => ({
  kind: deadline.id,
  replyBy: null,
  replyWarn: null,
  repliedAt: null,
  solveBy: null,
  solveWarn: null,
  left: whole(facts, line, deadline, now),
});

/** Working time that is left of the solution's term. Negative: overdue by so much. */
const leftOf = ({ calendar }: TermFacts, line: LineId, terms: Terms, now: number): number => {
  if (terms.solveBy === null) return terms.left ?? 0;
  return terms.solveBy >= now
    ? calendar.between(line, now, terms.solveBy)
    : -calendar.between(line, terms.solveBy, now);
};

/** Runs on with what is left. What is overdue stays due when it was. */
const resumed = (
  { calendar }: TermFacts,
  line: LineId,
  terms: Terms,
  deadline: Deadline,
  now: number,
  left: number,
) => {
  if (left <= 0) return { solveBy: terms.solveBy ?? now, solveWarn: null, left: null };
  const warnAfter = left - whole({ calendar } as TermFacts, line, deadline, now) * warnShare;
  return {
    solveBy: calendar.after(line, now, left),
    solveWarn: warnAfter > 0 ? calendar.after(line, now, warnAfter) : null,
    left: null,
  };
};

const solution = (
  facts: TermFacts,
  line: LineId,
  terms: Terms,
  deadline: Deadline,
  after: Ticket,
  now: number,
): Pick<Terms, 'kind' | 'solveBy' | 'solveWarn' | 'left'> => {
  const { kind } = terms;
  const other = deadline.id !== kind;
  const before = facts.organisation.deadlines.find(({ id }) => id === kind);
  const more = other && before ? whole(facts, line, deadline, now) - whole(facts, line, before, now) : 0;
  const asItWas = { kind, solveBy: terms.solveBy, solveWarn: terms.solveWarn, left: terms.left };
  if (!runs(after)) {
    if (terms.solveBy === null && !other) return asItWas;
    return { kind: deadline.id, solveBy: null, solveWarn: null, left: leftOf(facts, line, terms, now) + more };
  }
  if (terms.solveBy !== null && !other) return asItWas;
  return { kind: deadline.id, ...resumed(facts, line, terms, deadline, now, leftOf(facts, line, terms, now) + more) };
};

const reply = (
  { calendar }: TermFacts,
  line: LineId,
  deadline: Deadline,
  before: Ticket | null,
  after: Ticket,
): Pick<Terms, 'replyBy' | 'replyWarn'> => {
  const owed = after.waitingSince !== null && (after.status === 'queued' || after.status === 'active');
  if (!owed || deadline.replyMinutes === null || after.waitingSince === null) return { replyBy: null, replyWarn: null };
  const known = before?.terms;
  if (known && known.replyBy !== null && before.waitingSince === after.waitingSince) {
    return { replyBy: known.replyBy, replyWarn: known.replyWarn };
  }
  const ms = deadline.replyMinutes * minute;
  return {
    replyBy: calendar.after(line, after.waitingSince, ms),
    replyWarn: calendar.after(line, after.waitingSince, ms * (1 - warnShare)),
  };
};

/** The reply went out with this turn: the citizen waited before it and waits no longer, though people still have the ticket. */
const replied = (before: Ticket | null, after: Ticket): boolean =>
  before !== null &&
  before.owner !== null &&
  before.waitingSince !== null &&
  after.waitingSince === null &&
  after.status !== 'bot';

/** The ticket's terms after a turn. Null until a person is called for the first time. */
export const termsAfter = (facts: TermFacts, before: Ticket | null, after: Ticket, now: number): Terms | null => {
  const deadline = deadlineOf(facts.organisation, after);
  if (!deadline || (after.terms === null && !isWithPeople(after.status))) return after.terms;
  const line = lineOf(facts.organisation, after);
  const terms = after.terms ?? begin(facts, line, deadline, now);
  return {
    ...terms,
    ...solution(facts, line, terms, deadline, after, now),
    ...reply(facts, line, deadline, before, after),
    repliedAt: terms.repliedAt ?? (replied(before, after) ? now : null),
  };
};
