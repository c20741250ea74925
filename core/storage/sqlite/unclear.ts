/** The `unclear` port. A text that is written again in the same words is listed once, by its newest line. */
import type { DatabaseSync } from 'node:sqlite';
import type { TopicGuess, UnclearText, UnclearTexts } from '../../ports/unclear.ts';
import type { UnclearLine } from '../../ports/turns.ts';
import { createAuditLines } from './audit.ts';
import { kept, undone } from './group.ts';
import type { Writer } from './group.ts';
import { select } from './sql.ts';

interface UnclearRow {
  readonly id: number;
  readonly at: number;
  readonly text: string;
  readonly guesses: string;
}

const toText = ({ id, at, text, guesses }: UnclearRow): UnclearText => ({
  id,
  at,
  text,
  guesses: JSON.parse(guesses) as readonly TopicGuess[],
});

const rows = `
  SELECT u.id, m.at, m.text, u.guesses FROM unclear u
  JOIN messages m ON m.conversation = u.conversation AND m.seq = u.seq WHERE u.settled_at IS NULL`;

/** Notes a line inside the turn's transaction. */
export const createUnclearNotes = (db: DatabaseSync) => {
  const note = db.prepare('INSERT INTO unclear (conversation, seq, guesses) VALUES (?, ?, ?)');
  return ({ seq, guesses }: UnclearLine, conversation: number): void =>
    void note.run(conversation, seq, JSON.stringify(guesses));
};

export const createUnclear = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): UnclearTexts => {
  const list = select<UnclearRow>(
    db,
    `SELECT * FROM (SELECT *, max(id) OVER (PARTITION BY text) AS newest FROM (${rows}))
     WHERE id = newest ORDER BY id DESC LIMIT ?`,
  );
  const byId = select<UnclearRow>(db, `${rows} AND u.id = ?`);
  const settle = db.prepare(
    `UPDATE unclear SET settled_at = ? WHERE settled_at IS NULL AND id IN (
       SELECT o.id FROM unclear o JOIN messages m ON m.conversation = o.conversation AND m.seq = o.seq
       WHERE o.settled_at IS NULL AND m.text = ?)`,
  );
  const audit = createAuditLines(db);
  return {
    list: async (limit) => list.all(limit).map(toText),
    find: async (id) => {
      const row = byId.one(id);
      return row ? toText(row) : null;
    },
    settle: (id, line) =>
      writer.write(() => {
        const row = byId.one(id);
        if (!row) return undone(false);
        settle.run(line.at, row.text);
        audit([line]);
        return kept(true);
      }),
  };
};
