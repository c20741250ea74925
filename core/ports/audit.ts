/** The audit: written once, read by those who answer for the work, never changed. Turns write their own lines. */
import type { OperatorId } from '../domain/message.ts';
import type { DepartmentId } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { AuditLine } from './turns.ts';

/** Null: any. */
export interface AuditFilter {
  /** Who did it, or whom it was done to. */
  readonly person: OperatorId | null;
  readonly actions: readonly string[] | null;
  readonly ticket: TicketNumber | null;
  /** Milliseconds; `from` included, `to` not. */
  readonly from: number | null;
  readonly to: number | null;
  /** Only lines about tickets that are in these departments now. */
  readonly departments: readonly DepartmentId[] | null;
}

export interface AuditEntry extends AuditLine {
  /** Grows with every line. */
  readonly key: number;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** There are older ones. */
  readonly more: boolean;
}

export interface Audit {
  write(lines: readonly AuditLine[]): Promise<void>;
  /** Newest first; `before` is the key of the last entry seen, null for the first page. */
  page(filter: AuditFilter, before: number | null, limit: number): Promise<AuditPage>;
}
