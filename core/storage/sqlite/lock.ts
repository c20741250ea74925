/**
 * One process per data folder. The lock is SQLite's own on a small file beside the database,
 * so it dies with the process, however that ends, and no stale lock file is ever left to be cleaned up.
 */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { isBusy, StoreLocked, whyBroken } from './errors.ts';

/** A file of this name in the folder: what lies there is half old, half restored, and nobody may work on it. */
export const unfinishedRestore = 'restore-unfinished';

/**
 * Returns the function that lets the folder go.
 * @throws StoreLocked at once when another process holds it; StoreBroken when the folder cannot be written.
 */
export const lockFolder = (folder: string): (() => void) => {
  const path = join(folder, 'lock.db');
  let db: DatabaseSync | null = null;
  try {
    db = new DatabaseSync(path, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    const held = db;
    return () => held.close();
  } catch (error) {
    db?.close();
    throw isBusy(error) ? new StoreLocked(folder) : whyBroken(path, error);
  }
};
