/**
 * How the store says no: refusals to start, with the cure in words for the one who starts it,
 * and the sorting of SQLite's codes (https://sqlite.org/rescode.html) into «try later» and everything else.
 */
import { Refusal } from '../../domain/refusal.ts';
import type { StoreTrouble } from '../../ports/upkeep.ts';

/** Another process works on the same data folder. */
export class StoreLocked extends Error {
  readonly folder: string;
  constructor(folder: string) {
    super(
      `Папка данных «${folder}» уже занята другим процессом этой программы. ` +
        'Остановите его или задайте другую папку в DATA_DIR.',
    );
    this.name = 'StoreLocked';
    this.folder = folder;
  }
}

/** The database cannot be used as it is. */
export class StoreBroken extends Error {
  readonly path: string;
  constructor(path: string, reason: string, cure: string, cause?: unknown) {
    super(`Базу данных «${path}» открыть нельзя: ${reason}. ${cure}`, { cause });
    this.name = 'StoreBroken';
    this.path = path;
  }
}

const primary = { busy: 5, locked: 6, memory: 7, readOnly: 8, io: 10, corrupt: 11, full: 13, cannotOpen: 14 } as const;
const notADatabase = 26;

/** SQLite's whole code, extended part included; 0 when the error is not SQLite's. Told by its shape, whoever threw it. */
export const codeOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : 0;
const sqliteCode = (error: unknown): number => codeOf(error) & 0xff;

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

export const isBusy = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return code === primary.busy || code === primary.locked;
};

/** The place where data goes gave up (full disk, I/O error, lock): nothing is wrong with what was to be written. */
export const isStorageTrouble = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return (
    error instanceof FileGone ||
    isBusy(error) ||
    code === primary.memory ||
    code === primary.readOnly ||
    code === primary.io ||
    code === primary.full ||
    code === primary.cannotOpen
  );
};

/** The file was deleted or exchanged under a working server: what is written now would be written to nowhere. */
export class FileGone extends Error {}

export const troubleOf = (error: unknown): StoreTrouble => {
  if (isBusy(error)) return 'locked';
  if (error instanceof FileGone) return 'gone';
  return sqliteCode(error) === primary.full ? 'full' : 'disk';
};

export const isDamage = (error: unknown): boolean => {
  const code = sqliteCode(error);
  return code === primary.corrupt || code === notADatabase;
};

export const busy = (cause?: unknown): Refusal => {
  const refusal = new Refusal('busy');
  if (cause !== undefined) refusal.cause = cause;
  return refusal;
};

/** Words for an error met while opening. */
export const whyBroken = (path: string, error: unknown): StoreBroken => {
  const told = messageOf(error);
  if (isDamage(error)) return damaged(path, told, error);
  switch (sqliteCode(error)) {
    case primary.readOnly:
      return new StoreBroken(
        path,
        'файл доступен только для чтения',
        'Дайте процессу право записи в файл и папку.',
        error,
      );
    case primary.full:
      return new StoreBroken(path, 'на диске нет места', 'Освободите место и запустите снова.', error);
    case primary.busy:
    case primary.locked:
      return new StoreBroken(path, 'файл держит другая программа', 'Закройте её и запустите снова.', error);
    default:
      return new StoreBroken(path, told, 'Проверьте, что файл и папка доступны для чтения и записи.', error);
  }
};

export const damaged = (path: string, told: string, cause?: unknown): StoreBroken =>
  new StoreBroken(
    path,
    `файл повреждён или это не база данных (${told})`,
    'Верните файл из резервной копии; повреждённый сохраните отдельно.',
    cause,
  );
