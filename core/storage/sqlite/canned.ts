/** The `canned` port. A removed answer stays as a row: it can be brought back, and is never shipped a second time. */
import type { DatabaseSync } from 'node:sqlite';
import type { CannedAnswer, CannedScope } from '../../domain/canned.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { CannedAnswers } from '../../ports/canned.ts';
import type { AuditLine } from '../../ports/turns.ts';
import { createAuditLines } from './audit.ts';
import { createCannedFiles } from './canned-files.ts';
import { kept, undone } from './group.ts';
import type { Writer } from './group.ts';
import { select } from './sql.ts';

interface CannedRow {
  readonly id: string;
  readonly title: string;
  readonly shortcut: string;
  readonly text: string;
  readonly scope: CannedScope['kind'];
  readonly scope_of: string;
  readonly removed: number;
}

const scopeOf = (scope: CannedScope): string => {
  if (scope.kind === 'mine') return scope.operator;
  return scope.kind === 'department' ? scope.department : '';
};

const toScope = ({ scope, scope_of: of }: CannedRow): CannedScope => {
  if (scope === 'mine') return { kind: 'mine', operator: of };
  return scope === 'department' ? { kind: 'department', department: of } : { kind: 'all' };
};

const toStored = (row: CannedRow): Omit<CannedAnswer, 'files'> => ({
  id: row.id,
  title: row.title,
  shortcut: row.shortcut,
  text: row.text,
  scope: toScope(row),
});

const listSql = `
  SELECT a.* FROM canned_answers a LEFT JOIN canned_uses u ON u.answer = a.id AND u.operator = ?1
  WHERE a.removed = 0 AND (a.scope = 'all' OR a.scope = 'mine' AND a.scope_of = ?1
    OR a.scope = 'department' AND (?2 IS NULL OR a.scope_of IN (SELECT value FROM json_each(?2))))
  ORDER BY u.at DESC NULLS LAST, a.title, a.id`;

export const createCanned = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): CannedAnswers => {
  const list = select<CannedRow>(db, listSql);
  const byId = select<CannedRow>(db, 'SELECT * FROM canned_answers WHERE id = ?');
  const holder = select<CannedRow>(
    db,
    'SELECT * FROM canned_answers WHERE scope = ? AND scope_of = ? AND shortcut = ? AND removed = 0 AND id <> ?',
  );
  const upsert = db.prepare(
    `INSERT INTO canned_answers (id, title, shortcut, text, scope, scope_of) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, shortcut = excluded.shortcut, text = excluded.text,
       scope = excluded.scope, scope_of = excluded.scope_of`,
  );
  const seed = db.prepare(
    'INSERT OR IGNORE INTO canned_answers (id, title, shortcut, text, scope, scope_of) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const mark = db.prepare('UPDATE canned_answers SET removed = ? WHERE id = ? AND removed <> ?');
  const use = db.prepare(
    `INSERT INTO canned_uses (operator, answer, at) SELECT ?, id, ? FROM canned_answers WHERE id = ?
     ON CONFLICT DO UPDATE SET at = max(at, excluded.at)`,
  );
  const audit = createAuditLines(db);
  const files = createCannedFiles(db);
  const toAnswer = (row: CannedRow): CannedAnswer => ({ ...toStored(row), files: files.ofAnswer(row.id) });

  const valuesOf = ({ id, title, shortcut, text, scope }: CannedAnswer) =>
    [id, title, shortcut, text, scope.kind, scopeOf(scope)] as const;
  const mustBeFree = ({ id, scope, shortcut }: Omit<CannedAnswer, 'files'>): void => {
    const other = holder.one(scope.kind, scopeOf(scope), shortcut, id);
    if (other) throw new Refusal('taken', other.title);
  };
  const moved = (id: string, removed: 0 | 1, line: AuditLine): Promise<boolean> =>
    writer.write(() => {
      const row = byId.one(id);
      if (!row || row.removed === removed) return undone(false);
      if (removed === 0) mustBeFree(toStored(row));
      else files.letGo(id, line.at);
      mark.run(removed, id, removed);
      audit([line]);
      return kept(true);
    });

  return {
    list: async ({ operator, departments }) =>
      list.all(operator, departments && JSON.stringify(departments)).map(toAnswer),
    byId: async (id) => {
      const row = byId.one(id);
      return row ? toAnswer(row) : null;
    },
    save: (answer, line) =>
      writer.write(() => {
        mustBeFree(answer);
        upsert.run(...valuesOf(answer));
        files.give(answer.id, answer.files);
        audit([line]);
        return kept(undefined);
      }),
    remove: (id, line) => moved(id, 1, line),
    restore: (id, line) => moved(id, 0, line),
    used: (id, operator, now) =>
      writer.write(() => {
        use.run(operator, now, id);
        return kept(undefined);
      }),
    seed: (answers) =>
      writer.write(() => {
        for (const answer of answers) seed.run(...valuesOf(answer));
        return kept(undefined);
      }),
  };
};
