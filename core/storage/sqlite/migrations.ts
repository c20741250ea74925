/**
 * Brings the tables to this program's version: numbered steps, each in one transaction with its number
 * in `user_version`. A step that was killed in the middle leaves the version before it, whole and usable.
 * A released step is never edited; a change is a new one.
 */
import type { DatabaseSync } from 'node:sqlite';
import { sql as spine } from './migrations/001-spine.ts';
import { sql as outbox } from './migrations/002-outbox.ts';
import { sql as freshLines } from './migrations/003-fresh-lines.ts';
import { sql as publications } from './migrations/004-publications.ts';
import { sql as staff } from './migrations/005-staff.ts';
import { sql as ladder } from './migrations/006-ladder.ts';
import { sql as shifts } from './migrations/007-shifts.ts';
import { sql as personal } from './migrations/008-personal.ts';
import { sql as files } from './migrations/009-files.ts';
import { sql as unclear } from './migrations/010-unclear.ts';
import { sql as edited } from './migrations/011-edited.ts';
import { sql as around } from './migrations/012-around.ts';
import { sql as invites } from './migrations/013-invites.ts';
import { sql as albums } from './migrations/014-albums.ts';
import { sql as cannedFiles } from './migrations/015-canned-files.ts';

/** The n-th step leads to version n. */
export const migrations: readonly string[] = [
  spine,
  outbox,
  freshLines,
  publications,
  staff,
  ladder,
  shifts,
  personal,
  files,
  unclear,
  edited,
  around,
  invites,
  albums,
  cannedFiles,
];

export const storedVersion = (db: DatabaseSync): number =>
  Number(db.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);

/** `fault('migration:written')` is called before each commit. */
export const migrate = (
  db: DatabaseSync,
  steps: readonly string[] = migrations,
  fault: (point: string) => void = () => {},
): void => {
  for (let version = storedVersion(db) + 1; version <= steps.length; version += 1) {
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(steps[version - 1] ?? '');
      db.exec(`PRAGMA user_version = ${version}`);
      fault('migration:written');
      db.exec('COMMIT');
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
};
