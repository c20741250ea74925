/**
 * Writes one turn inside the open transaction: dedupe, version, lines, tickets, jobs, audit.
 * Says `duplicate` or `stale` when it must not be written; the caller then undoes its savepoint.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { Conversation } from '../../domain/conversation.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { laneOf } from '../../ports/jobs.ts';
import type { Committed, JobChange, TicketWrite, Turn } from '../../ports/turns.ts';
import { createAuditLines } from './audit.ts';
import type { Hot } from './hot.ts';
import {
  conversationColumns,
  conversationValues,
  editedText,
  maskedText,
  messageColumns,
  messageValues,
  toAddresses,
} from './rows.ts';
import { createCarrier, createSettler } from './file-rows.ts';
import { createInviteWriter } from './invites.ts';
import { ticketColumns, ticketValues } from './ticket-rows.ts';
import type { ConversationRow } from './rows.ts';
import { laneCode } from './jobs.ts';
import { createSendQueue } from './outbox-rows.ts';
import { createPersonalWriter } from './personal.ts';
import { assign, marks, select } from './sql.ts';
import { createUnclearNotes } from './unclear.ts';

type StoredRow = Pick<ConversationRow, 'key' | 'last_seq' | 'addresses' | 'channel' | 'peer'>;

/** What the turn builds upon. */
interface Before extends Pick<Conversation, 'lastSeq' | 'addresses'> {
  readonly key: number;
}

/** `key` is the hash of `turn.dedupe`, worked out before the transaction begins. */
export const createTurnWriter = (db: DatabaseSync, hot: Hot) => {
  const statements = prepare(db);
  const writeConversation = createConversationWriter(db, hot);
  const writeTicket = createTicketWriter(db);
  const writeJob = createJobWriter(db);
  const hasRoom = createRoomCheck(db);
  const queueSend = createSendQueue(db);
  const writeAudit = createAuditLines(db);
  const personal = createPersonalWriter(db);
  const carry = createCarrier(db);
  const settle = createSettler(db);
  const noteUnclear = createUnclearNotes(db);
  const writeInvite = createInviteWriter(db);
  return (turn: Turn, key: Uint8Array): Committed => {
    const conversation = writeConversation(turn);
    if (conversation === null) return statements.seen.get(key) === undefined ? 'stale' : 'duplicate';
    const { changes } = statements.remember.run(key, conversation, turn.receiptSeq, Math.floor(turn.at / 1000));
    if (changes === 0) return 'duplicate';
    for (const message of turn.messages) {
      statements.message.run(conversation, ...messageValues(message));
      if (!carry(message, conversation)) return 'stale';
    }
    for (const { seq, text, masked, edited } of turn.amended ?? []) {
      statements.amend.run(text, maskedText(masked), editedText(edited), conversation, seq);
    }
    for (const file of turn.files ?? []) if (!settle(file, conversation)) return 'stale';
    const [first] = turn.messages;
    if (first !== undefined) statements.fresh.run(conversation, first.seq, turn.messages.length);
    for (const ticket of turn.tickets) {
      if (!writeTicket(ticket, conversation)) return 'stale';
      if (!hasRoom(ticket)) return 'full';
    }
    for (const change of turn.invites ?? []) if (!writeInvite(change, conversation)) return 'stale';
    for (const line of turn.unclear ?? []) noteUnclear(line, conversation);
    for (const job of turn.jobs) writeJob(job);
    for (const row of turn.outbox) queueSend(row, conversation, turn.at);
    writeAudit(turn.audit);
    for (const { department, queuedAt, at } of turn.services) statements.service.run(department, queuedAt, at);
    for (const change of turn.personal) personal.change(conversation, change);
    for (const record of turn.consents) personal.consent(conversation, record);
    statements.tried.run(key);
    hot.after(turn, conversation);
    return 'committed';
  };
};

