/** A reminder, an escalation, a complaint: the ticket becomes more urgent, the staff reads why, the audit keeps it. */
import { priorities, type Priority } from '../domain/ticket.ts';
import type { Effect, Script } from '../engine/types.ts';
import type { Draft } from './draft.ts';
import { systemLine } from './system-line.ts';

const above = (priority: Priority, least: Priority): Priority => {
  const rank = Math.max(priorities.indexOf(priority), priorities.indexOf(least));
  return priorities[rank] ?? priority;
};

export const climb = (draft: Draft, effect: Extract<Effect, { kind: 'climb' }>, script: Script): void => {
  const ticket = draft.ticket();
  if (!ticket) return;
  const { ladder, step } = effect;
  const level = String(ladder.level);
  const least = step === 'escalate' && ladder.level === 3 ? 'urgent' : 'high';
  draft.update({ ladder, priority: above(ticket.priority, least) });
  if (step === 'escalate') systemLine(draft, script, 'staff-escalate', { level }, 'staff');
  else systemLine(draft, script, `staff-${step}`, {}, 'staff');
  draft.audit('citizen', `ticket:${step}`, step === 'escalate' ? { level } : {});
};
