/**
 * The only writer. Whatever wants to write is queued and once per turn of the event loop all of it goes into
 * ONE transaction: one fsync for many turns. Each piece has a savepoint of its own, so that one which is refused
 * or fails takes nothing else with it. Nothing is awaited while the transaction is open, so reads of the same
 * connection never see half of it.
 */
import type { DatabaseSync } from 'node:sqlite';
import { busy, codeOf, FileGone, isBusy, isStorageTrouble } from './errors.ts';

/** `keep: false` undoes what the piece wrote; its value is given all the same. */
export interface Written<T> {
  readonly keep: boolean;
  readonly value: T;
}

export const kept = <T>(value: T): Written<T> => ({ keep: true, value });
export const undone = <T>(value: T): Written<T> => ({ keep: false, value });

export interface Writer {
  /**
   * Runs `work` inside the next transaction; resolves once it is durable.
   * @throws Refusal `busy` when the store cannot take it: locked for 5 s, disk full, I/O error, closing.
   */
  write<T>(work: () => Written<T>): Promise<T>;
  /** Takes nothing new in; resolves when everything queued has ended. */
  drain(): Promise<void>;
  /** Why the last group was not taken; null when it was. */
  trouble(): unknown;
}

export interface WriterDeps {
  readonly db: DatabaseSync;
  readonly fault: (point: string) => void;
  readonly warn: (fields: object, message: string) => void;
  /** Is the file that is written to still the one in the folder? */
  readonly isThere?: () => boolean;
  /** Told how many writes each transaction took. */
  readonly onGroup?: (pieces: number) => void;
}

interface Piece {
  readonly queuedAt: number;
  /** Runs the work; returns what is to be told when the group is durable. */
  readonly run: () => { readonly keep: boolean; readonly tell: () => void };
  readonly reject: (error: unknown) => void;
}

/** Longer groups gain nothing and hold the event loop. */
const largestGroup = 500;
const patienceMs = 5000;
const retryMs = 25;
const lockWaitMs = 50;

export const createWriter = ({ db, fault, warn, onGroup, isThere = () => true }: WriterDeps): Writer => {
  let queue: Piece[] = [];
  let scheduled = false;
  let waiting = false;
  let closing = false;
  let trouble: unknown = null;
  let drained: (() => void) | null = null;
  const transaction = createTransaction(db);

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  };

  const flush = (): void => {
    scheduled = false;
    try {
      transaction.begin();
      if (waiting) db.exec(`PRAGMA busy_timeout = ${lockWaitMs}`);
      waiting = false;
    } catch (error) {
      postpone(error);
      return;
    }
    const group = queue.splice(0, largestGroup);
    commitGroup(group);
    if (queue.length > 0) schedule();
    else drained?.();
  };

  const commitGroup = (group: readonly Piece[]): void => {
    const tell: (() => void)[] = [];
    try {
      if (!isThere()) throw new FileGone();
      fault('commit:begun');
      for (const piece of group) tell.push(transaction.one(piece));
      fault('commit:written');
      transaction.commit();
      fault('commit:done');
    } catch (error) {
      transaction.abandon();
      const storage = isStorageTrouble(error);
      if (storage) {
        trouble = error;
        warn({ code: codeOf(error), pieces: group.length }, 'the database could not take a group of writes');
      }
      for (const piece of group) piece.reject(storage ? busy(error) : error);
      return;
    }
    trouble = null;
    onGroup?.(group.length);
    for (const each of tell) each();
  };

  /** Another connection holds the database: come back later instead of holding the event loop. */
  const postpone = (error: unknown): void => {
    const givenUp = isBusy(error) ? performance.now() - patienceMs : Infinity;
    const lost = queue.filter((piece) => piece.queuedAt <= givenUp);
    queue = queue.filter((piece) => piece.queuedAt > givenUp);
    if (lost.length > 0) {
      trouble = error;
      warn({ code: codeOf(error), pieces: lost.length }, 'the database stayed locked; writes are refused');
    }
    for (const piece of lost) piece.reject(isStorageTrouble(error) ? busy(error) : error);
    if (queue.length === 0) {
      drained?.();
      return;
    }
    // The first try may wait a little inside SQLite; the next ones must not.
    if (!waiting) db.exec('PRAGMA busy_timeout = 0');
    waiting = true;
    scheduled = true;
    setTimeout(flush, retryMs);
  };

  return {
    write: <T>(work: () => Written<T>) =>
      new Promise<T>((resolve, reject) => {
        if (closing) {
          reject(busy());
          return;
        }
        const run: Piece['run'] = () => {
          const { keep, value } = work();
          return { keep, tell: () => resolve(value) };
        };
        queue.push({ queuedAt: performance.now(), run, reject });
        schedule();
      }),
    drain: () => {
      closing = true;
      return new Promise((resolve) => {
        if (queue.length === 0) resolve();
        else drained = resolve;
      });
    },
    trouble: () => trouble,
  };
};

const createTransaction = (db: DatabaseSync) => {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const savepoint = db.prepare('SAVEPOINT piece');
  const release = db.prepare('RELEASE piece');
  const undo = db.prepare('ROLLBACK TO piece');
  const undoPiece = (): void => {
    undo.run();
    release.run();
  };
  return {
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    /** Some errors have already ended the transaction, others have not. */
    abandon: () => {
      if (db.isTransaction) db.exec('ROLLBACK');
    },
    /** Returns what is to be told once the group is durable. Storage trouble is thrown on: it ends the group. */
    one: (piece: Piece): (() => void) => {
      savepoint.run();
      try {
        const { keep, tell } = piece.run();
        if (keep) release.run();
        else undoPiece();
        return tell;
      } catch (error) {
        if (isStorageTrouble(error) || !db.isTransaction) throw error;
        undoPiece();
        return () => piece.reject(error);
      }
    },
  };
};
