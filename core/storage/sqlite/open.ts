/**
 * Opens the embedded store of one data folder: lock, checks, migrations, ports, and closes it.
 * Owns the connection and its settings; what is written and read is left to the files of the ports.
 */
import { DatabaseSync } from 'node:sqlite';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Audit } from '../../ports/audit.ts';
import type { CannedAnswers } from '../../ports/canned.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FileRows } from '../../ports/files.ts';
import type { Invites } from '../../ports/invites.ts';
import type { Jobs } from '../../ports/jobs.ts';
import type { Outbox } from '../../ports/outbox.ts';
import type { People, SignIns } from '../../ports/people.ts';
import type { LineChanges } from '../../ports/line-changes.ts';
import type { Presences } from '../../ports/presence.ts';
import type { QueueReads } from '../../ports/queue.ts';
import type { SealedRows } from '../../ports/personal.ts';
import type { ScenarioStore } from '../../ports/scenario-store.ts';
import type { Search } from '../../ports/search.ts';
import type { Turns } from '../../ports/turns.ts';
import type { Lines } from '../../ports/lines.ts';
import type { UnclearTexts } from '../../ports/unclear.ts';
import type { Upkeep } from '../../ports/upkeep.ts';
import type { Views } from '../../ports/views.ts';
import { createAudit } from './audit.ts';
import { createCanned } from './canned.ts';
import { ensureFile, sameFile } from './database-file.ts';
import { damaged, StoreBroken, whyBroken } from './errors.ts';
import { fileFlaws } from './examine.ts';
import { createFileRows } from './file-rows.ts';
import { createWriter } from './group.ts';
import { usualHot } from './hot.ts';
import { createInvites } from './invites.ts';
import { createJobs } from './jobs.ts';
import { lockFolder, unfinishedRestore } from './lock.ts';
import { createOutbox } from './outbox.ts';
import { migrate, migrations, storedVersion } from './migrations.ts';
import { createSealedRows } from './personal.ts';
import { createPeople } from './people.ts';
import { createReader, type Reader } from './reader/reader.ts';
import { createLineChanges } from './line-changes.ts';
import { createPresences } from './presence.ts';
import { createQueueReads } from './queue.ts';
import { createScenarioStore } from './scenario-store.ts';
import { createSearch } from './search.ts';
import { createSignIns } from './sign-ins.ts';
import { told } from './sql.ts';
import { createTurns } from './turns.ts';
import { createLines } from './lines.ts';
import { createUnclear } from './unclear.ts';
import { createUpkeep } from './upkeep.ts';
import { createViews } from './views.ts';

export interface SqliteStoreOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  /** Called at `commit:begun`, `commit:written`, `commit:done` and `migration:written`. */
  readonly fault?: (point: string) => void;
  /** FULL: a committed turn survives a power cut. */
  readonly synchronous?: 'FULL' | 'NORMAL';
  readonly log?: { warn(fields: object, message: string): void };
  /** Told how many writes each transaction took. */
  readonly onGroup?: (pieces: number) => void;
  /** How many conversations are kept at hand; 0: every turn reads. */
  readonly hot?: number;
}

export interface SqliteStore {
  readonly turns: Turns;
  readonly views: Views;
  readonly lines: Lines;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly fileRows: FileRows;
  readonly people: People;
  readonly presence: Presences;
  readonly lineChanges: LineChanges;
  readonly queue: QueueReads;
  readonly signIns: SignIns;
  readonly audit: Audit;
  readonly canned: CannedAnswers;
  readonly scenarios: ScenarioStore;
  readonly unclear: UnclearTexts;
  readonly invites: Invites;
  readonly upkeep: Upkeep;
  readonly search: Search;
  /** The one thread for reading that is not a turn. */
  readonly reader: Reader;
  readonly sealed: SealedRows;
  /** The store was not closed last time: the process was killed or the power went. */
  readonly wasUnclean: boolean;
  /** What SQLite finds wrong with the file; empty when it is whole. Reads everything, so not for a live desk. */
  check(): readonly string[];
  /** Ends what was begun, refuses what comes later, lets the folder go. */
  close(): Promise<void>;
}

