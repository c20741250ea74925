/**
 * Keeps the index up with the stored lines, a small batch at a time: rows and mark in one transaction, so a kill at any
 * point leaves a batch done or not begun. What was committed last comes first, then what is left of a rebuilding,
 * newest first, so that whoever searches meanwhile finds the present.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { SearchState } from '../../../ports/search.ts';
import { createStemming } from '../../../text/words.ts';
import { select } from '../sql.ts';

interface State {
  readonly mark: number;
  readonly mark_of: string;
  readonly todo: number;
}
interface Fresh {
  readonly id: number;
  readonly conversation: number;
  readonly seq: number;
  readonly lines: number | null;
  /** What tells the row from one in the same place of another database. */
  readonly content: string;
}
interface Doc {
  readonly doc: number;
  readonly conversation: number;
  readonly seq: number;
}

const freshPerBatch = 100;
const docsPerBatch = 250;
const nothingYet = '';

export interface Indexing {
  index(): { readonly more: boolean; readonly mark: number };
  rebuild(): null;
  state(): SearchState;
}

export const createIndexing = (db: DatabaseSync): Indexing => {
  const statements = prepare(db);
  const { put, putAgain } = createPutting(db, statements);

  const isOf = (state: State): boolean =>
    state.mark === 0
      ? (statements.firstFresh.one()?.id ?? 1) === 1
      : statements.fresh.one(state.mark)?.content === state.mark_of;

  /** Lists every stored line, oldest first; none of them is indexed yet. */
  const beginAnew = (): State => {
    const last = statements.lastFresh.one();
    db.exec('DELETE FROM docs; DELETE FROM state');
    db.exec("INSERT INTO stems (stems) VALUES ('delete-all')");
    db.exec(
      'INSERT INTO docs (conversation, seq) SELECT conversation, seq FROM desk.messages ORDER BY at, conversation, seq',
    );
    const state = {
      mark: last?.id ?? 0,
      mark_of: last?.content ?? nothingYet,
      todo: statements.lastDoc.one()?.doc ?? 0,
    };
    statements.save.run(state.mark, state.mark_of, state.todo);
    return state;
  };

  const takeFresh = (state: State): State => {
    const rows = statements.freshAfter.all(state.mark, freshPerBatch);
    for (const row of rows) {
      if (row.lines === null) putAgain(row, state.todo);
      else for (let seq = row.seq; seq < row.seq + row.lines; seq += 1) put(statements.list(row.conversation, seq));
    }
    const last = rows.at(-1);
    return last ? { ...state, mark: last.id, mark_of: last.content } : state;
  };

  const takeListed = (state: State): State => {
    const from = Math.max(0, state.todo - docsPerBatch);
    for (const doc of statements.docsWithin.all(from, state.todo)) put(doc);
    return { ...state, todo: from };
  };

  return {
    index: () => {
      db.exec('BEGIN IMMEDIATE');
      const stored = statements.state.one();
      const before = stored !== undefined && isOf(stored) ? stored : beginAnew();
      const fresh = takeFresh(before);
      const after = fresh === before ? takeListed(fresh) : fresh;
      if (after !== stored) statements.save.run(after.mark, after.mark_of, after.todo);
      const more = after.todo > 0 || (statements.lastFresh.one()?.id ?? 0) > after.mark;
      db.exec('COMMIT');
      return { more, mark: after.mark };
    },
    rebuild: () => {
      db.exec('BEGIN IMMEDIATE');
      beginAnew();
      db.exec('COMMIT');
      return null;
    },
    state: () => {
      const stored = statements.state.one();
      const docs = statements.lastDoc.one()?.doc ?? 0;
      const behind = stored === undefined || stored.todo > 0 || (statements.lastFresh.one()?.id ?? 0) > stored.mark;
      return { indexed: docs - (stored?.todo ?? 0), behind };
    },
  };
};

const prepare = (db: DatabaseSync) => {
  const fresh = (which: string) =>
    select<Fresh>(
      db,
      `SELECT f.*, c.id || '/' || f.seq || '/' || coalesce(m.at, '') AS content FROM desk.fresh_lines f
       JOIN desk.conversations c ON c.key = f.conversation
       LEFT JOIN desk.messages m ON m.conversation = f.conversation AND m.seq = f.seq ${which}`,
    );
  const list = db.prepare('INSERT INTO docs (conversation, seq) VALUES (?, ?)');
  return {
    state: select<State>(db, 'SELECT mark, mark_of, todo FROM state'),
    save: db.prepare(
      `INSERT INTO state (one, mark, mark_of, todo) VALUES (1, ?, ?, ?)
       ON CONFLICT DO UPDATE SET mark = excluded.mark, mark_of = excluded.mark_of, todo = excluded.todo`,
    ),
    fresh: fresh('WHERE f.id = ?'),
    firstFresh: fresh('ORDER BY f.id LIMIT 1'),
    lastFresh: fresh('ORDER BY f.id DESC LIMIT 1'),
    freshAfter: fresh('WHERE f.id > ? ORDER BY f.id LIMIT ?'),
    lastDoc: select<{ doc: number }>(db, 'SELECT doc FROM docs ORDER BY doc DESC LIMIT 1'),
    docsWithin: select<Doc>(db, 'SELECT * FROM docs WHERE doc > ? AND doc <= ? ORDER BY doc'),
    docsOf: select<Doc>(db, 'SELECT * FROM docs WHERE conversation = ? AND seq = ?'),
    list: (conversation: number, seq: number): Doc => ({
      doc: Number(list.run(conversation, seq).lastInsertRowid),
      conversation,
      seq,
    }),
  };
};

const createPutting = (db: DatabaseSync, { docsOf }: ReturnType<typeof prepare>) => {
  const line = select<{ text: string; at: number }>(
    db,
    'SELECT text, at FROM desk.messages WHERE conversation = ? AND seq = ?',
  );
  /** A ticket is found by its title, and a citizen by their name, in the line that opened the ticket. */
  const opened = select<{ words: string }>(
    db,
    `SELECT t.title || ' ' || coalesce(c.name, '') AS words FROM desk.tickets t
     JOIN desk.conversations c ON c.key = t.conversation WHERE t.conversation = ? AND t.opened_at = ?`,
  );
  const stemsOf = createStemming();
  const insert = db.prepare('INSERT INTO stems (rowid, stem) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM stems WHERE rowid = ?');

  const put = ({ doc, conversation, seq }: Doc): void => {
    const found = line.one(conversation, seq);
    if (found === undefined) return;
    const about = opened.all(conversation, found.at).map(({ words }) => words);
    insert.run(doc, stemsOf([found.text, ...about].join(' ')).join(' '));
  };
  return {
    put,
    /** A line that was changed or removed: its old words are forgotten. */
    putAgain: ({ conversation, seq }: Fresh, todo: number): void => {
      for (const doc of docsOf.all(conversation, seq)) {
        if (doc.doc <= todo) continue;
        remove.run(doc.doc);
        put(doc);
      }
    },
  };
};
