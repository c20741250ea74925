/** The actions of the audit by the group they belong to: the word before the colon. */
import type { AuditAction } from '../../core/domain/audit.ts';
import { actionWords } from './texts/audit.ts';

/** A whole group, or the one action. */
export const auditActionsOf = (asked: string): readonly AuditAction[] =>
  (Object.keys(actionWords) as AuditAction[]).filter((action) => action === asked || action.startsWith(`${asked}:`));