/** @throws StoreLocked, StoreBroken. */
export const openStore = (options: SqliteStoreOptions): SqliteStore => {
  const {
    clock,
    fault = () => {},
    synchronous = 'FULL',
    log = { warn: () => {} },
    onGroup = () => {},
    hot = usualHot,
  } = options;
  const folder = resolve(options.dataDir);
  const unlock = prepareFolder(folder);
  try {
    const path = join(folder, 'desk.db');
    const { db, wasUnclean } = openDatabase(path, synchronous, clock.now(), fault);
    if (wasUnclean) log.warn({ path }, 'the store was not closed last time');
    const writer = createWriter({
      db,
      fault,
      warn: (fields, message) => log.warn(fields, message),
      onGroup,
      isThere: sameFile(path),
    });
    const reader = createReader({ folder, warn: (fields, message) => log.warn(fields, message) });
    let closed: Promise<void> | null = null;
    const close = async (): Promise<void> => {
      await writer.drain();
      await reader.close();
      try {
        db.exec('DELETE FROM runs');
      } catch (error) {
        // The next start takes the stop for an unclean one, which costs nothing but care.
        log.warn({ path, error: String(error) }, 'the store could not note its closing');
      } finally {
        db.close();
        unlock();
      }
    };
    return {
      turns: createTurns({ db, writer, clock, hot }),
      views: createViews({ db }),
      lines: createLines({ db }),
      jobs: createJobs({ db, writer }),
      outbox: createOutbox({ db, writer }),
      fileRows: createFileRows({ db, writer }),
      people: createPeople({ db, writer }),
      presence: createPresences({ db, writer }),
      lineChanges: createLineChanges({ db, writer }),
      queue: createQueueReads(db),
      signIns: createSignIns({ db, writer }),
      audit: createAudit({ db, writer }),
      canned: createCanned({ db, writer }),
      scenarios: createScenarioStore({ db, writer }),
      unclear: createUnclear({ db, writer }),
      invites: createInvites({ db, writer }),
      upkeep: createUpkeep({ db, writer }),
      search: createSearch({ db, writer, reader }),
      reader,
      sealed: createSealedRows({ db, writer }),
      wasUnclean,
      check: () => fileFlaws(db).map(({ what }) => what),
      close: () => (closed ??= close()),
    };
  } catch (error) {
    unlock();
    throw error;
  }
};

const prepareFolder = (folder: string): (() => void) => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw whyBroken(folder, error);
  }
  const unlock = lockFolder(folder);
  if (!existsSync(join(folder, unfinishedRestore))) return unlock;
  unlock();
  throw new StoreBroken(
    join(folder, 'desk.db'),
    'восстановление из копии было прервано',
    'Повторите: npm run backup -- restore ФАЙЛ --force.',
  );
};

const openDatabase = (
  path: string,
  synchronous: string,
  now: number,
  fault: (point: string) => void,
): { readonly db: DatabaseSync; readonly wasUnclean: boolean } => {
  let db: DatabaseSync | null = null;
  try {
    ensureFile(path);
    db = new DatabaseSync(path, { timeout: 50, enableForeignKeyConstraints: true });
    return { db, wasUnclean: settle(db, path, synchronous, now, fault) };
  } catch (error) {
    db?.close();
    throw error instanceof StoreBroken ? error : whyBroken(path, error);
  }
};

/** Returns whether the last run was not closed. The order matters: nothing is written before everything was looked at. */
const settle = (
  db: DatabaseSync,
  path: string,
  synchronous: string,
  now: number,
  fault: (point: string) => void,
): boolean => {
  const version = storedVersion(db);
  if (version > migrations.length) {
    throw new StoreBroken(
      path,
      `она создана более новой версией программы (база ${version}, программа знает ${migrations.length})`,
      'Запустите новую версию программы или верните базу из резервной копии.',
    );
  }
  const [problem] = version === 0 ? [] : lookThrough(db);
  if (problem !== undefined) throw damaged(path, problem);
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; ${tuning}`);
  migrate(db, migrations, fault);
  const wasUnclean = db.prepare('SELECT 1 FROM runs').get() !== undefined;
  db.prepare(
    'INSERT INTO runs (one, opened_at) VALUES (1, ?) ON CONFLICT DO UPDATE SET opened_at = excluded.opened_at',
  ).run(now);
  // The folder is ours alone: whoever held these is dead, and nothing need wait for the end of their leases.
  db.prepare('UPDATE outbox SET ready_at = ? WHERE lease IS NOT NULL').run(now);
  return wasUnclean;
};

/**
 * Cache for the pages of the hot conversations and the dedupe keys, which lie anywhere; a log so long that a page
 * written many times is copied into the database once, and so short that nobody waits long for the commit that copies
 * it, which holds the event loop meanwhile. It is cut back after a burst.
 */
const tuning = `
  PRAGMA cache_size = -65536;
  PRAGMA wal_autocheckpoint = 1000;
  PRAGMA journal_size_limit = 67108864;
  PRAGMA temp_store = MEMORY;
`;

/** Up to this size the whole file is looked through at start (about a tenth of a second). */
const smallPages = 8192;

const lookThrough = (db: DatabaseSync): readonly string[] => {
  const pages = Number(db.prepare('PRAGMA page_count').get()?.['page_count'] ?? 0);
  return pages > smallPages ? [] : told(db, 'PRAGMA quick_check(1)');
};
