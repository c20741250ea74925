/** A term runs out soon, or has run out: told once, to the owner and to those who lead. */
import type { Alert } from '../../ports/live.ts';
import type { VerbDeps } from '../perform.ts';
import { systemLine } from '../system-line.ts';
import { termDue, type TermJob } from '../timers.ts';
import type { RunJob } from './job.ts';
import { ofTicket } from './of-ticket.ts';

/** A breach also leaves a line that the staff reads. */
const alerts = {
  'reply-soon': 'reply-soon',
  'reply-late': 'reply-late',
  'solve-soon': 'solve-soon',
  'solve-late': 'solve-late',
  'expert-late': 'solve-late',
} as const satisfies Record<TermJob, Alert['kind']>;

export const createTermJob =
  (deps: VerbDeps, kind: TermJob): RunJob =>
  async (job) => {
    await ofTicket(deps, job, ({ draft, script }) => {
      const ticket = draft.ticket();
      if (!ticket || termDue(ticket, kind) !== job.due) return false;
      const alert = alerts[kind];
      if (alert === 'reply-late' || alert === 'solve-late') systemLine(draft, script, `staff-${alert}`, {}, 'staff');
      draft.alert(alert);
      draft.audit('system', `ticket:${kind}`);
      return true;
    });
    return null;
  };
