/** Rows of tickets and what they mean. What is sorted by is a small integer. */
import type { SQLInputValue } from 'node:sqlite';
import type { Ladder } from '../../domain/ladder.ts';
import { priorities } from '../../domain/ticket.ts';
import type { Dossier, Terms, Ticket, TicketStatus } from '../../domain/ticket.ts';
import { json, parsed } from './sql.ts';

export interface TicketDbRow {
  readonly number: string;
  readonly status: TicketStatus;
  readonly title: string;
  readonly category: string | null;
  readonly department: string | null;
  /** Index into `priorities`: the higher, the sooner. */
  readonly priority: number;
  readonly owner: string | null;
  readonly last_owner: string | null;
  readonly opened_at: number;
  readonly status_at: number;
  readonly queued_at: number | null;
  readonly returned: number;
  readonly waiting_since: number | null;
  readonly due_at: number | null;
  readonly previous: string | null;
  readonly reason: string | null;
  readonly dossier: string | null;
  readonly ladder: string | null;
  readonly terms: string | null;
}

export const ticketColumns = [
  'status',
  'title',
  'category',
  'department',
  'priority',
  'owner',
  'last_owner',
  'opened_at',
  'status_at',
  'queued_at',
  'returned',
  'waiting_since',
  'due_at',
  'previous',
  'reason',
  'dossier',
  'ladder',
  'terms',
] as const;

/** In the order of `ticketColumns`. */
export const ticketValues = (ticket: Ticket): SQLInputValue[] => [
  ticket.status,
  ticket.title,
  ticket.category,
  ticket.department,
  priorities.indexOf(ticket.priority),
  ticket.owner,
  ticket.lastOwner,
  ticket.openedAt,
  ticket.statusAt,
  ticket.queuedAt,
  ticket.returned ? 1 : 0,
  ticket.waitingSince,
  ticket.dueAt,
  ticket.previous,
  ticket.reason,
  json(ticket.dossier),
  json(ticket.ladder),
  json(ticket.terms),
];

export const toTicket = (row: TicketDbRow, conversation: string): Ticket => ({
  number: row.number,
  conversation,
  status: row.status,
  title: row.title,
  category: row.category,
  department: row.department,
  priority: priorities[row.priority] ?? 'normal',
  owner: row.owner,
  lastOwner: row.last_owner,
  openedAt: row.opened_at,
  statusAt: row.status_at,
  queuedAt: row.queued_at,
  returned: row.returned === 1,
  waitingSince: row.waiting_since,
  dueAt: row.due_at,
  previous: row.previous,
  reason: row.reason,
  dossier: parsed(row.dossier) as Dossier | null,
  ladder: parsed(row.ladder) as Ladder | null,
  terms: parsed(row.terms) as Terms | null,
});
