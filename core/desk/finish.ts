/** Ways in which an operator lets a ticket go: answered, back to the bot, rejected, and opened again. */
import type { FileId } from '../domain/attachment.ts';
import { Refusal } from '../domain/refusal.ts';
import { publicName } from '../domain/operator.ts';
import { screen } from '../domain/screening/screen.ts';
import { isOver } from '../domain/ticket.ts';
import type { Act, Receipt } from '../ports/desk.ts';
import { operatorText, sayToCitizen, writtenText } from './reply.ts';
import { jobKey, runEngine } from './run-engine.ts';
import { replyRules } from './screened.ts';
import { systemLine } from './system-line.ts';
import { mustOwn, verb, type OperatorDeps } from './verb.ts';

const day = 86_400_000;

export const createSolve =
  (deps: OperatorDeps) =>
  async (act: Act & { readonly text: string | null; readonly files?: readonly FileId[] }): Promise<Receipt> => {
    const { text: said, files = [] } = act;
    const text = said === null && files.length === 0 ? null : writtenText({ text: said ?? '', files });
    return verb(deps, act, (ctx) => {
      mustOwn(ctx);
      if (text !== null) sayToCitizen(deps, ctx, text, act.clientId);
      ctx.draft.move('solve', { owner: null, lastOwner: ctx.operator.id, waitingSince: null, dueAt: null });
      runEngine(ctx.draft, { kind: 'solved' }, ctx.run);
      ctx.draft.audit(ctx.operator.id, 'ticket:solve');
      return { receiptSeq: ctx.draft.conversation().lastSeq };
    });
  };

export const createHandBack =
  (deps: OperatorDeps) =>
  async (act: Act): Promise<Receipt> => {
    return verb(deps, act, (ctx) => {
      mustOwn(ctx);
      const part = { owner: null, lastOwner: ctx.operator.id, waitingSince: null, queuedAt: null, dueAt: null };
      ctx.draft.move('to-bot', part);
      runEngine(ctx.draft, { kind: 'handed-back' }, ctx.run);
      ctx.draft.audit(ctx.operator.id, 'ticket:hand-back');
      return { receiptSeq: ctx.draft.conversation().lastSeq };
    });
  };

export const createReject =
  (deps: OperatorDeps) =>
  async (act: Act & { readonly reason: string }): Promise<Receipt> => {
    const written = operatorText(act.reason);
    return verb(deps, act, (ctx) => {
      mustOwn(ctx);
      const reason = screen(written, replyRules(ctx.script)).text;
      const part = { owner: null, lastOwner: ctx.operator.id, waitingSince: null, dueAt: null, reason };
      if (!ctx.draft.move('reject', part)) throw new Refusal('wrong-status');
      runEngine(ctx.draft, { kind: 'over', how: 'rejected', reason }, ctx.run);
      ctx.draft.audit(ctx.operator.id, 'ticket:reject');
      return { receiptSeq: ctx.draft.conversation().lastSeq };
    });
  };

export const createReopen =
  (deps: OperatorDeps) =>
  (act: Act): Promise<Receipt> =>
    verb(deps, act, ({ draft, ticket, operator, run, script, full }) => {
      if (full) throw new Refusal('full');
      if (ticket.owner === operator.id) return { settled: draft.conversation().lastSeq };
      const active = draft.conversation().ticket;
      if (active !== null && active !== ticket.number) throw new Refusal('wrong-status');
      const days = script.organisation.settings.reopenDays;
      if (isOver(ticket.status) && draft.at - ticket.statusAt > days * day) throw new Refusal('too-late');
      const part = { owner: operator.id, lastOwner: operator.id, returned: false, reason: null };
      if (!draft.move('reopen', part)) throw new Refusal('wrong-status');
      draft.room(script.organisation.settings.capacity);
      draft.change({ ticket: ticket.number });
      draft.job({ kind: 'cancel', key: jobKey('silence', ticket.number) });
      runEngine(draft, { kind: 'taken' }, run);
      draft.audit(operator.id, 'ticket:reopen');
      return { receiptSeq: systemLine(draft, script, 'reopened', { name: publicName(operator.name) }) };
    });
