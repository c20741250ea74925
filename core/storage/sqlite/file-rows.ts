/** The `FileRows` port, and the taking of staged files by the lines of a turn. */
import type { DatabaseSync } from 'node:sqlite';
import type { Attachment } from '../../domain/attachment.ts';
import type { Message } from '../../domain/message.ts';
import type { FileOfLine, FileRows } from '../../ports/files.ts';
import { createCannedFiles, type CannedFiles } from './canned-files.ts';
import { kept } from './group.ts';
import type { Writer } from './group.ts';
import { toAuthor } from './rows.ts';
import { select } from './sql.ts';
import { fileColumns, fileValues, toFile, type FileDbRow } from './stored-file.ts';

/** The files of one line, in their order. */
export const createFilesOf = (db: DatabaseSync): ((conversation: number, seq: number) => readonly Attachment[]) => {
  const ofLine = select<FileDbRow>(
    db,
    `SELECT ${fileColumns} FROM files f WHERE f.conversation = ? AND f.seq = ? ORDER BY f.place`,
  );
  return (conversation, seq) => ofLine.all(conversation, seq).map(toFile);
};

/**
 * Gives a line its files inside the turn's transaction: staged ones are taken, those still to be fetched get their row.
 * False when one of them is not there any more or another line has it.
 */
export const createCarrier = (db: DatabaseSync): ((message: Message, conversation: number) => boolean) => {
  const take = db.prepare(
    'UPDATE files SET seq = ?, place = ?, at = ? WHERE id = ? AND conversation = ? AND seq IS NULL',
  );
  const expectFile = db.prepare(
    `INSERT INTO files (id, name, kind, size, width, height, state, reason, conversation, owner, seq, place, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  return ({ files, seq, at, author }, conversation) =>
    files.every((file, place) => {
      const { changes } =
        file.state.kind === 'ready'
          ? take.run(seq, place, at, file.id, conversation)
          : expectFile.run(...fileValues(file), conversation, author.kind, seq, place, at);
      return changes === 1;
    });
};

/** Ends the fetching of a line's file inside the turn's transaction. False when it was not being fetched. */
export const createSettler = (db: DatabaseSync): ((file: Attachment, conversation: number) => boolean) => {
  const settle = db.prepare(
    `UPDATE files SET name = ?, kind = ?, size = ?, width = ?, height = ?, state = ?, reason = ?
     WHERE id = ? AND conversation = ? AND state = 'pending'`,
  );
  return (file, conversation) => {
    const [id = null, ...values] = fileValues(file);
    return settle.run(...values, id, conversation).changes === 1;
  };
};

interface FoundRow extends FileDbRow {
  readonly conversation: string;
  readonly owner: string;
  readonly seq: number | null;
  readonly staff: number | null;
}

interface CarriedRow extends FileDbRow {
  readonly seq: number;
  readonly at: number;
  readonly author: number;
  readonly person: string | null;
}

const toRow = (row: FoundRow): FileOfLine => ({
  file: toFile(row),
  conversation: row.conversation,
  owner: row.owner,
  line: row.seq === null ? null : { seq: row.seq, audience: row.staff === 0 ? 'all' : 'staff' },
});

const createFinding = (
  db: DatabaseSync,
  canned: CannedFiles,
): Pick<FileRows, 'staged' | 'find' | 'carried' | 'held' | 'known'> => {
  const staged = select<FileDbRow>(
    db,
    `SELECT ${fileColumns} FROM files f JOIN conversations c ON c.key = f.conversation
     WHERE f.id = ? AND c.id = ? AND f.owner = ? AND f.seq IS NULL AND f.state = 'ready'`,
  );
  const byId = select<FoundRow>(
    db,
    `SELECT ${fileColumns}, c.id AS conversation, f.owner, f.seq, m.staff FROM files f
     JOIN conversations c ON c.key = f.conversation
     LEFT JOIN messages m ON m.conversation = f.conversation AND m.seq = f.seq WHERE f.id = ?`,
  );
  const carried = select<CarriedRow>(
    db,
    `SELECT ${fileColumns}, f.seq, m.at, m.author, m.person FROM conversations c
     JOIN files f ON f.conversation = c.key JOIN messages m ON m.conversation = c.key AND m.seq = f.seq
     WHERE c.id = ? ORDER BY f.seq, f.place`,
  );
  const held = select<{ bytes: number }>(
    db,
    `SELECT coalesce(sum(f.size), 0) AS bytes FROM files f JOIN conversations c ON c.key = f.conversation
     WHERE c.id = ? AND f.state = 'ready'`,
  );
  // What was not taken has no bytes: those that a kill left behind are nobody's.
  const known = select<{ id: string }>(
    db,
    `SELECT id FROM files WHERE state <> 'failed' AND id IN (SELECT value FROM json_each(?1))
     UNION ALL SELECT id FROM canned_files WHERE id IN (SELECT value FROM json_each(?1))`,
  );
  return {
    staged: async (conversation, owner, ids) => {
      const files = ids.flatMap((id) => staged.one(id, conversation, owner) ?? []).map(toFile);
      return files.length === ids.length && new Set(ids).size === ids.length ? files : null;
    },
    find: async (id) => {
      const row = byId.one(id);
      return row === undefined ? canned.find(id) : toRow(row);
    },
    carried: async (conversation) =>
      carried.all(conversation).map((row) => ({
        file: toFile(row),
        seq: row.seq,
        at: row.at,
        author: toAuthor(row.author, row.person),
      })),
    held: async (conversation) => held.one(conversation)?.bytes ?? 0,
    known: async (ids) => new Set(known.all(JSON.stringify(ids)).map(({ id }) => id)),
  };
};

export const createFileRows = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): FileRows => {
  const add = db.prepare(
    `INSERT INTO files (id, name, kind, size, width, height, state, reason, conversation, owner, at)
     SELECT ?, ?, ?, ?, ?, ?, ?, ?, c.key, ?, ? FROM conversations c WHERE c.id = ?
     AND (SELECT coalesce(sum(size), 0) FROM files WHERE conversation = c.key AND state = 'ready') + ? <= ?`,
  );
  const drop = db.prepare('DELETE FROM files WHERE id = ? AND owner = ? AND seq IS NULL');
  const expire = select<{ id: string }>(db, 'DELETE FROM files WHERE seq IS NULL AND at < ? RETURNING id');
  const canned = createCannedFiles(db);
  return {
    ...createFinding(db, canned),
    add: (row, quota) =>
      writer.write(() => {
        const { file, conversation, owner, at } = row;
        if (conversation === null) return kept(canned.add(row, quota));
        const values = [...fileValues(file), owner, at, conversation, file.size, quota];
        return kept(add.run(...values).changes === 1);
      }),
    drop: (id, owner) => writer.write(() => kept(drop.run(id, owner).changes === 1 || canned.drop(id, owner))),
    expire: (before) => writer.write(() => kept([...expire.all(before).map(({ id }) => id), ...canned.expire(before)])),
  };
};
