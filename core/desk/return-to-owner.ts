/** A disputed answer goes back to the operator who gave it, if they are at work and have a free slot; else it waits first in the queue. */
import type { Ctx } from './perform.ts';
import { runEngine } from './run-engine.ts';
import { systemLine } from './system-line.ts';

export const returnToOwner = ({ draft, run, full }: Ctx): void => {
  if (full) return;
  const ticket = draft.ticket();
  if (!ticket || ticket.status !== 'queued' || !ticket.returned || ticket.lastOwner === null) return;
  // On a pause, or with the shift ended, an open console is no sign of somebody who answers.
  if (ticket.waitingSince !== draft.at || !run.figures?.available.includes(ticket.lastOwner)) return;
  if (!draft.move('claim', { owner: ticket.lastOwner })) return;
  draft.room(run.script.organisation.settings.capacity);
  runEngine(draft, { kind: 'taken' }, run);
  systemLine(draft, run.script, 'back-with-operator');
  draft.audit('system', 'ticket:claim', { owner: ticket.lastOwner });
};
