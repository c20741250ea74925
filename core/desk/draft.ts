/**
 * A turn while it is being put together: pure bookkeeping of seq numbers, ticket changes, jobs and audit lines.
 * Owns no decisions; the verbs make them, the store writes the result.
 */
import type { AuditAction } from '../domain/audit.ts';
import type { Attachment } from '../domain/attachment.ts';
import type { Address, Conversation, EngineState } from '../domain/conversation.ts';
import { isMessenger, queuedDelivery } from '../domain/delivery.ts';
import type { Message } from '../domain/message.ts';
import { isOver, nextStatus, type Terms, type Ticket, type TicketEvent } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { InviteChange } from '../ports/invites.ts';
import type { Alert, News } from '../ports/live.ts';
import type { ConsentRecord, PersonalChange } from '../ports/personal.ts';
import type { AmendedLine, AuditLine, JobChange, Loaded, OutboxRow, Turn, UnclearLine } from '../ports/turns.ts';
import { messageOf, type Line } from './line.ts';
import { servicesIn } from './services.ts';

export interface Draft {
  readonly at: number;
  conversation(): Conversation;
  /** The ticket in hand: the active one, or the one this turn acts upon, also after it is over. */
  ticket(): Ticket | null;
  tickets(): readonly Ticket[];
  /** Adds a line; returns its seq. */
  say(line: Line): number;
  /** A stored line reads otherwise from now on. */
  amend(line: Message, now: Omit<AmendedLine, 'seq'>): void;
  change(part: Partial<Omit<Conversation, 'id' | 'version' | 'lastSeq'>>): void;
  engine(state: EngineState): void;
  open(ticket: Ticket): void;
  /** Takes another ticket of the conversation in hand. */
  take(number: TicketNumber): void;
  update(part: Partial<Omit<Ticket, 'number' | 'status'>>): void;
  /** Moves the ticket in hand by the table. False when the table does not allow it: nothing changes then. */
  move(event: TicketEvent, part?: Partial<Omit<Ticket, 'number' | 'status'>>): boolean;
  /** The owner of the ticket in hand needs a free slot; `usual`: how many a person has who has no number of their own. */
  room(usual: number): void;
  job(change: JobChange): void;
  /** A file of an earlier line has come, or will not; `line`: with it as it is now. */
  settle(file: Attachment, line: Message): void;
  /** About the ticket in hand, as it is now. */
  alert(kind: Alert['kind']): void;
  /** Tickets this turn writes, with what they were before. */
  changed(): News['tickets'];
  /** Sets what follows from a ticket's other values; the ticket in hand stays. */
  setTerms(number: TicketNumber, terms: Terms | null): void;
  /** The citizen's line of this turn is one the bot was unsure of. */
  unclear(guesses: UnclearLine['guesses']): void;
  audit(actor: string, action: AuditAction, details?: Readonly<Record<string, string>>): void;
  /** Into the vault, or out of it. */
  personal(change: PersonalChange): void;
  consent(record: ConsentRecord): void;
  /** A one-time link is given, used or taken back. */
  invite(change: InviteChange): void;
  /** Takes addresses from the conversation: their screens are to see nothing more of it. */
  letOut(addresses: readonly Address[]): void;
  turn(dedupe: string, receiptSeq: number): Turn;
  news(): News;
}

/** What is so already is not written again. */
const differs = (ticket: Ticket, part: Partial<Ticket>): boolean =>
  Object.entries(part).some(([name, value]) => ticket[name as keyof Ticket] !== value);

