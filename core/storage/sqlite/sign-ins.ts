/** The `signIns` port: living sign-ins and failed tries. */
import type { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../../domain/refusal.ts';
import type { SignIns } from '../../ports/people.ts';
import { kept } from './group.ts';
import type { Writer } from './group.ts';
import { toOperator } from './people.ts';
import type { OperatorRow } from './people.ts';
import { select } from './sql.ts';

interface SignInRow extends OperatorRow {
  readonly opened_at: number;
  readonly used_at: number;
}

/** Being used is written at most this often, and often enough for short idle limits. */
const noteEveryMs = 60_000;
const noteEvery = (idleMs: number): number => Math.min(noteEveryMs, idleMs / 10);

const ignoreBusy = (error: unknown): void => {
  if (!(error instanceof Refusal) || error.code !== 'busy') throw error;
};

export const createSignIns = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): SignIns => {
  const find = select<SignInRow>(
    db,
    `SELECT o.*, s.opened_at, s.used_at FROM sign_ins s JOIN operators o ON o.id = s.operator WHERE s.token_hash = ?`,
  );
  const open = db.prepare('INSERT INTO sign_ins (token_hash, operator, opened_at, used_at) VALUES (?, ?, ?, ?)');
  const note = db.prepare('UPDATE sign_ins SET used_at = ? WHERE token_hash = ?');
  const close = db.prepare('DELETE FROM sign_ins WHERE token_hash = ?');
  const closeAll = db.prepare('DELETE FROM sign_ins WHERE operator = ?');
  const run = (work: () => unknown): Promise<void> =>
    writer.write(() => {
      work();
      return kept(undefined);
    });
  return {
    open: (tokenHash, operator, now) => run(() => open.run(tokenHash, operator, now, now)),
    use: async (tokenHash, now, { idleMs, maxMs, touch = true }) => {
      const row = find.one(tokenHash);
      if (row === undefined) return null;
      if (row.active === 0 || now - row.used_at > idleMs || now - row.opened_at > maxMs) {
        await run(() => close.run(tokenHash)).catch(ignoreBusy);
        return null;
      }
      if (touch && now - row.used_at >= noteEvery(idleMs)) await run(() => note.run(now, tokenHash)).catch(ignoreBusy);
      return { operator: toOperator(row), passwordDue: row.password_due === 1, openedAt: row.opened_at };
    },
    close: (tokenHash) => run(() => close.run(tokenHash)),
    closeAll: (operator) => run(() => closeAll.run(operator)),
    ...createFailures(db, run),
  };
};

const keepFailuresMs = 24 * 3600_000;

const createFailures = (
  db: DatabaseSync,
  run: (work: () => unknown) => Promise<void>,
): Pick<SignIns, 'fail' | 'failures' | 'pardon'> => {
  const fail = db.prepare('INSERT INTO sign_in_failures (key, at) VALUES (?, ?)');
  // Rows lie in the order of time: a glance at the first few keeps the table short for ever.
  const expire = db.prepare(
    'DELETE FROM sign_in_failures WHERE n IN (SELECT n FROM sign_in_failures ORDER BY n LIMIT 20) AND at < ?',
  );
  const count = select<{ n: number }>(db, 'SELECT count(*) AS n FROM sign_in_failures WHERE key = ? AND at >= ?');
  const pardon = db.prepare('DELETE FROM sign_in_failures WHERE key = ?');
  return {
    fail: (keys, now) =>
      run(() => {
        for (const key of keys) fail.run(key, now);
        expire.run(now - keepFailuresMs);
      }),
    failures: async (key, since) => count.one(key, since)?.n ?? 0,
    pardon: (key) => run(() => pardon.run(key)),
  };
};
