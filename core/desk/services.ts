/** Which changes of tickets are people taking them from a queue: the expected wait is measured by them. Pure. */
import type { Ticket } from '../domain/ticket.ts';
import type { News } from '../ports/live.ts';
import type { Service } from '../ports/turns.ts';

/** From the queue into a person's hands. */
const taken = (before: Ticket | null, after: Ticket, at: number): readonly Service[] =>
  before?.status === 'queued' && after.status === 'active' && after.owner !== null && after.department !== null
    ? [{ department: after.department, queuedAt: before.waitingSince ?? before.queuedAt ?? at, at }]
    : [];

export const servicesIn = (changes: News['tickets'], at: number): readonly Service[] =>
  changes.flatMap(({ before, after }) => taken(before, after, at));
