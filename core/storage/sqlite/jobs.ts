/**
 * The `jobs` port. `free_at` is the moment from which a job may be taken: its due moment, the end of a lease,
 * or the moment of the next try. So one index finds what is due and what a dead runner left behind.
 */
import type { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import { laneOf, type JobLane, type Jobs, type LeasedJob } from '../../ports/jobs.ts';
import { kept } from './group.ts';
import type { Writer } from './group.ts';
import { select } from './sql.ts';

interface JobDbRow {
  readonly key: string;
  readonly kind: string;
  readonly due: number;
  readonly payload: string;
  readonly attempt: number;
}

const toJob = (row: JobDbRow, lease: string): LeasedJob => ({
  key: row.key,
  kind: row.kind,
  due: row.due,
  payload: JSON.parse(row.payload) as LeasedJob['payload'],
  attempt: row.attempt,
  lease,
});

export const laneCode = (lane: JobLane): number => (lane === 'aside' ? 1 : 0);

export const createJobs = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): Jobs => {
  const free = select<JobDbRow>(
    db,
    'SELECT * FROM jobs WHERE aside = ? AND free_at <= ? ORDER BY free_at, due LIMIT ?',
  );
  const take = db.prepare('UPDATE jobs SET lease = ?, free_at = ?, attempt = attempt + 1 WHERE key = ?');
  const finish = db.prepare('DELETE FROM jobs WHERE key = ? AND lease = ?');
  const postpone = db.prepare('UPDATE jobs SET lease = NULL, free_at = ? WHERE key = ? AND lease = ?');
  const repeat = db.prepare(
    'UPDATE jobs SET lease = NULL, attempt = 0, due = ?, free_at = ? WHERE key = ? AND lease = ?',
  );
  const ensure = db.prepare(
    `INSERT INTO jobs (key, kind, due, payload, attempt, lease, free_at, aside) VALUES (?, ?, ?, ?, 0, NULL, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const next = select<{ at: number | null }>(db, 'SELECT min(free_at) AS at FROM jobs WHERE aside = ?');
  return {
    lease: async (now, forMs, limit, lane = 'desk') => {
      // Most askings find nothing; they need no transaction.
      if (free.one(laneCode(lane), now, limit) === undefined) return [];
      return writer.write(() => {
        const lease = randomUUID();
        const jobs = free.all(laneCode(lane), now, limit);
        for (const job of jobs) take.run(lease, now + forMs, job.key);
        return kept(jobs.map((job) => toJob({ ...job, attempt: job.attempt + 1 }, lease)));
      });
    },
    finish: ({ key, lease }) => writer.write(() => kept(finish.run(key, lease).changes === 1)),
    postpone: ({ key, lease }, retryAt) => writer.write(() => kept(postpone.run(retryAt, key, lease).changes === 1)),
    repeat: ({ key, lease }, due) => writer.write(() => kept(repeat.run(due, due, key, lease).changes === 1)),
    ensure: ({ key, kind, due, payload }) =>
      writer.write(() =>
        kept(ensure.run(key, kind, due, JSON.stringify(payload), due, laneCode(laneOf(kind))).changes === 1),
      ),
    nextDue: async (lane = 'desk') => next.one(laneCode(lane))?.at ?? null,
  };
};
