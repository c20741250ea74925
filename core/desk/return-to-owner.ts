/** A disputed answer goes back to the operator who gave it, if they are there; else it waits first in the queue. */
import type { Live } from '../ports/live.ts';
import type { Draft } from './draft.ts';
import { runEngine, type EngineRun } from './run-engine.ts';
import { systemLine } from './system-line.ts';

export const returnToOwner = (draft: Draft, live: Live, run: EngineRun): void => {
  const ticket = draft.ticket();
  if (!ticket || ticket.status !== 'queued' || !ticket.returned || ticket.lastOwner === null) return;
  if (ticket.waitingSince !== draft.at || !live.isOnline(ticket.lastOwner)) return;
  if (!draft.move('claim', { owner: ticket.lastOwner })) return;
  runEngine(draft, { kind: 'taken' }, run);
  systemLine(draft, run.script, 'back-with-operator');
  draft.audit('system', 'ticket:claim', { owner: ticket.lastOwner });
};
