/** The `queue` port. */
import type { DatabaseSync } from 'node:sqlite';
import type { Served } from '../../domain/queue.ts';
import { priorities } from '../../domain/ticket.ts';
import type { QueueReads } from '../../ports/queue.ts';
import { select } from './sql.ts';

interface WaitingRow {
  readonly number: string;
  readonly department: string;
  readonly priority: number;
  readonly returned: number;
}

export const createQueueReads = (db: DatabaseSync): QueueReads => {
  // The order of the console's queue (`views.ts`).
  const waiting = select<WaitingRow>(
    db,
    `SELECT number, department, priority, returned FROM tickets
     WHERE (status = 'queued' OR (status = 'expert' AND owner IS NULL)) AND status = 'queued' AND department IS NOT NULL
     ORDER BY priority DESC, returned DESC, coalesce(queued_at, status_at), key LIMIT ?`,
  );
  const services = select<{ queued_at: number; at: number }>(
    db,
    'SELECT queued_at, at FROM services WHERE department = ? ORDER BY at DESC, key DESC LIMIT ?',
  );
  return {
    waiting: async (limit) =>
      waiting.all(limit).map(({ number, department, priority, returned }) => ({
        number,
        department,
        priority: priorities[priority] ?? 'normal',
        returned: returned === 1,
      })),
    services: async (department, limit) =>
      services.all(department, limit).map(({ queued_at: queuedAt, at }): Served => ({ queuedAt, at })),
  };
};
