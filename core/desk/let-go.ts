/**
 * An operator no longer has a ticket without having decided about it: they left, or were silent too long.
 * What waits for OUR reply goes back to the queue with its place, and the citizen is told; what waits for the citizen
 * or for experts passes quietly to its department.
 */
import { isHeld } from '../domain/ticket.ts';
import type { Ctx } from './perform.ts';
import { runEngine } from './run-engine.ts';
import { systemLine } from './system-line.ts';

export type WhyGone = 'left' | 'silent' | 'shift-end';

const toQueue = ({ draft, script, run }: Ctx): void => {
  draft.move('release', { owner: null, queuedAt: draft.ticket()?.queuedAt ?? draft.at });
  runEngine(draft, { kind: 'released' }, run);
  systemLine(draft, script, 'returned-to-queue', { number: draft.ticket()?.number ?? '' });
};

/** False when nobody has it. `name`: of the one who had it. */
export const letGo = (ctx: Ctx, why: WhyGone, name: string): boolean => {
  const { draft, script } = ctx;
  const ticket = draft.ticket();
  if (!ticket || !isHeld(ticket) || ticket.owner === null) return false;
  const from = ticket.owner;
  systemLine(draft, script, `staff-${why}`, { name }, 'staff');
  if (ticket.status === 'expert') draft.move('consult', { owner: null });
  else if (ticket.waitingSince === null) draft.move('ask', { owner: null });
  else toQueue(ctx);
  draft.audit('system', 'ticket:let-go', { from, why });
  return true;
};

/** The citizen wrote and nobody has the ticket any more: it stands in the queue again, where it stood. */
export const queueUnowned = (ctx: Ctx): void => {
  const ticket = ctx.draft.ticket();
  if (ticket?.status === 'active' && ticket.owner === null) toQueue(ctx);
};
