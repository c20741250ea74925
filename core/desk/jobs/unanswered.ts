/** The owner owes a reply for too long: first they are warned, then the ticket goes back to the queue with its place. */
import type { People } from '../../ports/people.ts';
import { letGo } from '../let-go.ts';
import type { VerbDeps } from '../perform.ts';
import { owes } from '../timers.ts';
import type { RunJob } from './job.ts';
import { ofTicket } from './of-ticket.ts';

export const createUnansweredSoon =
  (deps: VerbDeps): RunJob =>
  async (job) => {
    await ofTicket(deps, job, ({ draft }) => {
      const ticket = draft.ticket();
      if (!ticket || !owes(ticket)) return false;
      draft.alert('returns-soon');
      draft.audit('system', 'ticket:unanswered-soon', { owner: ticket.owner ?? '' });
      return true;
    });
    return null;
  };

export const createUnanswered =
  (deps: VerbDeps & { readonly people: Pick<People, 'list'> }): RunJob =>
  async (job) => {
    const names = new Map((await deps.people.list()).map(({ id, name }) => [id, name]));
    await ofTicket(deps, job, (ctx) => {
      const ticket = ctx.draft.ticket();
      if (!ticket || !owes(ticket)) return false;
      ctx.draft.alert('returned');
      return letGo(ctx, 'silent', names.get(ticket.owner ?? '') ?? '');
    });
    return null;
  };
