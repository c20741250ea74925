/** The `turns` port: commits through the writer, reads on the same connection, what is committed is seen. */
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import { buriedAttempts } from '../../ports/turns.ts';
import type { Loaded, StoredReceipt, Turns } from '../../ports/turns.ts';
import { kept, undone } from './group.ts';
import type { Writer } from './group.ts';
import { toConversation } from './rows.ts';
import { toTicket } from './ticket-rows.ts';
import type { ConversationRow } from './rows.ts';
import type { TicketDbRow } from './ticket-rows.ts';
import { select, shortHash } from './sql.ts';
import { createTurnWriter } from './write-turn.ts';

export interface TurnsDeps {
  readonly db: DatabaseSync;
  readonly writer: Writer;
  readonly clock: Clock;
}

export const createTurns = ({ db, writer, clock }: TurnsDeps): Turns => {
  const writeTurn = createTurnWriter(db);
  const loading = createLoading(db);
  const receipt = select<StoredReceipt>(
    db,
    'SELECT c.id AS conversation, d.seq FROM dedupe d JOIN conversations c ON c.key = d.conversation WHERE d.key = ?',
  );
  const reserve = select<{ taken: number }>(
    db,
    `INSERT INTO numbers (year, taken) VALUES (?, ?)
     ON CONFLICT (year) DO UPDATE SET taken = taken + excluded.taken RETURNING taken`,
  );
  return {
    commit: (turn) => {
      const key = shortHash(turn.dedupe);
      return writer.write(() => {
        const outcome = writeTurn(turn, key);
        return outcome === 'committed' ? kept(outcome) : undone(outcome);
      });
    },
    ...loading,
    receipt: async (dedupe) => {
      const row = receipt.one(shortHash(dedupe));
      return row === undefined ? null : { conversation: row.conversation, seq: row.seq };
    },
    reserveNumbers: (year, count) => writer.write(() => kept((reserve.one(year, count)?.taken ?? 0) - count + 1)),
    ...createAttempts(db, writer, clock),
    forget: createForget(db, writer),
  };
};

const createLoading = (db: DatabaseSync): Pick<Turns, 'load' | 'find'> => {
  const byId = select<ConversationRow>(db, 'SELECT * FROM conversations WHERE id = ?');
  const byAddress = select<ConversationRow>(
    db,
    `SELECT c.* FROM addresses a JOIN conversations c ON c.key = a.conversation WHERE a.channel = ? AND a.peer = ?`,
  );
  const tickets = select<TicketDbRow>(
    db,
    'SELECT * FROM tickets WHERE conversation = ? ORDER BY opened_at DESC, key DESC',
  );
  const loaded = (row: ConversationRow | undefined): Loaded | null =>
    row === undefined
      ? null
      : {
          conversation: toConversation(row),
          tickets: tickets.all(row.key).map((ticket) => toTicket(ticket, row.id)),
        };
  return {
    load: async (id) => loaded(byId.one(id)),
    find: async ({ channel, peer }) => loaded(byAddress.one(channel, peer)),
  };
};

const createAttempts = (db: DatabaseSync, writer: Writer, clock: Clock): Pick<Turns, 'attempt' | 'bury'> => {
  const buried = db.prepare('SELECT 1 FROM dead_letters WHERE key = ?');
  const count = select<{ n: number }>(
    db,
    `INSERT INTO attempts (key, n, at, raw) VALUES (?, 1, ?, ?)
     ON CONFLICT (key) DO UPDATE SET n = n + 1, at = excluded.at, raw = excluded.raw RETURNING n`,
  );
  const bury = db.prepare('INSERT INTO dead_letters (key, at, error, raw) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const settle = db.prepare('DELETE FROM attempts WHERE key = ?');
  return {
    attempt: (key, raw) =>
      writer.write(() =>
        kept(buried.get(key) === undefined ? (count.one(shortHash(key), clock.now(), raw)?.n ?? 1) : buriedAttempts),
      ),
    bury: ({ key, at, error, raw }) =>
      writer.write(() => {
        bury.run(key, at, error, raw);
        settle.run(shortHash(key));
        return kept(undefined);
      }),
  };
};

/** Keys are hashes, so their first byte cuts them into equal slices: no index on time, no long transaction. */
const slices = 256;

const createForget = (db: DatabaseSync, writer: Writer): Turns['forget'] => {
  const keys = db.prepare('DELETE FROM dedupe WHERE key >= ? AND key < ? AND seconds < ?');
  const attempts = db.prepare('DELETE FROM attempts WHERE at < ?');
  const edge = (slice: number): Uint8Array => (slice < slices ? Uint8Array.of(slice) : new Uint8Array(17).fill(255));
  return async (before) => {
    let gone = await writer.write(() => kept(Number(attempts.run(before).changes)));
    for (let slice = 0; slice < slices; slice += 1) {
      gone += await writer.write(() =>
        kept(Number(keys.run(edge(slice), edge(slice + 1), Math.floor(before / 1000)).changes)),
      );
    }
    return gone;
  };
};
