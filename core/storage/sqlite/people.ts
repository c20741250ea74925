/** The `people` port. Who has no password yet cannot be found by login, so cannot sign in. */
import type { DatabaseSync } from 'node:sqlite';
import type { Operator, Role } from '../../domain/operator.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { People, SavedWith } from '../../ports/people.ts';
import { createAuditLines } from './audit.ts';
import { kept, undone } from './group.ts';
import type { Writer } from './group.ts';
import { select } from './sql.ts';

export interface OperatorRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly departments: string;
  readonly active: number;
  readonly capacity: number | null;
  readonly password_hash: string | null;
  readonly password_due: number;
}

export const toOperator = (row: OperatorRow): Operator => ({
  id: row.id,
  login: row.login,
  name: row.name,
  role: row.role,
  departments: JSON.parse(row.departments) as Operator['departments'],
  active: row.active === 1,
  capacity: row.capacity,
});

export const createPeople = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): People => {
  const byLogin = select<OperatorRow>(db, 'SELECT * FROM operators WHERE login = ?');
  const byId = select<OperatorRow>(db, 'SELECT * FROM operators WHERE id = ?');
  const list = select<OperatorRow>(db, 'SELECT * FROM operators ORDER BY name, login');
  const save = createSave(db);
  const audit = createAuditLines(db);
  const write = (operator: Operator, passwordHash: string | null, more: SavedWith = {}): void => {
    const holder = byLogin.one(operator.login);
    if (holder !== undefined && holder.id !== operator.id) throw new Refusal('taken', holder.name);
    const before = byId.one(operator.id);
    save(before, operator, passwordHash, more.passwordDue ?? false);
    if (before && isAdministrator(before) && !list.all().some(isAdministrator)) throw new Refusal('last-administrator');
    audit(more.audit ?? []);
  };
  return {
    byLogin: async (login) => {
      const row = byLogin.one(login);
      if (row === undefined || row.password_hash === null) return null;
      return { operator: toOperator(row), passwordHash: row.password_hash, passwordDue: row.password_due === 1 };
    },
    byId: async (id) => {
      const row = byId.one(id);
      return row === undefined ? null : toOperator(row);
    },
    list: async () => list.all().map(toOperator),
    save: (operator, passwordHash, more) =>
      writer.write(() => {
        write(operator, passwordHash, more);
        return kept(undefined);
      }),
    change: (id, { passwordHash = null, ...part }, more) =>
      writer.write(() => {
        const before = byId.one(id);
        if (!before) return undone(null);
        const operator = { ...toOperator(before), ...part };
        write(operator, passwordHash, more);
        return kept(operator);
      }),
  };
};

const isAdministrator = ({ role, active }: OperatorRow): boolean => role === 'administrator' && active === 1;

const createSave = (db: DatabaseSync) => {
  const upsert = db.prepare(
    `INSERT INTO operators (id, login, name, role, departments, active, capacity, password_hash, password_due)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name, role = excluded.role,
       departments = excluded.departments, active = excluded.active, capacity = excluded.capacity,
       password_due = iif(excluded.password_hash IS NULL, password_due, excluded.password_due),
       password_hash = coalesce(excluded.password_hash, password_hash)`,
  );
  const signOut = db.prepare('DELETE FROM sign_ins WHERE operator = ?');
  return (before: OperatorRow | undefined, operator: Operator, passwordHash: string | null, due: boolean): void => {
    const { id, login, name, role, departments, active, capacity } = operator;
    const lists = JSON.stringify(departments);
    upsert.run(id, login, name, role, lists, active ? 1 : 0, capacity, passwordHash, due ? 1 : 0);
    if (before !== undefined && (before.role !== role || !active)) signOut.run(id);
  };
};
