/** The `audit` port. That nothing is changed is kept by triggers of the tables themselves. */
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Audit, AuditEntry, AuditFilter } from '../../ports/audit.ts';
import type { AuditLine } from '../../ports/turns.ts';
import { kept } from './group.ts';
import type { Writer } from './group.ts';
import { json, marks, parsed, select } from './sql.ts';

export interface AuditRow {
  readonly key: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly ticket: string | null;
  readonly details: string | null;
}

const toAuditLine = (row: AuditRow): AuditLine => ({
  at: row.at,
  actor: row.actor,
  action: row.action,
  ticket: row.ticket,
  details: (parsed(row.details) ?? {}) as AuditLine['details'],
});

const values = ({ at, actor, action, ticket, details }: AuditLine): SQLInputValue[] => [
  at,
  actor,
  action,
  ticket,
  Object.keys(details).length === 0 ? null : json(details),
];

/** Writes lines inside the open transaction. */
export const createAuditLines = (db: DatabaseSync): ((lines: readonly AuditLine[]) => void) => {
  const insert = db.prepare('INSERT INTO audit (at, actor, action, ticket, details) VALUES (?, ?, ?, ?, ?)');
  return (lines) => {
    for (const line of lines) insert.run(...values(line));
  };
};

interface Asked {
  readonly where: readonly string[];
  readonly values: readonly SQLInputValue[];
}

const condition = (sql: string, ...bound: readonly (SQLInputValue | null)[]): Asked | null =>
  bound.includes(null) ? null : { where: [sql], values: bound };

/** The part about the staff repeats the condition of the index, which else would not be taken. */
const ofPerson = `(actor = ? AND actor NOT IN ('citizen', 'bot', 'system') OR person = ? AND person IS NOT NULL)`;

const asked = (filter: AuditFilter, before: number | null): Asked => {
  const { person, actions, ticket, from, to, departments } = filter;
  const all = [
    condition(ofPerson, person, person),
    actions && { where: [`action IN (${marks(actions.length)})`], values: actions },
    condition('ticket = ?', ticket),
    condition('at >= ?', from),
    condition('at < ?', to),
    departments && {
      where: [`ticket IN (SELECT number FROM tickets WHERE department IN (${marks(departments.length)}))`],
      values: departments,
    },
    condition('key < ?', before),
  ].filter((each) => each !== null);
  return { where: all.flatMap((each) => each.where), values: all.flatMap((each) => [...each.values]) };
};

export const createAudit = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): Audit => {
  const add = createAuditLines(db);
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    write: (lines) =>
      writer.write(() => {
        add(lines);
        return kept(undefined);
      }),
    page: async (filter, before, limit) => {
      const { where, values: bound } = asked(filter, before);
      const sql = `SELECT key, at, actor, action, ticket, details FROM audit
        ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} ORDER BY key DESC LIMIT ?`;
      const rows = prepare(sql).all(...bound, limit + 1) as unknown as AuditRow[];
      const entries = rows.slice(0, limit).map((row): AuditEntry => ({ key: row.key, ...toAuditLine(row) }));
      return { entries, more: rows.length > limit };
    },
  };
};

/** The newest lines about one ticket. */
export const createTicketAudit = (db: DatabaseSync) => {
  const lines = select<AuditRow>(db, 'SELECT * FROM audit WHERE ticket = ? ORDER BY key DESC LIMIT ?');
  return (ticket: string, limit: number): readonly AuditLine[] => lines.all(ticket, limit).map(toAuditLine);
};
