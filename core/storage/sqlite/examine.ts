/** Looks through a whole database for what must never be: SQLite's own checks, then ours. Reads everything, changes nothing. */
import type { DatabaseSync } from 'node:sqlite';
import { told } from './sql.ts';

export interface Flaw {
  readonly what: string;
  /** How many rows; 1 for SQLite's own. */
  readonly count: number;
}

/** In Russian: they are read by the engineer. Each counts the rows that break the rule. */
const rules: readonly { readonly what: string; readonly sql: string }[] = [
  {
    what: 'диалоги, в номерах сообщений которых есть пропуск',
    sql: `SELECT count(*) AS n FROM conversations c
      LEFT JOIN (SELECT conversation, count(*) AS lines, min(seq) AS first, max(seq) AS last
        FROM messages GROUP BY conversation) m ON m.conversation = c.key
      WHERE coalesce(m.lines, 0) <> c.last_seq OR coalesce(m.last, 0) <> c.last_seq OR coalesce(m.first, 1) <> 1`,
  },
  {
    what: 'диалоги, чьё текущее обращение не найдено или чужое',
    sql: `SELECT count(*) AS n FROM conversations c LEFT JOIN tickets t ON t.number = c.ticket
      WHERE c.ticket IS NOT NULL AND (t.conversation IS NULL OR t.conversation <> c.key)`,
  },
  {
    what: 'диалоги без адреса, на который отвечать',
    sql: `SELECT count(*) AS n FROM conversations c
      WHERE NOT EXISTS (SELECT 1 FROM addresses a WHERE a.conversation = c.key AND a.channel = c.channel AND a.peer = c.peer)`,
  },
  {
    what: 'обращения, которыми владеет неизвестный человек',
    sql: 'SELECT count(*) AS n FROM tickets WHERE owner IS NOT NULL AND owner NOT IN (SELECT id FROM operators)',
  },
  {
    what: 'обращения с номером больше счётчика: такой номер может быть выдан ещё раз',
    sql: `SELECT count(*) AS n FROM tickets t LEFT JOIN numbers n ON n.year % 100 = CAST(substr(t.number, 1, 2) AS INTEGER)
      WHERE CAST(substr(t.number, 4, 6) AS INTEGER) > coalesce(n.taken, 0)`,
  },
  {
    what: 'сообщения ниоткуда (диалога нет)',
    sql: 'SELECT count(*) AS n FROM messages WHERE conversation NOT IN (SELECT key FROM conversations)',
  },
];

/** What SQLite itself finds wrong with the file. */
export const fileFlaws = (db: DatabaseSync): readonly Flaw[] => {
  const own = told(db, 'PRAGMA integrity_check').map((what) => ({ what, count: 1 }));
  // A damaged file cannot be asked further.
  if (own.length > 0) return own;
  const foreign = db.prepare('PRAGMA foreign_key_check').all();
  return foreign.map((row) => ({ what: `строка таблицы ${String(row['table'])} указывает в никуда`, count: 1 }));
};

export const examine = (db: DatabaseSync): readonly Flaw[] => {
  const own = fileFlaws(db);
  if (own.length > 0) return own;
  return rules
    .map(({ what, sql }) => ({ what, count: Number(db.prepare(sql).get()?.['n'] ?? 0) }))
    .filter(({ count }) => count > 0);
};
