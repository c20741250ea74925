/** The database of a folder, only to be looked at: beside a running server or without one. For the doctor. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { PublishedVersion } from '../../ports/scenario-store.ts';
import type { DeadLetter } from '../../ports/turns.ts';
import { whyBroken } from './errors.ts';
import { examine, type Flaw } from './examine.ts';
import { migrations, storedVersion } from './migrations.ts';
import { select } from './sql.ts';

export interface StuckJobs {
  readonly kind: string;
  readonly n: number;
  readonly attempts: number;
}

/** A file of a message or of a prepared answer, or staged for one. */
export interface StoredFile {
  readonly id: string;
  readonly size: number;
}

export interface ReadOnlyStore {
  readonly tables: { readonly stored: number; readonly known: number };
  flaws(): readonly Flaw[];
  /** Jobs that could be taken before the moment and were not, or that have failed again and again. */
  stuckJobs(before: number): readonly StuckJobs[];
  deadLetters(limit: number): readonly DeadLetter[];
  /** Null when nothing is published, or the tables are of another version. */
  activeScenarios(): PublishedVersion['files'] | null;
  /** Those whose bytes are here. */
  files(): readonly StoredFile[];
  lines(): number;
  /** Ids of the keys that personal data are sealed with. */
  sealedBy(): readonly string[];
  close(): void;
}

const manyAttempts = 5;

/** @throws StoreBroken with the reason and the cure. */
export const readOnly = (dataDir: string): ReadOnlyStore => {
  const path = join(dataDir, 'desk.db');
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    return on(db, path);
  } catch (error) {
    db?.close();
    throw whyBroken(path, error);
  }
};

const on = (db: DatabaseSync, path: string): ReadOnlyStore => {
  const tables = { stored: storedVersion(db), known: migrations.length };
  const guarded = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      throw whyBroken(path, error);
    }
  };
  return {
    tables,
    flaws: () => guarded(() => examine(db)),
    stuckJobs: (before) =>
      guarded(() =>
        select<StuckJobs>(
          db,
          `SELECT kind, count(*) AS n, max(attempt) AS attempts FROM jobs
           WHERE free_at < ? OR attempt >= ${manyAttempts} GROUP BY kind ORDER BY kind`,
        ).all(before),
      ),
    deadLetters: (limit) =>
      guarded(() =>
        select<DeadLetter>(db, 'SELECT key, at, error, raw FROM dead_letters ORDER BY rowid DESC LIMIT ?').all(limit),
      ),
    activeScenarios: () =>
      guarded(() => {
        if (tables.stored !== tables.known) return null;
        const row = select<{ files: string }>(
          db,
          `SELECT v.files FROM scenario_publications p JOIN scenario_versions v ON v.hash = p.hash
           ORDER BY p.id DESC LIMIT 1`,
        ).one();
        return row === undefined ? null : (JSON.parse(row.files) as PublishedVersion['files']);
      }),
    files: () =>
      guarded(() =>
        tables.stored === tables.known
          ? select<StoredFile>(
              db,
              "SELECT id, size FROM files WHERE state = 'ready' UNION ALL SELECT id, size FROM canned_files",
            ).all()
          : [],
      ),
    lines: () => guarded(() => select<{ n: number }>(db, 'SELECT count(*) AS n FROM messages').one()?.n ?? 0),
    sealedBy: () =>
      guarded(() => {
        if (tables.stored !== tables.known) return [];
        return select<{ key: string }>(db, 'SELECT DISTINCT sealed_by AS key FROM personal')
          .all()
          .map(({ key }) => key);
      }),
    close: () => db.close(),
  };
};

export const hasStore = (dataDir: string): boolean => existsSync(join(dataDir, 'desk.db'));
