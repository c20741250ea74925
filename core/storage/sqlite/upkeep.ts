/** The `upkeep` port: figures for health and metrics, dead letters, and forgetting what is old. */
import type { DatabaseSync } from 'node:sqlite';
import { retryLetter, type StoreTrouble, type Upkeep } from '../../ports/upkeep.ts';
import { troubleOf } from './errors.ts';
import { kept } from './group.ts';
import type { Writer } from './group.ts';
import { select } from './sql.ts';

// Word for word as in the migration: SQLite uses a partial index only where its condition is repeated.
const inQueue = `(status = 'queued' OR (status = 'expert' AND owner IS NULL))`;

export const createUpkeep = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): Upkeep => ({
  figures: createFigures(db),
  trouble: createTrouble(db, writer),
  ...createLetters(db, writer),
  tidy: createTidy(db, writer),
});

const createFigures = (db: DatabaseSync): Upkeep['figures'] => {
  const queued = select<{ department: string; n: number }>(
    db,
    `SELECT department, count(*) AS n FROM tickets WHERE ${inQueue} AND department IS NOT NULL GROUP BY department`,
  );
  const due = select<{ n: number; oldest: number | null }>(
    db,
    'SELECT count(*) AS n, min(free_at) AS oldest FROM jobs WHERE free_at <= ?',
  );
  const letters = select<{ n: number }>(db, 'SELECT count(*) AS n FROM dead_letters');
  return async (now) => ({
    queued: new Map(queued.all().map(({ department, n }) => [department, n])),
    jobsDue: due.one(now)?.n ?? 0,
    oldestDue: due.one(now)?.oldest ?? null,
    deadLetters: letters.one()?.n ?? 0,
  });
};

const createTrouble = (db: DatabaseSync, writer: Writer): Upkeep['trouble'] => {
  const touch = db.prepare('UPDATE runs SET opened_at = opened_at');
  const trouble = (): StoreTrouble | null => {
    const error = writer.trouble();
    return error === null ? null : troubleOf(error);
  };
  let probing: Promise<void> | null = null;
  return async () => {
    const now = trouble();
    // A write of one page: when it is taken, the trouble is over. Whoever asks need not wait for a locked database.
    if (now !== null) {
      probing ??= writer
        .write(() => kept(void touch.run()))
        .catch(() => {})
        .finally(() => {
          probing = null;
        });
    }
    return now;
  };
};

const createLetters = (db: DatabaseSync, writer: Writer): Pick<Upkeep, 'retryDeadLetter' | 'dropDeadLetter'> => {
  const take = select<{ raw: string }>(db, 'DELETE FROM dead_letters WHERE key = ? RETURNING raw');
  const schedule = db.prepare(
    'INSERT INTO jobs (key, kind, due, payload, attempt, lease, free_at) VALUES (?, ?, ?, ?, 0, NULL, ?) ON CONFLICT DO NOTHING',
  );
  return {
    retryDeadLetter: (key, now) =>
      writer.write(() => {
        const letter = take.one(key);
        if (letter === undefined) return kept(false);
        schedule.run(`${retryLetter}:${key}`, retryLetter, now, JSON.stringify({ raw: letter.raw }), now);
        return kept(true);
      }),
    dropDeadLetter: (key) => writer.write(() => kept(take.one(key) !== undefined)),
  };
};

const createTidy = (db: DatabaseSync, writer: Writer): Upkeep['tidy'] => {
  const failures = db.prepare('DELETE FROM sign_in_failures WHERE at < ?');
  const signIns = db.prepare('DELETE FROM sign_ins WHERE opened_at < ?');
  const letters = db.prepare('DELETE FROM dead_letters WHERE at < ?');
  return (before) =>
    writer.write(() => {
      const gone = [failures.run(before.failures), signIns.run(before.signIns), letters.run(before.letters)];
      return kept(gone.reduce((sum, { changes }) => sum + Number(changes), 0));
    });
};
