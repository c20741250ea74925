/** A wrong category is put right: the department follows it; number, place in the queue and clocks stay. */
import { leads } from '../domain/operator.ts';
import type { Category } from '../domain/organisation.ts';
import { Refusal } from '../domain/refusal.ts';
import { isHeld, type CategoryId } from '../domain/ticket.ts';
import type { Act, Receipt } from '../ports/desk.ts';
import { systemLine } from './system-line.ts';
import { toDepartment } from './transfer.ts';
import { verb, type OperatorDeps, type VerbCtx } from './verb.ts';

const titleOf = ({ script }: VerbCtx, id: CategoryId | null): string =>
  script.organisation.categories.find((known) => known.id === id)?.title ?? '—';

/** The owner keeps what their own departments answer for; everything else waits for people of the right one. */
const follow = (ctx: VerbCtx, { department: id }: Category): void => {
  const { draft, ticket, operator, script } = ctx;
  const department = script.organisation.departments.find((known) => known.id === id);
  if (!department || ticket.department === id) return;
  const keeps = isHeld(ticket) && (leads(operator) || operator.departments.includes(id));
  if (keeps || !isHeld(ticket)) draft.update({ department: id });
  else toDepartment(ctx, department, ticket.reason ?? '');
};

export const createCategorise =
  (deps: OperatorDeps) =>
  (act: Act & { readonly category: CategoryId }): Promise<Receipt> =>
    verb(deps, act, (ctx) => {
      const { draft, ticket, operator, script } = ctx;
      const category = script.organisation.categories.find(({ id }) => id === act.category);
      if (!category) throw new Refusal('invalid');
      const open = ticket.status === 'queued' || ticket.status === 'expert' || isHeld(ticket);
      if (!open) throw new Refusal('wrong-status');
      if (ticket.owner !== null && ticket.owner !== operator.id && !leads(operator)) throw new Refusal('not-owner');
      if (ticket.category === category.id) return { settled: draft.conversation().lastSeq };
      const values = { from: titleOf(ctx, ticket.category), to: category.title };
      const seq = systemLine(draft, script, 'staff-categorised', values, 'staff');
      draft.update({ category: category.id });
      if (ticket.status !== 'expert') follow(ctx, category);
      draft.audit(operator.id, 'ticket:categorise', { from: ticket.category ?? '', to: category.id });
      return { receiptSeq: seq };
    });
