/** The `views` port: what screens read. Each list finds its tickets by an index first, then reads only those whole. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { ChannelId } from '../../domain/conversation.ts';
import type { Audience, Message } from '../../domain/message.ts';
import type { DeadLetter } from '../../ports/turns.ts';
import type { Counts, MessagePage, TicketFilter, TicketRow, Views } from '../../ports/views.ts';
import { createTicketAudit } from './audit.ts';
import { unreachable } from '../../domain/unreachable.ts';
import { createFilesOf } from './file-rows.ts';
import { toAuthor, messageColumns, peopleAuthors, toMessage } from './rows.ts';
import { toDelivery } from './outbox-rows.ts';
import { toTicket } from './ticket-rows.ts';
import type { DeliveryColumns } from './outbox-rows.ts';
import type { MessageRow } from './rows.ts';
import type { TicketDbRow } from './ticket-rows.ts';
import { select } from './sql.ts';
import type { Select } from './sql.ts';

// Word for word as in the migration: SQLite uses a partial index only where its condition is repeated.
const inQueue = `(status = 'queued' OR (status = 'expert' AND owner IS NULL))`;
const isOwned = `status <> 'closed' AND status <> 'rejected' AND owner IS NOT NULL AND owner = ?`;
const within = `(?1 IS NULL OR department IN (SELECT value FROM json_each(?1)))`;

export const createViews = ({ db }: { readonly db: DatabaseSync }): Views => {
  const tickets = createTicketList(db);
  const deadLetters = select<DeadLetter>(
    db,
    'SELECT key, at, error, raw FROM dead_letters ORDER BY rowid DESC LIMIT ?',
  );
  const audit = createTicketAudit(db);
  return {
    ...createPages(db),
    ...tickets,
    counts: createCounts(db),
    deadLetters: async (limit) => deadLetters.all(limit).map((row) => ({ ...row })),
    audit: async (ticket, limit) => audit(ticket, limit),
  };
};

export type PageRow = MessageRow & Partial<DeliveryColumns>;

export const toLine = (row: PageRow, files: Message['files']): Message => ({
  ...toMessage(row, files),
  delivery: toDelivery({ state: row.state ?? null, reason: row.reason ?? null, doubtful: row.doubtful ?? null }),
});

const createPages = (db: DatabaseSync): Pick<Views, 'messagesAfter' | 'messagesBefore'> => {
  const key = select<{ key: number }>(db, 'SELECT key FROM conversations WHERE id = ?');
  const page = (compare: string, order: string): Record<Audience, Select<PageRow>> => {
    const lines = (columns: string, from: string, also: string) =>
      select<PageRow>(
        db,
        `SELECT ${columns} FROM ${from} WHERE conversation = ? AND seq ${compare} ? ${also} ORDER BY seq ${order} LIMIT ?`,
      );
    return {
      all: lines(messageColumns, 'messages', 'AND staff = 0'),
      // Whether a line has arrived is told to the staff alone.
      staff: lines(
        `${messageColumns}, state, reason, doubtful`,
        'messages LEFT JOIN outbox USING (conversation, seq)',
        '',
      ),
    };
  };
  const filesOf = createFilesOf(db);
  const after = page('>', 'ASC');
  const before = page('<', 'DESC');
  const read = (lines: Select<PageRow>, id: string, seq: number, limit: number): MessagePage => {
    const conversation = key.one(id)?.key ?? 0;
    const rows = lines.all(conversation, seq, limit + 1);
    const whole = (row: PageRow): Message => toLine(row, row.files === null ? [] : filesOf(conversation, row.seq));
    return { messages: rows.slice(0, limit).map(whole), more: rows.length > limit };
  };
  return {
    messagesAfter: async (id, seq, limit, audience) => read(after[audience], id, seq, limit),
    messagesBefore: async (id, seq, limit, audience) => {
      const { messages, more } = read(before[audience], id, seq, limit);
      return { messages: messages.toReversed(), more };
    },
  };
};

interface WholeRow extends TicketDbRow {
  readonly conversation: number;
  readonly id: string;
  readonly version: number;
  readonly last_seq: number;
  readonly channel: ChannelId;
  readonly name: string | null;
  readonly origin: string | null;
}

/** Reads tickets whole, as lists show them. */
export const createTicketReader = (db: DatabaseSync) => {
  const whole = `SELECT t.*, c.id, c.version, c.last_seq, c.channel, c.name, c.origin
    FROM tickets t JOIN conversations c ON c.key = t.conversation`;
  const byNumber = select<WholeRow>(db, `${whole} WHERE t.number = ?`);
  const byKey = select<WholeRow>(db, `${whole} WHERE t.key = ?`);
  const newest = (typed: string) =>
    select<MessageRow>(
      db,
      `SELECT seq, at, author, person, text, files FROM messages
       WHERE conversation = ? AND staff = 0 AND author IN (${peopleAuthors}) ${typed} ORDER BY seq DESC LIMIT 1`,
    );
  const lastTyped = newest('AND cause IS NULL');
  const lastOfAll = newest('');
  const toRow = (row: WholeRow): TicketRow => {
    const said = lastTyped.one(row.conversation) ?? lastOfAll.one(row.conversation);
    return {
      version: row.version,
      ticket: toTicket(row, row.id),
      channel: row.channel,
      citizen: { name: row.name, origin: row.origin === null ? null : JSON.parse(row.origin) },
      last:
        said === undefined
          ? null
          : {
              seq: said.seq,
              at: said.at,
              author: toAuthor(said.author, said.person),
              text: said.text,
              files: said.files ?? 0,
            },
      lastSeq: row.last_seq,
    };
  };
  const shown = (row: WholeRow | undefined): TicketRow | null => (row === undefined ? null : toRow(row));
  return {
    byNumber: (number: string) => shown(byNumber.one(number)),
    byKey: (key: number) => shown(byKey.one(key)),
  };
};

