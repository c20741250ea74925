/**
 * Makes a backup beside a working server: a picture of the database at one moment, then the attachments (they are
 * never changed, and stored before they are mentioned, so none that the picture mentions is missing).
 * A backup appears under its name only when it is whole and has been read back.
 */
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { examineFile, takeSnapshot } from '../storage/sqlite/snapshot.ts';
import { attachmentsFolder, BackupRefused, databaseName, hashed, manifestName, readArchive } from './archive.ts';
import type { Manifest } from './archive.ts';
import { tarInto } from './tar.ts';

export interface Made {
  readonly file: string;
  readonly bytes: number;
  readonly attachments: number;
}

const isThere = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Uploads that are under way lie there; no message mentions them. */
const underWay = join(attachmentsFolder, 'incoming');

const attachmentsIn = async (dataDir: string): Promise<readonly string[]> => {
  const folder = join(dataDir, attachmentsFolder);
  if (!(await isThere(folder))) return [];
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)))
    .filter((name) => dirname(name) !== underWay);
};

/** Null when it is gone by now: a cleaning job was faster, so nothing mentions it. */
const sizeOf = async (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    },
  );

const write = async (dataDir: string, snapshot: string, version: number, target: string, now: number) => {
  const file = await open(target, 'wx', 0o600);
  try {
    const tar = tarInto(file, Math.floor(now / 1000));
    const entries: Manifest['entries'] = {};
    const add = async (name: string, path: string): Promise<void> => {
      const size = await sizeOf(path);
      if (size === null) return;
      let sha256 = '';
      await tar.add(
        name,
        size,
        hashed(createReadStream(path), (hash) => (sha256 = hash)),
      );
      entries[name] = { size, sha256 };
    };
    await add(databaseName, snapshot);
    for (const name of await attachmentsIn(dataDir)) await add(name.replaceAll('\\', '/'), join(dataDir, name));
    const manifest: Manifest = { format: 1, takenAt: new Date(now).toISOString(), tables: version, entries };
    const list = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    await tar.add(manifestName, list.length, [list]);
    await tar.end();
    return Object.keys(entries).length - 1;
  } finally {
    await file.close();
  }
};

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** @throws BackupRefused, StoreBroken. */
export const createBackup = async (dataDir: string, file: string, now: number): Promise<Made> => {
  if (!(await isThere(join(dataDir, databaseName)))) {
    throw new BackupRefused(`В папке «${dataDir}» нет базы данных. Проверьте DATA_DIR.`);
  }
  if (await isThere(file)) throw new BackupRefused(`Файл «${file}» уже есть. Укажите другое имя.`);
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const workshop = await mkdtemp(join(folder, `.${basename(file)}-`));
  try {
    const snapshot = join(workshop, databaseName);
    const { version } = takeSnapshot(join(dataDir, databaseName), snapshot);
    const flaws = examineFile(snapshot);
    if (flaws.length > 0) {
      const told = flaws.map(({ what, count }) => `  ${what}: ${count}`).join('\n');
      throw new BackupRefused(`База повреждена, копия не сделана:\n${told}\nПодробно: npm run doctor`);
    }
    const made = join(workshop, 'made');
    const attachments = await write(dataDir, snapshot, version, made, now);
    await readArchive(made);
    await rename(made, file);
    await syncFolder(folder);
    return { file, bytes: (await stat(file)).size, attachments };
  } catch (error) {
    const full = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw full ? new BackupRefused(`Не хватило места в «${folder}». Освободите его или укажите другую папку.`) : error;
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
};