export const createDraft = (loaded: Loaded, at: number): Draft => {
  let conversation = loaded.conversation;
  const before = new Map(loaded.tickets.map((ticket) => [ticket.number, ticket]));
  const after = new Map<TicketNumber, Ticket>();
  let inHand = conversation.ticket;
  const messages: Message[] = [];
  const amended: (Message & AmendedLine)[] = [];
  const outbox: OutboxRow[] = [];
  const invites: InviteChange[] = [];
  const left: Address[] = [];
  const jobs: JobChange[] = [];
  const settled: { readonly file: Attachment; readonly line: Message }[] = [];
  const audit: AuditLine[] = [];
  const unclear: UnclearLine[] = [];
  const alerts: Alert[] = [];
  const rooms = new Map<TicketNumber, number>();
  const personal: PersonalChange[] = [];
  const consents: ConsentRecord[] = [];

  const ticket = (): Ticket | null => (inHand === null ? null : (after.get(inHand) ?? before.get(inHand) ?? null));

  /** Newest first, those of this turn included. */
  const known = (): readonly Ticket[] => [
    ...[...after.values()].filter(({ number }) => !before.has(number)).toReversed(),
    ...[...before.values()].map((old) => after.get(old.number) ?? old),
  ];

  const write = (next: Ticket): void => {
    after.set(next.number, next);
    inHand = next.number;
  };

  /** What others say to the citizen goes to the address used last; a messenger's line needs the outbox. */
  const travels = ({ author, audience }: Line): boolean =>
    isMessenger(conversation.replyTo.channel) && author.kind !== 'citizen' && audience !== 'staff';

  const say = (line: Line): number => {
    const seq = conversation.lastSeq + 1;
    const delivery = travels(line) ? queuedDelivery : null;
    if (delivery !== null) outbox.push({ seq, address: conversation.replyTo });
    messages.push(messageOf(line, { seq, at, delivery }));
    conversation = { ...conversation, lastSeq: seq };
    return seq;
  };

  const finished = (): Conversation => ({
    ...conversation,
    version: loaded.conversation.version + 1,
    updatedAt: at,
  });

  const note = (actor: string, action: AuditAction, details: Readonly<Record<string, string>> = {}): void => {
    audit.push({ at, actor, action, ticket: inHand, details });
  };

  const move: Draft['move'] = (event, part = {}) => {
    const current = ticket();
    const status = current && nextStatus(current.status, event);
    if (!current || !status) return false;
    const statusAt = status === current.status ? current.statusAt : at;
    write({ ...current, ...part, status, statusAt });
    if (isOver(status) && conversation.ticket === current.number) {
      conversation = { ...conversation, ticket: null, lastTicket: current.number };
    }
    return true;
  };

  const changed = (): News['tickets'] =>
    [...after.values()].map((next) => ({ before: before.get(next.number) ?? null, after: next }));

  return {
    at,
    conversation: () => conversation,
    ticket,
    tickets: known,
    say,
    amend: (line, now) => {
      amended.push({ ...line, ...now });
    },
    change: (part) => {
      conversation = { ...conversation, ...part };
    },
    engine: (state) => {
      conversation = { ...conversation, engine: state };
    },
    open: (fresh) => {
      write(fresh);
      conversation = { ...conversation, ticket: fresh.number };
    },
    take: (number) => {
      inHand = number;
    },
    update: (part) => {
      const current = ticket();
      if (current && differs(current, part)) write({ ...current, ...part });
    },
    move,
    job: (change) => {
      jobs.push(change);
    },
    settle: (file, line) => {
      settled.push({ file, line });
    },
    unclear: (guesses) => {
      const line = messages.findLast(({ author }) => author.kind === 'citizen');
      if (line) unclear.push({ seq: line.seq, guesses });
    },
    audit: note,
    room: (usual) => {
      if (inHand !== null) rooms.set(inHand, usual);
    },
    alert: (kind) => {
      const about = ticket();
      if (about) alerts.push({ kind, ticket: about });
    },
    changed,
    setTerms: (number, terms) => {
      const current = after.get(number);
      if (current) after.set(number, { ...current, terms });
    },
    personal: (change) => {
      personal.push(change);
    },
    consent: (record) => {
      consents.push(record);
    },
    invite: (change) => {
      invites.push(change);
    },
    letOut: (addresses) => {
      left.push(...addresses);
      const stays = conversation.addresses.filter((address) => !addresses.includes(address));
      conversation = { ...conversation, addresses: stays };
    },
    turn: (dedupe, receiptSeq) => ({
      dedupe,
      at,
      conversation: finished(),
      messages,
      ...(amended.length > 0 ? { amended } : {}),
      receiptSeq,
      outbox,
      tickets: [...after.values()].map((next) => {
        const old = before.get(next.number);
        const expect = old ? { status: old.status, owner: old.owner } : null;
        return { ticket: next, expect, room: rooms.get(next.number) ?? null };
      }),
      jobs,
      audit,
      ...(unclear.length > 0 ? { unclear } : {}),
      services: servicesIn(changed(), at),
      ...(settled.length > 0 ? { files: settled.map(({ file }) => file) } : {}),
      personal,
      consents,
      ...(invites.length > 0 ? { invites } : {}),
    }),
    news: () => ({
      conversation: finished(),
      messages,
      changed: [...amended, ...settled.map(({ line }) => line)],
      tickets: changed(),
      alerts,
      ...(left.length > 0 ? { left } : {}),
    }),
  };
};
