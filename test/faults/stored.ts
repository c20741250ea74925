/** What the store holds, read from beside the product over a read-only connection: plain data for the checker. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Message } from '../../core/domain/message.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { createFilesOf } from '../../core/storage/sqlite/file-rows.ts';
import { toMessage, type ConversationRow, type MessageRow } from '../../core/storage/sqlite/rows.ts';
import { toTicket, type TicketDbRow } from '../../core/storage/sqlite/ticket-rows.ts';
import { select } from '../../core/storage/sqlite/sql.ts';

export interface StoredConversation {
  readonly id: string;
  readonly peer: string;
  readonly lastSeq: number;
  readonly messages: readonly Message[];
}

export interface Stored {
  readonly conversations: readonly StoredConversation[];
  readonly tickets: readonly Ticket[];
  /** In the order of writing. */
  readonly audit: readonly AuditLine[];
  readonly operators: readonly string[];
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
  const rows = select<Pick<ConversationRow, 'key' | 'id' | 'peer' | 'last_seq'>>(
    db,
    'SELECT key, id, peer, last_seq FROM conversations ORDER BY key',
  );
  return rows
    .all()
    .map(({ key, id, peer, last_seq }) => ({ key, id, peer, lastSeq: last_seq, messages: lines.get(key) ?? [] }));
};

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
