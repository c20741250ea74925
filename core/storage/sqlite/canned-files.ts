/** Rows of the files of prepared answers. Transactions are the callers': `file-rows.ts` stages, `canned.ts` takes. */
import type { DatabaseSync } from 'node:sqlite';
import type { Attachment, FileId } from '../../domain/attachment.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { FileOfAnswer, FileOwner, NewFile } from '../../ports/files.ts';
import { select } from './sql.ts';
import { toFile, type FileDbRow } from './stored-file.ts';

interface CannedFileRow extends Omit<FileDbRow, 'state' | 'reason'> {
  readonly owner: string;
  readonly answer: string | null;
}

/** Bytes of all of them are here: none is ever to be fetched. */
const toAttachment = (row: CannedFileRow): Attachment => toFile({ ...row, state: 'ready', reason: null });

export interface CannedFiles {
  ofAnswer(answer: string): readonly Attachment[];
  find(id: FileId): FileOfAnswer | null;
  add(row: NewFile, quota: number): boolean;
  drop(id: FileId, owner: FileOwner): boolean;
  expire(before: number): readonly FileId[];
  /** The answer has these and no others. @throws Refusal `file-gone`. */
  give(answer: string, files: readonly Attachment[]): void;
  /** The time runs after which they go, unless the answer comes back. */
  letGo(answer: string, at: number): void;
}

export const createCannedFiles = (db: DatabaseSync): CannedFiles => {
  const ofAnswer = select<CannedFileRow>(db, 'SELECT * FROM canned_files WHERE answer = ? ORDER BY place');
  const byId = select<CannedFileRow>(db, 'SELECT * FROM canned_files WHERE id = ?');
  const add = db.prepare(
    `INSERT INTO canned_files (id, owner, name, kind, size, width, height, at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
     WHERE (SELECT coalesce(sum(size), 0) FROM canned_files WHERE owner = ?2) + ?5 <= ?9`,
  );
  const drop = db.prepare('DELETE FROM canned_files WHERE id = ? AND owner = ? AND answer IS NULL');
  const expire = select<{ id: string }>(
    db,
    `DELETE FROM canned_files WHERE at < ?
     AND (answer IS NULL OR answer IN (SELECT id FROM canned_answers WHERE removed = 1)) RETURNING id`,
  );
  const others = db.prepare('DELETE FROM canned_files WHERE answer = ? AND id NOT IN (SELECT value FROM json_each(?))');
  const take = db.prepare(
    'UPDATE canned_files SET answer = ?1, place = ?2 WHERE id = ?3 AND (answer IS NULL OR answer = ?1)',
  );
  const letGo = db.prepare('UPDATE canned_files SET at = ? WHERE answer = ?');
  return {
    ofAnswer: (answer) => ofAnswer.all(answer).map(toAttachment),
    find: (id) => {
      const row = byId.one(id);
      return row ? { file: toAttachment(row), conversation: null, owner: row.owner, answer: row.answer } : null;
    },
    add: ({ file: { id, name, kind, size, picture }, owner, at }, quota) => {
      const { width = null, height = null } = picture ?? {};
      return add.run(id, owner, name, kind, size, width, height, at, quota).changes === 1;
    },
    drop: (id, owner) => drop.run(id, owner).changes === 1,
    expire: (before) => expire.all(before).map(({ id }) => id),
    give: (answer, files) => {
      others.run(answer, JSON.stringify(files.map(({ id }) => id)));
      for (const [place, { id }] of files.entries()) {
        if (take.run(answer, place, id).changes !== 1) throw new Refusal('file-gone');
      }
    },
    letGo: (answer, at) => {
      letGo.run(at, answer);
    },
  };
};
