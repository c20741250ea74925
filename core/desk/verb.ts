/** What every operator's verb shares: finding the conversation, rights, the ticket in hand, the dedupe key. */
import type { Attachment, FileId } from '../domain/attachment.ts';
import { deedKey, mayAnswer, seesTicket } from '../domain/operator.ts';
import type { Operator } from '../domain/operator.ts';
import { isHeld, type Ticket } from '../domain/ticket.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Act, Receipt } from '../ports/desk.ts';
import { operatorOwner } from '../ports/files.ts';
import type { People } from '../ports/people.ts';
import type { Views } from '../ports/views.ts';
import { onConversation, type Ctx, type VerbDeps } from './perform.ts';

export interface OperatorDeps extends VerbDeps {
  readonly views: Pick<Views, 'ticket' | 'conversationOf'>;
  readonly people: Pick<People, 'byId'>;
}

export interface VerbCtx extends Ctx {
  readonly ticket: Ticket;
  readonly operator: Operator;
  /** What the act brings along, staged by this operator for this conversation. */
  readonly files: readonly Attachment[];
}

export type VerbDecide = (ctx: VerbCtx) => { readonly receiptSeq: number } | { readonly settled: number };

/** An act that may bring files. */
type Bringing = Act & { readonly files?: readonly FileId[] };

const ownerName = async (deps: OperatorDeps, act: Act): Promise<string | null> => {
  const owner = (await deps.views.ticket(act.ticket))?.ticket.owner;
  return owner ? ((await deps.people.byId(owner))?.name ?? null) : null;
};

/** Who lost to somebody reads the name. It is looked up only then: a turn that wins waits for nothing. */
export const verb = async (deps: OperatorDeps, act: Bringing, decide: VerbDecide): Promise<Receipt> => {
  try {
    return await turnOf(deps, act, decide);
  } catch (error) {
    const lost = error instanceof Refusal && (error.code === 'taken' || error.code === 'not-owner');
    throw lost ? new Refusal(error.code, await ownerName(deps, act)) : error;
  }
};

/** Rights are read inside the turn: the ticket may move while the act waits for its place. */
const turnOf = async (deps: OperatorDeps, act: Bringing, decide: VerbDecide): Promise<Receipt> => {
  const conversation = await deps.views.conversationOf(act.ticket);
  if (conversation === null) throw new Refusal('not-found');
  const ids = act.files ?? [];
  const files = ids.length === 0 ? [] : await deps.fileRows.staged(conversation, operatorOwner(act.operator.id), ids);
  return onConversation(deps, conversation, deedKey(act.operator.id, act.clientId), (ctx) => {
    ctx.draft.take(act.ticket);
    const ticket = ctx.draft.ticket();
    if (!ticket || !seesTicket(act.operator, ticket)) throw new Refusal('not-found');
    if (!mayAnswer(act.operator)) throw new Refusal('forbidden');
    if (files === null) throw new Refusal('file-gone');
    return decide({ ...ctx, ticket, operator: act.operator, files });
  });
};

/** @throws Refusal `not-owner`, or `wrong-status` when nobody may write now. */
export const mustOwn = ({ ticket, operator }: VerbCtx): void => {
  if (!isHeld(ticket)) throw new Refusal(ticket.status === 'queued' ? 'not-owner' : 'wrong-status');
  if (ticket.owner !== operator.id) throw new Refusal('not-owner');
};
