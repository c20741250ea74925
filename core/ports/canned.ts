/** Prepared answers and who used them last. Who may change which is decided by the caller (`core/domain/canned.ts`). */
import type { CannedAnswer } from '../domain/canned.ts';
import type { OperatorId } from '../domain/message.ts';
import type { DepartmentId } from '../domain/ticket.ts';
import type { AuditLine } from './turns.ts';

export interface CannedReader {
  readonly operator: OperatorId;
  /** Departments whose answers are read; null = every one. */
  readonly departments: readonly DepartmentId[] | null;
}

export interface CannedAnswers {
  /** Those for everybody, of these departments, and the reader's own. What the reader used last comes first, then by title. */
  list(reader: CannedReader): Promise<readonly CannedAnswer[]>;
  /** Also a removed one. */
  byId(id: string): Promise<CannedAnswer | null>;
  /**
   * Adds or changes. Takes its files that are staged, lets go of those it had and has no more.
   * @throws Refusal `taken` (`by`: its title) when another answer of the same scope has the shortcut; `file-gone` when
   * a file is not there or another answer has it.
   */
  save(answer: CannedAnswer, audit: AuditLine): Promise<void>;
  /** Out of every list. False: it is not in any. */
  remove(id: string, audit: AuditLine): Promise<boolean>;
  /** Undoes `remove`; its files are there for a day. False: it was not removed. @throws Refusal `taken` like `save`. */
  restore(id: string, audit: AuditLine): Promise<boolean>;
  used(id: string, operator: OperatorId, now: number): Promise<void>;
  /** Adds those that were never here; changed and removed ones stay as they are. */
  seed(answers: readonly CannedAnswer[]): Promise<void>;
}
