/** What the queue's figures are made of. */
import type { Served, Waiting } from '../domain/queue.ts';
import type { DepartmentId } from '../domain/ticket.ts';

export interface QueueReads {
  /** Tickets that wait for a person, in the order in which they are taken, the first `limit` of them. */
  waiting(limit: number): Promise<readonly Waiting[]>;
  /** The newest services of each department, newest first. */
  services(department: DepartmentId, limit: number): Promise<readonly Served[]>;
}
