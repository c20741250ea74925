/** Hours of lines that a supervisor has changed for a while. They outlive a restart, and each is in the audit. */
import type { LineChange, LineId } from '../domain/organisation.ts';
import type { AuditLine } from './turns.ts';

export interface LineChanges {
  /** Those that are not over, oldest first. */
  current(now: number): Promise<readonly LineChange[]>;
  /** From its beginning on it holds over the earlier ones of its line. */
  save(change: LineChange, audit: AuditLine): Promise<void>;
  /** Ends every change of the line now. */
  end(line: LineId, now: number, audit: AuditLine): Promise<void>;
}
