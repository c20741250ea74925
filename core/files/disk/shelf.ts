/** Bytes on the disk under random ids: written aside, made durable, then put in place whole. Knows nothing of rows. */
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { isFileId, type FileId } from '../../domain/attachment.ts';
import type { Part } from '../../ports/files.ts';

export interface Shelf {
  /** A new file aside, open for writing and reading. */
  begin(id: FileId): Promise<FileHandle>;
  /** Puts what was written in place; afterwards it is there whole, also after a power cut. */
  place(id: FileId, file: FileHandle): Promise<void>;
  /** Takes back what was only begun. */
  abandon(id: FileId): Promise<void>;
  read(id: FileId, part?: Part): Promise<Readable | null>;
  remove(id: FileId): Promise<void>;
  /** Ids in place since before the moment, a folder at a time. */
  older(than: number): AsyncIterable<readonly FileId[]>;
  /** Removes everything that was begun and never put in place. To be called while nothing is being written. */
  clear(): Promise<number>;
}

const folderMode = 0o700;
const fileMode = 0o600;

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** A folder for each first byte: none grows so large that listing it takes long. */
const folderOn = (folder: string, id: FileId): string => join(folder, id.slice(0, 2));
export const pathOn = (folder: string, id: FileId): string => join(folderOn(folder, id), id);

export const createShelf = (folder: string): Shelf => {
  const aside = join(folder, 'incoming');
  const folderOf = (id: FileId): string => folderOn(folder, id);
  const pathOf = (id: FileId): string => pathOn(folder, id);

  const namesIn = async (path: string): Promise<readonly string[]> => {
    try {
      return await readdir(path);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  };

  const opened = async (id: FileId, part?: Part): Promise<Readable | null> => {
    const stream = createReadStream(pathOf(id), part);
    try {
      await once(stream, 'open');
      return stream;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  };

  async function* older(than: number): AsyncIterable<readonly FileId[]> {
    for (const name of await namesIn(folder)) {
      const ids = /^[\da-f]{2}$/u.test(name) ? (await namesIn(join(folder, name))).filter(isFileId) : [];
      const old: FileId[] = [];
      for (const id of ids) {
        const found = await stat(pathOf(id)).catch(() => null);
        if (found && found.mtimeMs < than) old.push(id);
      }
      if (old.length > 0) yield old;
    }
  }

  return {
    begin: async (id) => {
      await mkdir(aside, { recursive: true, mode: folderMode });
      return open(join(aside, id), 'wx+', fileMode);
    },
    place: async (id, file) => {
      await file.sync();
      await mkdir(folderOf(id), { recursive: true, mode: folderMode });
      await rename(join(aside, id), pathOf(id));
      await syncFolder(folderOf(id));
    },
    abandon: (id) => rm(join(aside, id), { force: true }),
    read: opened,
    remove: (id) => rm(pathOf(id), { force: true }),
    older,
    clear: async () => {
      const names = await namesIn(aside);
      for (const name of names) await rm(join(aside, name), { force: true });
      return names.length;
    },
  };
};
