/**
 * An operator's last console has been away for longer than any drop of the network: they have left. They go off line,
 * and their tickets go on without them. Safe to repeat: each ticket is a turn of its own under the job's moment.
 */
import type { Operator } from '../../domain/operator.ts';
import type { Live } from '../../ports/live.ts';
import type { People } from '../../ports/people.ts';
import type { Views } from '../../ports/views.ts';
import { letGo, type WhyGone } from '../let-go.ts';
import { onConversation, type VerbDeps } from '../perform.ts';
import type { ShiftDesk } from '../../ports/desk.ts';
import type { RunJob } from './job.ts';

export interface LeaveDeps extends VerbDeps {
  readonly views: Pick<Views, 'tickets'>;
  readonly people: Pick<People, 'byId'>;
  readonly live: Live;
}

/** More than anybody holds. */
const allHeld = 1000;

/** Everything the operator holds goes on without them. `key` makes it one deed however often it is begun. */
export const letAllGo = async (deps: LeaveDeps, operator: Operator, why: WhyGone, key: string): Promise<number> => {
  const filter = { tab: 'mine', operator: operator.id, departments: null, limit: allHeld } as const;
  let gone = 0;
  for (const { ticket } of await deps.views.tickets(filter)) {
    await onConversation(deps, ticket.conversation, `${key}:${ticket.number}`, (ctx) => {
      ctx.draft.take(ticket.number);
      const seq = (): number => ctx.draft.conversation().lastSeq;
      if (ctx.draft.ticket()?.owner !== operator.id || !letGo(ctx, why, operator.name)) return { settled: seq() };
      gone += 1;
      return { receiptSeq: seq() };
    });
  }
  return gone;
};

export const createLeft =
  (deps: LeaveDeps, shift: Pick<ShiftDesk, 'missed'>): RunJob =>
  async (job) => {
    const operator = await deps.people.byId(job.payload['operator'] ?? '');
    if (!operator || deps.live.isOnline(operator.id)) return null;
    await shift.missed(operator.id, 'gone');
    await letAllGo(deps, operator, 'left', `job:${job.key}:${job.due}`);
    return null;
  };
