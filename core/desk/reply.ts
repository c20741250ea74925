/** What the owner writes: answers for the citizen, notes for colleagues. */
import { isBlank } from '../domain/blank.ts';
import { personalAmong } from '../domain/keeping.ts';
import { Refusal } from '../domain/refusal.ts';
import { holesOf } from '../domain/variables.ts';
import { screen } from '../domain/screening/screen.ts';
import type { Act, Receipt, Written } from '../ports/desk.ts';
import { cleanText } from './clean-text.ts';
import { policyHere } from './perform.ts';
import { keepFound, replyRules, strictRules } from './screened.ts';
import { mustOwn, verb, type OperatorDeps, type VerbCtx } from './verb.ts';

/** Longest line of an operator, characters. */
export const maxOperatorText = 8000;

/** @throws Refusal `empty`, `too-long`, `unfilled`. */
export const operatorText = (raw: string): string => {
  const text = cleanText(raw).trim();
  if (isBlank(text)) throw new Refusal('empty');
  if (text.length > maxOperatorText) throw new Refusal('too-long');
  const left = holesOf(text).find(({ variable }) => variable !== null);
  if (left) throw new Refusal('unfilled', left.name);
  return text;
};

/** @throws Refusal `empty` when there are no files either, `too-long`. */
export const writtenText = ({ text, files = [] }: Written): string =>
  files.length > 0 && isBlank(cleanText(text)) ? '' : operatorText(text);

/** The operator's line to the citizen. @throws Refusal `personal-file`. */
export const sayToCitizen = (deps: OperatorDeps, ctx: VerbCtx, text: string, clientId: string): number => {
  const { draft, operator, script, files } = ctx;
  const personal = personalAmong(files, text, policyHere(ctx));
  if (personal) throw new Refusal('personal-file', personal.name);
  const kept = keepFound(draft, deps.personal, screen(text, replyRules(script)));
  return draft.say({ author: { kind: 'operator', id: operator.id, name: operator.name }, ...kept, files, clientId });
};

export const createReply =
  (deps: OperatorDeps) =>
  async (act: Act & Written & { readonly asks: boolean }): Promise<Receipt> => {
    const text = writtenText(act);
    return verb(deps, act, (ctx) => {
      mustOwn(ctx);
      const seq = sayToCitizen(deps, ctx, text, act.clientId);
      if (act.asks) ctx.draft.move('ask', { waitingSince: null });
      else ctx.draft.update({ waitingSince: null });
      ctx.draft.audit(ctx.operator.id, 'ticket:reply', { asks: String(act.asks) });
      return { receiptSeq: seq };
    });
  };

export const createNote =
  (deps: OperatorDeps) =>
  async (act: Act & Written): Promise<Receipt> => {
    const text = writtenText(act);
    return verb(deps, act, ({ draft, operator, script, files }) => {
      const author = { kind: 'note', id: operator.id, name: operator.name } as const;
      const kept = keepFound(draft, deps.personal, screen(text, strictRules(script)));
      const seq = draft.say({ author, ...kept, files, audience: 'staff', clientId: act.clientId });
      draft.audit(operator.id, 'ticket:note');
      return { receiptSeq: seq };
    });
  };