const prepare = (db: DatabaseSync) => ({
  seen: db.prepare('SELECT 1 FROM dedupe WHERE key = ?'),
  remember: db.prepare(
    'INSERT INTO dedupe (key, conversation, seq, seconds) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  ),
  tried: db.prepare('DELETE FROM attempts WHERE key = ?'),
  fresh: db.prepare('INSERT INTO fresh_lines (conversation, seq, lines) VALUES (?, ?, ?)'),
  service: db.prepare('INSERT INTO services (department, queued_at, at) VALUES (?, ?, ?)'),
  message: db.prepare(`INSERT INTO messages (conversation, ${messageColumns}) VALUES (${marks(15)})`),
  amend: db.prepare('UPDATE messages SET text = ?, masked = ?, edited = ? WHERE conversation = ? AND seq = ?'),
});

/** Statuses in which a ticket takes a slot of its owner. Begins with the condition of the index on owners. */
export const takesSlot = `status <> 'closed' AND status <> 'rejected' AND owner IS NOT NULL
  AND status IN ('active', 'expert')`;

/** Counted after the write and inside its transaction: no two claims can both take the last slot. */
const createRoomCheck = (db: DatabaseSync): ((write: TicketWrite) => boolean) => {
  const held = select<{ n: number }>(db, `SELECT count(*) AS n FROM tickets WHERE ${takesSlot} AND owner = ?`);
  const own = select<{ capacity: number | null }>(db, 'SELECT capacity FROM operators WHERE id = ?');
  return ({ ticket: { owner }, room }) =>
    room === undefined ||
    room === null ||
    owner === null ||
    (held.one(owner)?.n ?? 0) <= (own.one(owner)?.capacity ?? room);
};

/** Lines follow each other without gaps; anything else is a bug of the one who made the turn. */
const mustContinue = (turn: Turn, lastSeq: number): void => {
  const follows = turn.messages.every((message, index) => message.seq === lastSeq + 1 + index);
  if (!follows || turn.conversation.lastSeq !== lastSeq + turn.messages.length) {
    throw new Error(`the turn's lines do not follow line ${lastSeq} of their conversation`);
  }
};

const createConversationWriter = (db: DatabaseSync, hot: Hot) => {
  const columns = conversationColumns.join(', ');
  const stored = select<StoredRow>(
    db,
    'SELECT key, last_seq, addresses, channel, peer FROM conversations WHERE id = ? AND version = ?',
  );
  const insert = db.prepare(
    `INSERT INTO conversations (${columns}, id) VALUES (${marks(conversationColumns.length + 1)}) ON CONFLICT DO NOTHING`,
  );
  const update = db.prepare(`UPDATE conversations SET ${assign(conversationColumns)} WHERE key = ? AND version = ?`);
  const addresses = createAddressWriter(db);

  /** The key of the new conversation; null when it, or one with its address, is already there. */
  const open = (conversation: Conversation): number | null => {
    const { changes, lastInsertRowid } = insert.run(...conversationValues(conversation), conversation.id);
    if (changes === 0) return null;
    const key = Number(lastInsertRowid);
    return addresses.take(key, conversation) ? key : null;
  };

  const beforeOf = (id: string, version: number): Before | null => {
    const known = hot.get(id);
    if (known?.loaded.conversation.version === version) {
      const { lastSeq, addresses: stand } = known.loaded.conversation;
      return { key: known.key, lastSeq, addresses: stand };
    }
    const row = stored.one(id, version);
    return row === undefined ? null : { key: row.key, lastSeq: row.last_seq, addresses: toAddresses(row) };
  };

  return (turn: Turn): number | null => {
    const { conversation } = turn;
    if (conversation.version === 1) {
      mustContinue(turn, 0);
      return open(conversation);
    }
    const built = conversation.version - 1;
    const before = beforeOf(conversation.id, built);
    if (before === null) return null;
    mustContinue(turn, before.lastSeq);
    const { changes } = update.run(...conversationValues(conversation), before.key, built);
    return changes === 1 && addresses.change(before, conversation) ? before.key : null;
  };
};

const createAddressWriter = (db: DatabaseSync) => {
  const insert = db.prepare(
    'INSERT INTO addresses (channel, peer, conversation) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const forget = db.prepare('DELETE FROM addresses WHERE conversation = ?');
  /** False when one of them is another conversation's by now. */
  const take = (key: number, { addresses }: Conversation): boolean =>
    addresses.every(({ channel, peer }) => insert.run(channel, peer, key).changes === 1);
  return {
    take,
    change: (before: Before, after: Conversation): boolean => {
      if (before.addresses === after.addresses) return true;
      if (JSON.stringify(before.addresses) === JSON.stringify(after.addresses)) return true;
      forget.run(before.key);
      return take(before.key, after);
    },
  };
};

const createTicketWriter = (db: DatabaseSync) => {
  const insert = db.prepare(
    `INSERT INTO tickets (${ticketColumns.join(', ')}, number, conversation)
     VALUES (${marks(ticketColumns.length + 2)}) ON CONFLICT DO NOTHING`,
  );
  const update = db.prepare(
    `UPDATE tickets SET ${assign(ticketColumns)} WHERE number = ? AND conversation = ? AND status = ? AND owner IS ?`,
  );
  /** False when the stored ticket is not as expected. */
  return ({ ticket, expect }: TicketWrite, conversation: number): boolean => {
    const values = [...ticketValues(ticket), ticket.number, conversation];
    const { changes } = expect === null ? insert.run(...values) : update.run(...values, expect.status, expect.owner);
    return changes === 1;
  };
};

export const createJobWriter = (db: DatabaseSync) => {
  const schedule = db.prepare(
    `INSERT INTO jobs (key, kind, due, payload, attempt, lease, free_at, aside) VALUES (?, ?, ?, ?, 0, NULL, ?, ?)
     ON CONFLICT (key) DO UPDATE SET kind = excluded.kind, due = excluded.due, payload = excluded.payload,
       attempt = 0, lease = NULL, free_at = excluded.free_at, aside = excluded.aside`,
  );
  const cancel = db.prepare('DELETE FROM jobs WHERE key = ?');
  return (change: JobChange): void => {
    switch (change.kind) {
      case 'schedule': {
        const { key, kind, due, payload } = change.job;
        schedule.run(key, kind, due, JSON.stringify(payload), due, laneCode(laneOf(kind)));
        return;
      }
      case 'cancel':
        cancel.run(change.key);
        return;
      default:
        unreachable(change);
    }
  };
};
