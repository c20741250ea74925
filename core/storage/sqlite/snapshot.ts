/**
 * A whole copy of the database, taken beside a working server, and what must be said to a copy before a server may work
 * on it again. Archives and folders belong to `core/backup`.
 */
import { DatabaseSync } from 'node:sqlite';
import { whyBroken, StoreBroken } from './errors.ts';
import { examine, type Flaw } from './examine.ts';
import { migrations, storedVersion } from './migrations.ts';
import { stateCode } from './outbox-rows.ts';

/** One moment's picture, however busy the server is: a read transaction of its own that nobody waits for. */
export const takeSnapshot = (path: string, target: string): { readonly version: number } => {
  const db = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    const version = storedVersion(db);
    db.prepare('VACUUM INTO ?').run(target);
    return { version };
  } catch (error) {
    throw whyBroken(path, error);
  } finally {
    db.close();
  }
};

export const examineFile = (path: string): readonly Flaw[] => {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return examine(db);
  } finally {
    db.close();
  }
};

/** What came after the backup is not known; numbers given since then must never be given again. */
export const numbersSkipped = 10_000;
/** So that a screen which saw more than the backup holds takes what it is shown now for newer. */
const versionsSkipped = 10_000;

const has = (db: DatabaseSync, table: string): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(table) !== undefined;

/**
 * Numbers skip ahead; everybody signs in anew; whoever held a job or a line is gone; lines that were on their way to a
 * messenger may have arrived, so they are marked «unknown» for the operator instead of being sent twice.
 * @throws StoreBroken when the copy is of a newer program.
 */
export const settleRestored = (path: string, now: number): void => {
  const db = new DatabaseSync(path);
  try {
    const version = storedVersion(db);
    if (version > migrations.length) {
      throw new StoreBroken(path, 'копия сделана более новой версией программы', 'Поставьте ту версию или новее.');
    }
    db.exec('BEGIN IMMEDIATE');
    db.prepare('INSERT INTO numbers (year, taken) VALUES (?, 0) ON CONFLICT DO NOTHING').run(
      new Date(now).getUTCFullYear(),
    );
    db.prepare('UPDATE numbers SET taken = taken + ?').run(numbersSkipped);
    db.prepare('UPDATE conversations SET version = version + ?').run(versionsSkipped);
    db.exec('DELETE FROM sign_ins; DELETE FROM runs; UPDATE jobs SET lease = NULL, free_at = due');
    if (has(db, 'outbox')) {
      db.prepare('UPDATE outbox SET state = ?, lease = NULL, ready_at = NULL, ended_at = ? WHERE state = 0').run(
        stateCode('unknown'),
        now,
      );
    }
    db.prepare("INSERT INTO audit (at, actor, action) VALUES (?, 'system', 'store:restored')").run(now);
    db.exec('COMMIT');
  } finally {
    db.close();
  }
};
