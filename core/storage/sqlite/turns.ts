/** The `turns` port: commits through the writer, reads on the same connection, what is committed is seen. */
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../ports/clock.ts';
import { buriedAttempts } from '../../ports/turns.ts';
import type { Loaded, StoredReceipt, Turns } from '../../ports/turns.ts';
import { kept, undone } from './group.ts';
import { createHot, type Hot } from './hot.ts';
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
  /** How many conversations are kept at hand. */
  readonly hot: number;
}

export const createTurns = ({ db, writer, clock, hot: most }: TurnsDeps): Turns => {
  const hot = createHot(db, most);
  const writeTurn = createTurnWriter(db, hot);
  const loading = createLoading(db, hot);
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
      const forget = (): void => hot.forget(turn.conversation.id);
      const written = writer.write(() => {
        const outcome = writeTurn(turn, key);
        if (outcome === 'committed') return kept(outcome);
        forget();
        return undone(outcome);
      });
      // The group may fail after the turn was written: then what stands is read anew.
      written.catch(forget);
      return written;
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

const createLoading = (db: DatabaseSync, hot: Hot): Pick<Turns, 'load' | 'find'> => {
  const byId = select<ConversationRow>(db, 'SELECT * FROM conversations WHERE id = ?');
  const byAddress = select<{ id: string }>(
    db,
    'SELECT c.id FROM addresses a JOIN conversations c ON c.key = a.conversation WHERE a.channel = ? AND a.peer = ?',
  );
  const tickets = select<TicketDbRow>(
    db,
    'SELECT * FROM tickets WHERE conversation = ? ORDER BY opened_at DESC, key DESC',
  );
  const load = (id: string): Loaded | null => {
    const known = hot.get(id);
    if (known) return known.loaded;
    const row = byId.one(id);
    if (row === undefined) return null;
    const conversation = toConversation(row);
    const loaded = { conversation, tickets: tickets.all(row.key).map((ticket) => toTicket(ticket, row.id)) };
    hot.keep({ key: row.key, loaded });
    return loaded;
  };
  return {
    load: async (id) => load(id),
    find: async ({ channel, peer }) => {
      const found = byAddress.one(channel, peer);
      return found === undefined ? null : load(found.id);
    },
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
