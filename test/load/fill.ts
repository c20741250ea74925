/**
 * A database as it is after years, made in seconds: what the desk has written for a few citizens is copied inside SQLite
 * many times over, straight into the tables of a store that is not open. Columns are read from the tables themselves.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const fileIn = (dataDir: string): string => join(dataDir, 'desk.db');

/** Tables with a row for a conversation or a turn; where a copy must differ from its original, as SQL over `t` and `:k`. */
type Differences = Readonly<Record<string, Readonly<Record<string, string>>>>;

const insertion = (
  db: DatabaseSync,
  from: string,
  table: string,
  differs: Readonly<Record<string, string>>,
): string => {
  const columns = db
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map((row) => String(row['name']));
  const values = columns.map((column) => differs[column] ?? `t.${column}`);
  return `INSERT INTO main.${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${from}.${table} t`;
};

const countIn = (db: DatabaseSync, table: string): number =>
  Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);

/** Where those who talk now lie: behind all the others, or evenly among them, no two on one page. */
export type Lying = 'newest' | 'spread';

const hotRows = (lying: Lying, old: number, hot: number): Differences => {
  const stride = Math.max(1, Math.floor(old / hot)) * 2;
  const key = (column: string): string =>
    lying === 'newest' ? `t.${column} + ${old * 2}` : `(t.${column} - 1) * ${stride} + 1`;
  return {
    conversations: { key: key('key') },
    addresses: { conversation: key('conversation') },
    messages: { conversation: key('conversation') },
    dedupe: { conversation: key('conversation') },
    numbers: {},
  };
};

/** Those of the past: copy `:k` of a finished talk. Even keys, in the order of writing. */
const oldRows = (originals: number): Differences => {
  const key = (column: string): string => `(:k * ${originals} + t.${column}) * 2`;
  return {
    conversations: { key: key('key'), id: "t.id || '/' || :k", peer: "t.peer || '/' || :k" },
    addresses: { conversation: key('conversation'), peer: "t.peer || '/' || :k" },
    messages: { conversation: key('conversation') },
    tickets: { key: 'iif(:k IS NULL, 0, NULL)', conversation: key('conversation'), number: "t.number || '/' || :k" },
    audit: { key: 'NULL', ticket: "t.ticket || '/' || :k" },
  };
};

/** The desk forgets the keys of events after a week. */
const oldKeys = (originals: number): Differences => ({
  dedupe: { key: 'iif(:k IS NULL, NULL, randomblob(16))', conversation: `(:k * ${originals} + t.conversation) * 2` },
});

export interface Fill {
  /** Folder of a migrated store without conversations. */
  readonly into: string;
  /** Folder of the citizens who talk now: they have opened the chat and asked nothing yet. */
  readonly hot: string;
  readonly lying: Lying;
  /** Folder of finished talks to be copied. */
  readonly finished: string;
  readonly messages: number;
  /** Share of the copies, the newest ones, whose events' keys are not forgotten yet. */
  readonly keysKept: number;
}

/** Returns how many conversations and messages there are afterwards. */
export const fill = ({
  into,
  hot,
  lying,
  finished,
  messages,
  keysKept,
}: Fill): { conversations: number; messages: number } => {
  const db = new DatabaseSync(fileIn(into));
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; PRAGMA wal_autocheckpoint = 20000');
  db.prepare('ATTACH ? AS hot').run(fileIn(hot));
  db.prepare('ATTACH ? AS finished').run(fileIn(finished));
  const originals = countIn(db, 'finished.conversations');
  const copies = Math.ceil(messages / countIn(db, 'finished.messages'));
  const prepared = (tables: Differences) =>
    Object.entries(tables).map(([table, differs]) => db.prepare(insertion(db, 'finished', table, differs)));
  const rows = prepared(oldRows(originals));
  const keys = prepared(oldKeys(originals));
  for (let k = 0; k < copies; k += 1) {
    db.exec('BEGIN');
    for (const insert of k < copies * (1 - keysKept) ? rows : [...rows, ...keys]) insert.run({ k });
    db.exec('COMMIT');
  }
  const hotCount = countIn(db, 'hot.conversations');
  db.exec('BEGIN');
  for (const [table, differs] of Object.entries(hotRows(lying, originals * copies, hotCount))) {
    db.exec(insertion(db, 'hot', table, differs));
  }
  db.exec('COMMIT');
  const counts = { conversations: countIn(db, 'main.conversations'), messages: countIn(db, 'main.messages') };
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  return counts;
};
