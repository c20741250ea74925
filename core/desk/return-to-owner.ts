/** A disputed answer goes back to the operator who gave it, if they are there and have a free slot; else it waits first in the queue. */
import type { Live } from '../ports/live.ts';
import type { Ctx } from './perform.ts';
import { runEngine } from './run-engine.ts';
import { systemLine } from './system-line.ts';

export const returnToOwner = ({ draft, run, full }: Ctx, live: Live): void => {
  if (full) return;
  const ticket = draft.ticket();
  if (!ticket || ticket.status !== 'queued' || !ticket.returned || ticket.lastOwner === null) return;
  if (ticket.waitingSince !== draft.at || !live.isOnline(ticket.lastOwner)) return;
  if (!draft.move('claim', { owner: ticket.lastOwner })) return;
  draft.room(run.script.organisation.settings.capacity);
  runEngine(draft, { kind: 'taken' }, run);
  systemLine(draft, run.script, 'back-with-operator');
  draft.audit('system', 'ticket:claim', { owner: ticket.lastOwner });
};
