/** An operator takes a ticket. The store's condition on owner and status lets exactly one win. */
import { publicName } from '../domain/operator.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Act, Receipt } from '../ports/desk.ts';
import { runEngine } from './run-engine.ts';
import { systemLine } from './system-line.ts';
import { isHeld, ownerName, verb, type OperatorDeps } from './verb.ts';

export const createClaim =
  (deps: OperatorDeps) =>
  async (act: Act): Promise<Receipt> => {
    try {
      return await claimOnce(deps, act);
    } catch (error) {
      // The name of the winner is read after the loss: only then is it known.
      if (!(error instanceof Refusal) || error.code !== 'taken') throw error;
      throw new Refusal('taken', await ownerName(deps, act));
    }
  };

const claimOnce = (deps: OperatorDeps, act: Act): Promise<Receipt> =>
  verb(deps, act, ({ draft, ticket, operator, run, script }) => {
    if (ticket.owner === operator.id && isHeld(ticket)) return { settled: draft.conversation().lastSeq };
    if (ticket.owner !== null) throw new Refusal('taken');
    if (!draft.move('claim', { owner: operator.id, lastOwner: operator.id, returned: false })) {
      throw new Refusal('wrong-status');
    }
    runEngine(draft, { kind: 'taken' }, run);
    const seq = systemLine(draft, script, 'joined', { name: publicName(operator.name) });
    draft.audit(operator.id, 'ticket:claim');
    return { receiptSeq: seq };
  });