const createTicketList = (db: DatabaseSync): Pick<Views, 'ticket' | 'tickets' | 'conversationOf'> => {
  const { byNumber, byKey } = createTicketReader(db);
  const keys = createTicketKeys(db);
  const owning = select<{ id: string }>(
    db,
    'SELECT c.id FROM tickets t JOIN conversations c ON c.key = t.conversation WHERE t.number = ?',
  );
  return {
    ticket: async (number) => byNumber(number),
    conversationOf: async (number) => owning.one(number)?.id ?? null,
    tickets: async (filter) => keys(filter).flatMap((key) => byKey(key) ?? []),
  };
};

interface Dated {
  readonly key: number;
  readonly opened_at: number;
}

const createTicketKeys = (db: DatabaseSync) => {
  const queue = select<Dated>(
    db,
    `SELECT key, opened_at FROM tickets WHERE ${inQueue} AND ${within}
     ORDER BY priority DESC, returned DESC, coalesce(queued_at, status_at), key LIMIT ?2`,
  );
  const mine = select<Dated>(
    db,
    `SELECT key, opened_at FROM tickets WHERE ${isOwned} ORDER BY waiting_since ASC NULLS LAST, opened_at, key LIMIT ?`,
  );
  const newest = select<Dated>(
    db,
    'SELECT key, opened_at FROM tickets WHERE department IS NOT NULL ORDER BY opened_at DESC, key DESC LIMIT ?',
  );
  const newestOf = select<Dated>(
    db,
    'SELECT key, opened_at FROM tickets WHERE department = ? ORDER BY opened_at DESC, key DESC LIMIT ?',
  );
  /** Each department gives its newest by its index; what is wanted is among them. */
  const newestWithin = (departments: readonly string[], limit: number): Dated[] =>
    [...new Set(departments)]
      .flatMap((department) => newestOf.all(department, limit))
      .sort((a, b) => b.opened_at - a.opened_at || b.key - a.key)
      .slice(0, limit);
  const find = ({ tab, operator, departments, limit }: TicketFilter): readonly Dated[] => {
    switch (tab) {
      case 'mine':
        return mine.all(operator, limit);
      case 'queue':
        return queue.all(asList(departments), limit);
      case 'all':
        return departments === null ? newest.all(limit) : newestWithin(departments, limit);
      default:
        return unreachable(tab);
    }
  };
  return (filter: TicketFilter): readonly number[] => find(filter).map(({ key }) => key);
};

const asList = (departments: readonly string[] | null): SQLInputValue =>
  departments === null ? null : JSON.stringify(departments);

const createCounts = (db: DatabaseSync): Views['counts'] => {
  const mine = select<{ n: number }>(db, `SELECT count(*) AS n FROM tickets WHERE ${isOwned}`);
  const queue = select<{ n: number }>(db, `SELECT count(*) AS n FROM tickets WHERE ${inQueue} AND ${within}`);
  const all = select<{ n: number }>(db, 'SELECT count(*) AS n FROM tickets WHERE department IS NOT NULL');
  const allWithin = select<{ n: number }>(
    db,
    'SELECT count(*) AS n FROM tickets WHERE department IN (SELECT value FROM json_each(?))',
  );
  return async ({ operator, departments }): Promise<Counts> => ({
    mine: mine.one(operator)?.n ?? 0,
    queue: queue.one(asList(departments))?.n ?? 0,
    all: (departments === null ? all.one() : allWithin.one(asList(departments)))?.n ?? 0,
  });
};
