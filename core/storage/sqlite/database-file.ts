/** The database as a file in its folder: made for this account alone, never silently begun anew, watched while in use. */
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreBroken } from './errors.ts';

/** What lies beside a database that was in use. */
const companions = (path: string): readonly string[] => [`${path}-wal`, join(dirname(path), 'search.db')];

/**
 * Makes the file when there is none yet. What citizens wrote is for this account alone; SQLite gives its side files the
 * same rights.
 * @throws StoreBroken when the file is missing and what lies beside shows that there was one.
 */
export const ensureFile = (path: string): void => {
  if (existsSync(path)) return;
  const left = companions(path).filter((name) => existsSync(name));
  if (left.length > 0) {
    throw new StoreBroken(
      path,
      'файл пропал, а его спутники лежат рядом',
      `Верните его из копии (npm run backup -- restore); чтобы начать с чистого листа, уберите и их: ${left.join(', ')}.`,
    );
  }
  closeSync(openSync(path, 'a', 0o600));
};

/** Tells whether the file that was opened is still the one under its name. */
export const sameFile = (path: string): (() => boolean) => {
  const inode = (): bigint | undefined => statSync(path, { bigint: true, throwIfNoEntry: false })?.ino;
  const opened = inode();
  return () => inode() === opened;
};
