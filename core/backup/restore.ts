/**
 * Puts a backup in the place of a data folder. Nothing is touched before the whole backup was read and found right;
 * what was there is kept beside; a stop in the middle leaves a mark with which no server starts.
 */
import { existsSync, renameSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lockFolder, unfinishedRestore } from '../storage/sqlite/lock.ts';
import { examineFile, settleRestored } from '../storage/sqlite/snapshot.ts';
import { attachmentsFolder, BackupRefused, databaseName, readArchive } from './archive.ts';

export interface Restored {
  readonly takenAt: string;
  readonly attachments: number;
  /** Where what was there before lies now; null when there was nothing. */
  readonly before: string | null;
}

const database = (name: string): readonly string[] => [name, `${name}-wal`, `${name}-shm`];
/** The search index is made anew from what is restored. */
const parts = [...database(databaseName), ...database('search.db'), attachmentsFolder];

const unpackInto =
  (folder: string) =>
  async (name: string, content: AsyncIterable<Buffer>): Promise<void> => {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of content) await file.write(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
  };

/** Synchronous, one after the other; the mark goes last. */
const exchange = (dataDir: string, unpacked: string, before: string | null): void => {
  const mark = join(dataDir, unfinishedRestore);
  writeFileSync(mark, '', { mode: 0o600 });
  if (before !== null) {
    mkdirSync(before, { mode: 0o700 });
    for (const part of parts) if (existsSync(join(dataDir, part))) renameSync(join(dataDir, part), join(before, part));
  }
  for (const part of parts) if (existsSync(join(unpacked, part))) renameSync(join(unpacked, part), join(dataDir, part));
  rmSync(mark);
};

const stamp = (now: number): string => new Date(now).toISOString().replace(/[:.]/gu, '-');

/**
 * `force`: also over a folder that is in use by nobody but not empty.
 * @throws BackupRefused; StoreLocked while a server works on the folder; StoreBroken for a copy of a newer program.
 */
export const restoreBackup = async (
  file: string,
  dataDir: string,
  { force, now }: { readonly force: boolean; readonly now: number },
): Promise<Restored> => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = lockFolder(dataDir);
  const unpacked = join(dataDir, `restoring-${stamp(now)}`);
  try {
    const occupied = parts.some((part) => existsSync(join(dataDir, part)));
    if (occupied && !force) {
      throw new BackupRefused(
        `В папке «${dataDir}» уже есть данные. Добавьте --force: они будут отложены рядом, а не стёрты.`,
      );
    }
    const { takenAt, entries } = await readArchive(file, unpackInto(unpacked));
    const restored = join(unpacked, databaseName);
    const [flaw] = examineFile(restored);
    if (flaw) throw new BackupRefused(`База в копии «${file}» повреждена (${flaw.what}). Возьмите другую копию.`);
    settleRestored(restored, now);
    const before = occupied ? join(dataDir, `before-restore-${stamp(now)}`) : null;
    exchange(dataDir, unpacked, before);
    return { takenAt, attachments: Object.keys(entries).length - 1, before };
  } finally {
    await rm(unpacked, { recursive: true, force: true });
    unlock();
  }
};
