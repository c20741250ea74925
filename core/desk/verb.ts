/** What every operator's verb shares: finding the conversation, rights, the ticket in hand, the dedupe key. */
import { deedKey, mayAnswer, seesTicket } from '../domain/operator.ts';
import type { Operator } from '../domain/operator.ts';
import type { Ticket } from '../domain/ticket.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Act, Receipt } from '../ports/desk.ts';
import type { People } from '../ports/people.ts';
import type { Views } from '../ports/views.ts';
import { onConversation, type Ctx, type VerbDeps } from './perform.ts';

export interface OperatorDeps extends VerbDeps {
  readonly views: Pick<Views, 'ticket'>;
  readonly people: Pick<People, 'byId'>;
}

export interface VerbCtx extends Ctx {
  readonly ticket: Ticket;
  readonly operator: Operator;
}

export type VerbDecide = (ctx: VerbCtx) => { readonly receiptSeq: number } | { readonly settled: number };

/** Rights are read again inside the turn: the ticket may have moved while the act waited for its place. */
export const verb = async (deps: OperatorDeps, act: Act, decide: VerbDecide): Promise<Receipt> => {
  const dedupe = deedKey(act.operator.id, act.clientId);
  const row = await deps.views.ticket(act.ticket);
  if (!row || !seesTicket(act.operator, row.ticket)) {
    // Passed on out of their own sight, and asked again because the answer was lost: it is answered as the first time.
    const first = await deps.turns.receipt(dedupe);
    if (first) return { outcome: 'duplicate', ...first };
    throw new Refusal('not-found');
  }
  if (!mayAnswer(act.operator)) throw new Refusal('forbidden');
  return onConversation(deps, row.ticket.conversation, dedupe, (ctx) => {
    ctx.draft.take(act.ticket);
    const ticket = ctx.draft.ticket();
    if (!ticket || !seesTicket(act.operator, ticket)) throw new Refusal('not-found');
    return decide({ ...ctx, ticket, operator: act.operator });
  });
};

const held = new Set<Ticket['status']>(['active', 'waiting', 'expert']);

export const isHeld = (ticket: Ticket): boolean => ticket.owner !== null && held.has(ticket.status);

/** Names are looked up before the turn: a turn waits for nothing. */
export const ownerName = async (deps: OperatorDeps, act: Act): Promise<string | null> => {
  const owner = (await deps.views.ticket(act.ticket))?.ticket.owner;
  return owner ? ((await deps.people.byId(owner))?.name ?? null) : null;
};

/** @throws Refusal `not-owner` naming the owner, or `wrong-status` when nobody may write now. */
export const mustOwn = (ctx: VerbCtx, currentOwner: string | null): void => {
  if (!isHeld(ctx.ticket)) throw new Refusal(ctx.ticket.status === 'queued' ? 'not-owner' : 'wrong-status');
  if (ctx.ticket.owner !== ctx.operator.id) throw new Refusal('not-owner', currentOwner);
};

export const leads = (operator: Operator): boolean =>
  operator.role === 'supervisor' || operator.role === 'administrator';
