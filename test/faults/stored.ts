/** What the store holds, read from beside the product over a read-only connection: plain data for the checker. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Address } from '../../core/domain/conversation.ts';
import type { DeliveryState } from '../../core/domain/delivery.ts';
import type { Message } from '../../core/domain/message.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { createFilesOf } from '../../core/storage/sqlite/file-rows.ts';
import { deliveryStates } from '../../core/storage/sqlite/outbox-rows.ts';
import { toAddresses, toMessage, type ConversationRow, type MessageRow } from '../../core/storage/sqlite/rows.ts';
import { toTicket, type TicketDbRow } from '../../core/storage/sqlite/ticket-rows.ts';
import { select } from '../../core/storage/sqlite/sql.ts';
import { tokenIn } from './random.ts';

export interface StoredConversation {
  readonly id: string;
  /** Of the address that is replied to. */
  readonly peer: string;
  readonly addresses: readonly Address[];
  readonly lastSeq: number;
  readonly messages: readonly Message[];
}

/** A line for a messenger, in the order of sending. */
export interface StoredSend extends Address {
  readonly conversation: string;
  readonly seq: number;
  readonly state: DeliveryState;
  readonly doubtful: boolean;
}

/** The token under which a line was sent: its client id, and in a messenger, which gives ids of its own, the word in it. */
export const tokenOf = ({ author, clientId, text }: Message): string | null =>
  author.kind === 'citizen' ? (tokenIn(text) ?? clientId) : clientId;

export interface Stored {
  readonly conversations: readonly StoredConversation[];
  readonly tickets: readonly Ticket[];
  /** In the order of writing. */
  readonly audit: readonly AuditLine[];
  readonly operators: readonly string[];
  readonly outbox: readonly StoredSend[];
  /** Dedupe keys of events that were given up. */
  readonly deadLetters: readonly string[];
}

const conversationsOf = (db: DatabaseSync): readonly (StoredConversation & { readonly key: number })[] => {
  const lines = new Map<number, Message[]>();
  const filesOf = createFilesOf(db);
  const messages = select<MessageRow & { conversation: number }>(db, 'SELECT * FROM messages ORDER BY seq');
  for (const row of messages.all()) {
    const own = lines.get(row.conversation) ?? [];
    own.push(toMessage(row, filesOf(row.conversation, row.seq)));
    lines.set(row.conversation, own);
  }
  const rows = select<Pick<ConversationRow, 'key' | 'id' | 'channel' | 'peer' | 'addresses' | 'last_seq'>>(
    db,
    'SELECT key, id, channel, peer, addresses, last_seq FROM conversations ORDER BY key',
  );
  return rows.all().map((row) => ({
    key: row.key,
    id: row.id,
    peer: row.peer,
    addresses: toAddresses(row),
    lastSeq: row.last_seq,
    messages: lines.get(row.key) ?? [],
  }));
};

const outboxOf = (db: DatabaseSync, idOf: ReadonlyMap<number, string>): readonly StoredSend[] =>
  select<Address & { conversation: number; seq: number; state: number; doubtful: number }>(
    db,
    'SELECT conversation, seq, channel, peer, state, doubtful FROM outbox ORDER BY key',
  )
    .all()
    .map(({ conversation, state, doubtful, ...row }) => ({
      ...row,
      conversation: idOf.get(conversation) ?? '',
      state: deliveryStates[state] ?? 'queued',
      doubtful: doubtful === 1,
    }));

type AuditRow = Omit<AuditLine, 'details'> & { readonly details: string | null };

const read = (db: DatabaseSync): Stored => {
  const conversations = conversationsOf(db);
  const idOf = new Map(conversations.map(({ key, id }) => [key, id]));
  const tickets = select<TicketDbRow & { conversation: number }>(db, 'SELECT * FROM tickets ORDER BY key').all();
  const audit = select<AuditRow>(db, 'SELECT at, actor, action, ticket, details FROM audit ORDER BY key').all();
  return {
    conversations,
    tickets: tickets.map((row) => toTicket(row, idOf.get(row.conversation) ?? '')),
    audit: audit.map((line) => ({
      ...line,
      details: line.details === null ? {} : (JSON.parse(line.details) as AuditLine['details']),
    })),
    operators: select<{ id: string }>(db, 'SELECT id FROM operators')
      .all()
      .map(({ id }) => id),
    outbox: outboxOf(db, idOf),
    deadLetters: select<{ key: string }>(db, 'SELECT key FROM dead_letters')
      .all()
      .map(({ key }) => key),
  };
};

/** One consistent picture, also while the product is at work. */
export const readStored = (dataDir: string): Stored => {
  const db = new DatabaseSync(join(dataDir, 'desk.db'), { readOnly: true, timeout: 2000 });
  try {
    db.exec('BEGIN');
    return read(db);
  } finally {
    db.close();
  }
};
