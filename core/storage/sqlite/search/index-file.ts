/**
 * The file of the search index, `search.db` beside the database. Everything in it is derived from the stored lines, so
 * a damaged one, or one of another version, is thrown away and made anew; backups need not hold it.
 */
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Grows with every change of the tables or of the way words are stemmed. */
const version = 2;

/**
 * `docs` says which line a row of the index is; docs up to `todo` are listed and not indexed yet, newest last.
 * `mark` is the row of `fresh_lines` up to which everything is listed, `mark_of` that row's content, by which another
 * database in the same place is known. `stems` keeps no text, only which stem is in which line.
 */
const tables = `
CREATE TABLE state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  mark INTEGER NOT NULL,
  mark_of TEXT NOT NULL,
  todo INTEGER NOT NULL
) STRICT;
CREATE TABLE docs (
  doc INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
CREATE VIRTUAL TABLE stems USING fts5 (
  stem, content = '', contentless_delete = 1, detail = none, prefix = '3 4', tokenize = "unicode61 remove_diacritics 0"
);
PRAGMA user_version = ${version};
`;

/** No connection may be open on it. */
export const removeIndex = (path: string): void => {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
};

const openFile = (path: string): DatabaseSync => {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const db = new DatabaseSync(path, { timeout: 1000 });
  try {
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768');
    const stored = Number(db.prepare('PRAGMA user_version').get()?.['user_version']);
    if (stored !== 0 && stored !== version) throw new Error(`the index has version ${stored}`);
    if (stored === 0) db.exec(`BEGIN; ${tables} COMMIT`);
    db.prepare('SELECT mark FROM state').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

export const openIndex = (path: string): DatabaseSync => {
  try {
    return openFile(path);
  } catch {
    removeIndex(path);
    return openFile(path);
  }
};
