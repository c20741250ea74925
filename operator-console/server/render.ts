/** What the console is shown of a ticket: rows and cards. Pure; rights are the same rules that the desk applies. */
import { sameAddress, type Address } from '../../core/domain/conversation.ts';
import { isMessenger } from '../../core/domain/delivery.ts';
import { leads, mayAnswer, type Operator, mayReveal } from '../../core/domain/operator.ts';
import { isHeld, isOver, type Ticket } from '../../core/domain/ticket.ts';
import type { CarriedFile } from '../../core/ports/files.ts';
import type { TicketRow } from '../../core/ports/views.ts';
import type { Card, Deed, QueueRow } from '../contract.ts';

export type NameOf = (id: string) => string;

const snippetLength = 140;

/** Cut between whole characters. */
export const snippet = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length <= snippetLength) return line;
  return `${line
    .slice(0, snippetLength)
    .toWellFormed()
    .replace(/\ufffd$/u, '')}…`;
};

/** The most pressing of what is promised. */
const dueOf = ({ status, terms, dueAt }: Ticket): QueueRow['due'] => {
  if (terms && terms.replyBy !== null) return { kind: 'reply', at: terms.replyBy, warn: terms.replyWarn };
  if (status === 'expert' && dueAt !== null) return { kind: 'expert', at: dueAt, warn: null };
  if (terms && terms.solveBy !== null) return { kind: 'solve', at: terms.solveBy, warn: terms.solveWarn };
  return null;
};

export const renderRow = (row: TicketRow, nameOf: NameOf): QueueRow => {
  const { ticket } = row;
  return {
    number: ticket.number,
    version: row.version,
    status: ticket.status,
    title: ticket.title,
    category: ticket.category,
    department: ticket.department,
    priority: ticket.priority,
    owner: ticket.owner === null ? null : { id: ticket.owner, name: nameOf(ticket.owner) },
    channel: row.channel,
    citizen: row.citizen.name,
    openedAt: ticket.openedAt,
    queuedAt: ticket.queuedAt,
    returned: ticket.returned,
    ladder: ticket.ladder,
    waitingSince: ticket.waitingSince,
    due: dueOf(ticket),
    last: row.last && {
      at: row.last.at,
      by: row.last.author.kind,
      operator: row.last.author.kind === 'operator' ? row.last.author.id : null,
      text: snippet(row.last.text),
      files: row.last.files,
    },
    lastSeq: row.lastSeq,
  };
};

const deeds = (ticket: Ticket, operator: Operator, invites: boolean): Readonly<Record<Deed, boolean>> => {
  const answers = mayAnswer(operator);
  const owns = answers && isHeld(ticket) && ticket.owner === operator.id;
  const waiting = ticket.owner === null && (ticket.status === 'queued' || ticket.status === 'expert');
  const left = ticket.owner === null && ticket.status === 'waiting';
  return {
    reveal: mayReveal(operator, ticket),
    claim: answers && (waiting || left),
    reply: owns,
    note: answers,
    transfer: answers && (owns || waiting || (leads(operator) && isHeld(ticket))),
    solve: owns,
    handBack: owns,
    invite: owns && invites,
    reject: owns && ticket.status !== 'queued',
    categorise: answers && (owns || waiting || (leads(operator) && isHeld(ticket))),
    reopen: answers && ticket.department !== null && (isOver(ticket.status) || ticket.status === 'answered'),
  };
};

/** What stands around a ticket: the rest of its conversation. */
export interface Around {
  readonly others: readonly Ticket[];
  readonly consent: Card['consent'];
  readonly files: readonly CarriedFile[];
  readonly addresses: readonly Address[];
  readonly replyTo: Address | null;
  /** There is a protected chat to invite into. */
  readonly hasSite: boolean;
}

export const renderCard = (row: TicketRow, around: Around, operator: Operator, nameOf: NameOf): Card => ({
  row: renderRow(row, nameOf),
  dossier: row.ticket.dossier,
  dueAt: row.ticket.dueAt,
  reason: row.ticket.reason,
  origin: row.citizen.origin,
  consent: around.consent && { decision: around.consent.decision, at: around.consent.at },
  addresses: around.addresses.map((address) => ({
    channel: address.channel,
    current: around.replyTo !== null && sameAddress(address, around.replyTo),
  })),
  files: around.files.map(({ file, seq, author }) => ({ file, seq, by: author.kind })),
  others: around.others
    .filter((ticket) => ticket.number !== row.ticket.number)
    .map(({ number, title, status, openedAt }) => ({ number, title, status, openedAt })),
  may: deeds(row.ticket, operator, around.hasSite && around.replyTo !== null && isMessenger(around.replyTo.channel)),
});
