/** The `presence` port: one row an operator, changed together with its jobs and its line of the audit. */
import type { DatabaseSync } from 'node:sqlite';
import type { Presence, PresenceState } from '../../domain/presence.ts';
import type { Presences } from '../../ports/presence.ts';
import { createAuditLines } from './audit.ts';
import { kept, undone, type Writer } from './group.ts';
import { select } from './sql.ts';
import { createJobWriter, takesSlot } from './write-turn.ts';

interface PresenceRow {
  readonly operator: string;
  readonly state: PresenceState;
  readonly since: number;
  readonly by_absence: number;
  readonly seen_at: number;
}

const toPresence = (row: PresenceRow): Presence => ({
  operator: row.operator,
  state: row.state,
  since: row.since,
  by: row.by_absence === 1 ? 'absence' : 'self',
  seenAt: row.seen_at,
});

export const createPresences = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): Presences => {
  const one = select<PresenceRow>(db, 'SELECT * FROM presence WHERE operator = ?');
  const all = select<PresenceRow>(db, 'SELECT * FROM presence');
  const loads = select<{ owner: string; n: number }>(
    db,
    `SELECT owner, count(*) AS n FROM tickets WHERE ${takesSlot} GROUP BY owner`,
  );
  const save = db.prepare(
    `INSERT INTO presence (operator, state, since, by_absence, seen_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (operator) DO UPDATE SET state = excluded.state, since = excluded.since,
       by_absence = excluded.by_absence, seen_at = excluded.seen_at`,
  );
  const seen = db.prepare('UPDATE presence SET seen_at = ? WHERE operator = ? AND seen_at < ?');
  const writeJob = createJobWriter(db);
  const writeAudit = createAuditLines(db);
  return {
    of: async (operator) => {
      const row = one.one(operator);
      return row === undefined ? null : toPresence(row);
    },
    list: async () => all.all().map(toPresence),
    change: ({ presence, from, jobs, audit }) =>
      writer.write(() => {
        if (!from.includes(one.one(presence.operator)?.state ?? 'offline')) return undone(false);
        const { operator, state, since, by, seenAt } = presence;
        save.run(operator, state, since, by === 'absence' ? 1 : 0, seenAt);
        for (const job of jobs) writeJob(job);
        if (audit) writeAudit([audit]);
        return kept(true);
      }),
    seen: (operator, at) =>
      writer.write(() => {
        seen.run(at, operator, at);
        return kept(undefined);
      }),
    loads: async () => new Map(loads.all().map(({ owner, n }) => [owner, n])),
  };
};
