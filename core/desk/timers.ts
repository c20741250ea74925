/** Which jobs stand for a ticket after a turn. One place: no verb can forget one. */
import { unreachable } from '../domain/unreachable.ts';
import { isHeld, type Ticket } from '../domain/ticket.ts';
import type { JobChange } from '../ports/turns.ts';
import { assignJob } from './assign-job.ts';
import { jobKey } from './run-engine.ts';
import { lineOf, type TermFacts } from './terms.ts';

const minute = 60_000;

/** Jobs about terms: a warning and a breach each, told once. */
export const termJobs = ['reply-soon', 'reply-late', 'solve-soon', 'solve-late', 'expert-late'] as const;
export type TermJob = (typeof termJobs)[number];

/** When the job is due as the ticket stands; null: there is none. */
export const termDue = ({ status, terms, dueAt }: Ticket, job: TermJob): number | null => {
  switch (job) {
    case 'reply-soon':
      return terms?.replyWarn ?? null;
    case 'reply-late':
      return terms?.replyBy ?? null;
    case 'solve-soon':
      return terms?.solveWarn ?? null;
    case 'solve-late':
      return terms?.solveBy ?? null;
    case 'expert-late':
      return status === 'expert' ? dueAt : null;
    default:
      return unreachable(job);
  }
};

const schedule = (ticket: Ticket, kind: string, due: number): JobChange => ({
  kind: 'schedule',
  job: {
    key: jobKey(kind, ticket.number),
    kind,
    due,
    payload: { conversation: ticket.conversation, ticket: ticket.number },
  },
});

const cancel = (ticket: Ticket, kind: string): JobChange => ({ kind: 'cancel', key: jobKey(kind, ticket.number) });

const ofTerms = (before: Ticket | null, after: Ticket, now: number): readonly JobChange[] =>
  termJobs.flatMap((job) => {
    const due = termDue(after, job);
    const known = before && termDue(before, job);
    if (due === known) return [];
    // What has passed already was told when it passed.
    return due === null || due < now ? [cancel(after, job)] : [schedule(after, job, due)];
  });

/** The owner owes a reply: since when this very owner does. */
export const owes = (ticket: Ticket | null): boolean =>
  ticket !== null && isHeld(ticket) && ticket.status === 'active' && ticket.waitingSince !== null;

const ofSilence = (facts: TermFacts, before: Ticket | null, after: Ticket, now: number): readonly JobChange[] => {
  if (!owes(after)) return owes(before) ? [cancel(after, 'unanswered-soon'), cancel(after, 'unanswered')] : [];
  const same = owes(before) && before?.owner === after.owner && before?.waitingSince === after.waitingSince;
  if (same) return [];
  const { silenceMinutes, silenceWarningMinutes } = facts.organisation.settings;
  const line = lineOf(facts.organisation, after);
  const at = (minutes: number): number => facts.calendar.after(line, now, minutes * minute);
  return [
    schedule(after, 'unanswered-soon', at(silenceMinutes - silenceWarningMinutes)),
    schedule(after, 'unanswered', at(silenceMinutes)),
  ];
};

const takesSlot = ({ owner, status }: Ticket): boolean =>
  owner !== null && (status === 'active' || status === 'expert');

/** Something came to the queue, or a slot became free: the queue is given out, where it is given out at all. */
const ofAssignment = (
  { organisation }: TermFacts,
  before: Ticket | null,
  after: Ticket,
  now: number,
): readonly JobChange[] => {
  if (organisation.settings.assignment !== 'automatic') return [];
  const came = after.status === 'queued' && before?.status !== 'queued';
  const freed = before !== null && takesSlot(before) && !takesSlot(after);
  return came || freed ? [assignJob(now)] : [];
};

export const timersAfter = (
  facts: TermFacts,
  before: Ticket | null,
  after: Ticket,
  now: number,
): readonly JobChange[] => [
  ...ofTerms(before, after, now),
  ...ofSilence(facts, before, after, now),
  ...ofAssignment(facts, before, after, now),
];
