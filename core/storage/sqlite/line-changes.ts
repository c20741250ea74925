/** The `line-changes` port. */
import type { DatabaseSync } from 'node:sqlite';
import type { Interval, LineChange } from '../../domain/organisation.ts';
import type { LineChanges } from '../../ports/line-changes.ts';
import { createAuditLines } from './audit.ts';
import { kept, type Writer } from './group.ts';
import { select } from './sql.ts';

interface ChangeRow {
  readonly line: string;
  readonly from_at: number;
  readonly until_at: number;
  readonly intervals: string;
}

const toChange = (row: ChangeRow): LineChange => ({
  line: row.line,
  from: row.from_at,
  until: row.until_at,
  intervals: JSON.parse(row.intervals) as readonly Interval[],
});

export const createLineChanges = (deps: { readonly db: DatabaseSync; readonly writer: Writer }): LineChanges => {
  const { db, writer } = deps;
  const current = select<ChangeRow>(
    db,
    'SELECT line, from_at, until_at, intervals FROM line_changes WHERE until_at > ? ORDER BY key',
  );
  const insert = db.prepare('INSERT INTO line_changes (line, from_at, until_at, intervals) VALUES (?, ?, ?, ?)');
  const end = db.prepare('UPDATE line_changes SET until_at = ? WHERE line = ? AND until_at > ?');
  const audit = createAuditLines(db);
  return {
    current: async (now) => current.all(now).map(toChange),
    save: ({ line, from, until, intervals }, told) =>
      writer.write(() => {
        insert.run(line, from, until, JSON.stringify(intervals));
        audit([told]);
        return kept(undefined);
      }),
    end: (line, now, told) =>
      writer.write(() => {
        end.run(now, line, now);
        audit([told]);
        return kept(undefined);
      }),
  };
};
