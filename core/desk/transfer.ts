/** Passing a ticket on: to a colleague at once, or to a department's queue, with a reason for the staff. */
import { leads, mayAnswer, publicName, type Operator } from '../domain/operator.ts';
import type { Department } from '../domain/organisation.ts';
import { Refusal } from '../domain/refusal.ts';
import { screen } from '../domain/screening/screen.ts';
import { isHeld } from '../domain/ticket.ts';
import type { Script } from '../engine/types.ts';
import type { Act, Receipt, TransferTarget } from '../ports/desk.ts';
import { operatorText } from './reply.ts';
import { activate } from './activate.ts';
import { runEngine } from './run-engine.ts';
import { strictRules } from './screened.ts';
import { systemLine } from './system-line.ts';
import { verb, type OperatorDeps, type VerbCtx } from './verb.ts';

/** Until when an expert answers: the term of that name, or a working day. */
const expertDue = ({ organisation, calendar }: Script, { line }: Department, now: number): number =>
  calendar.ends(line, now, organisation.deadlines.find(({ id }) => id === 'expert')?.solve ?? { days: 1 });

/** The owner may pass on; so may a lead; a ticket that nobody has may be moved by whoever sees it. */
const mustBeAllowed = ({ ticket, operator }: VerbCtx): void => {
  const open = ticket.status === 'queued' || ticket.status === 'expert' || isHeld(ticket);
  if (!open) throw new Refusal('wrong-status');
  if (ticket.owner !== null && ticket.owner !== operator.id && !leads(operator)) throw new Refusal('not-owner');
};

const toColleague = (ctx: VerbCtx, colleague: Operator, reason: string): number => {
  const { draft, script, ticket, run } = ctx;
  if (ticket.owner === colleague.id) throw new Refusal('invalid');
  if (ctx.full) throw new Refusal('full', colleague.name);
  activate(draft, ticket.number);
  if (ticket.status !== 'expert' && !draft.move('release', { owner: null })) throw new Refusal('wrong-status');
  const part = { owner: colleague.id, lastOwner: colleague.id, returned: false, reason };
  if (!draft.move('claim', part)) throw new Refusal('wrong-status');
  draft.room(script.organisation.settings.capacity);
  runEngine(draft, { kind: 'taken' }, run);
  systemLine(draft, script, 'staff-transferred', { to: colleague.name, reason }, 'staff');
  return systemLine(draft, script, 'transferred-operator', { name: publicName(colleague.name) });
};

export const toDepartment = (ctx: VerbCtx, department: Department, reason: string): number => {
  const { draft, script, run } = ctx;
  const part = {
    owner: null,
    department: department.id,
    queuedAt: ctx.ticket.queuedAt ?? draft.at,
    waitingSince: ctx.ticket.waitingSince ?? draft.at,
    dueAt: department.expert ? expertDue(script, department, draft.at) : null,
    reason,
  };
  if (!draft.move(department.expert ? 'consult' : 'release', part)) throw new Refusal('wrong-status');
  const isActive = draft.conversation().ticket === ctx.ticket.number;
  if (isActive && department.expert) {
    runEngine(draft, { kind: 'parked' }, run);
    draft.change({ ticket: null, offerSeq: null });
  } else if (isActive) runEngine(draft, { kind: 'released' }, run);
  systemLine(draft, script, 'staff-transferred', { to: department.title, reason }, 'staff');
  return systemLine(draft, script, department.expert ? 'to-expert' : 'transferred-department', {
    department: department.title,
  });
};

const findColleague = async (deps: OperatorDeps, to: TransferTarget): Promise<Operator | null> => {
  if (to.kind === 'department') return null;
  const colleague = await deps.people.byId(to.id);
  if (!colleague || !mayAnswer(colleague)) throw new Refusal('invalid');
  return colleague;
};

export const createTransfer =
  (deps: OperatorDeps) =>
  async (act: Act & { readonly to: TransferTarget; readonly reason: string }): Promise<Receipt> => {
    const written = operatorText(act.reason);
    const colleague = await findColleague(deps, act.to);
    return verb(deps, act, (ctx) => {
      mustBeAllowed(ctx);
      const reason = screen(written, strictRules(ctx.script)).text;
      const from = ctx.ticket.owner ?? '';
      const department = ctx.script.organisation.departments.find((known) => known.id === act.to.id);
      ctx.draft.audit(ctx.operator.id, 'ticket:transfer', { from, to: act.to.id });
      if (colleague) return { receiptSeq: toColleague(ctx, colleague, reason) };
      if (!department) throw new Refusal('invalid');
      return { receiptSeq: toDepartment(ctx, department, reason) };
    });
  };
