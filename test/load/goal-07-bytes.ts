/**
 * What a turn costs on the disk, against bare rows: the same lines (conversation, seq, moment, author, text), one
 * dedupe key a turn and one state row a conversation, in the leanest tables that can hold them. Whatever the product
 * keeps beyond that (buttons, tickets, dossiers, jobs, audit, indexes) is its price.
 */
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hash } from 'node:crypto';
import type { Turn, Turns } from '../../core/ports/turns.ts';
import { createCitizens, newFolder, openBenchDesk, removeFolder } from './bench-desk.ts';
import type { Bench } from './figure.ts';
import { findWalk } from './walk.ts';

const bareTables = `
CREATE TABLE messages (
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (conversation, seq)
) WITHOUT ROWID;
CREATE TABLE dedupe (key BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE states (conversation INTEGER PRIMARY KEY, state TEXT NOT NULL);
`;

/** Pages in use, with the log written back: no VACUUM, so half-empty pages count. */
const sizeOf = (file: string): number => {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  db.close();
  return statSync(file).size;
};

const bareSize = (file: string, turns: readonly Turn[]): number => {
  const db = new DatabaseSync(file);
  db.exec(`PRAGMA journal_mode = WAL; ${bareTables}`);
  const message = db.prepare('INSERT INTO messages VALUES (?, ?, ?, ?, ?)');
  const key = db.prepare('INSERT INTO dedupe VALUES (?)');
  const state = db.prepare('INSERT INTO states VALUES (?, ?) ON CONFLICT DO UPDATE SET state = excluded.state');
  const ids = new Map<string, number>();
  const authors = ['citizen', 'bot', 'system', 'operator', 'note'];
  db.exec('BEGIN');
  for (const { conversation, dedupe, messages } of turns) {
    const id = ids.get(conversation.id) ?? ids.size + 1;
    ids.set(conversation.id, id);
    for (const { seq, at, author, text } of messages) message.run(id, seq, at, authors.indexOf(author.kind), text);
    key.run(hash('sha256', dedupe, 'buffer').subarray(0, 16));
    state.run(id, JSON.stringify(conversation.engine));
  }
  db.exec('COMMIT');
  db.close();
  return sizeOf(file);
};

export const measure = async (bench: Bench): Promise<void> => {
  const dataDir = newFolder();
  const conversations = bench.quick ? 500 : 2000;
  const committed: Turn[] = [];
  const watch = (turns: Turns): Turns => ({
    ...turns,
    commit: async (turn) => {
      const outcome = await turns.commit(turn);
      if (outcome === 'committed') committed.push(turn);
      return outcome;
    },
  });
  try {
    const file = join(dataDir, 'desk.db');
    const empty = await openBenchDesk({ dataDir });
    await empty.close();
    const sizeBefore = sizeOf(file);
    const bench7 = await openBenchDesk({ dataDir, watch, synchronous: 'NORMAL' });
    const walk = findWalk(bench7.script);
    const citizens = createCitizens(bench7, walk, conversations);
    await citizens.arrive();
    await citizens.walk(conversations * walk.turns.length, 100);
    await bench7.close();
    const bareDir = join(dataDir, 'bare');
    mkdirSync(bareDir);
    const bareBefore = bareSize(join(bareDir, 'empty.db'), []);
    const value = (sizeOf(file) - sizeBefore) / committed.length;
    const baseline = (bareSize(join(bareDir, 'bare.db'), committed) - bareBefore) / committed.length;
    bench.say(`  ${committed.length} turns of ${conversations} conversations`);
    const pair = { value, baseline, ratio: value / baseline };
    bench.report('database bytes a turn, bare rows', 'B', pair, { wants: 'less', must: 1.6, aim: 1.2 });
  } finally {
    removeFolder(dataDir);
  }
};
