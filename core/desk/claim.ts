/** An operator takes a ticket. The store's condition on owner and status lets exactly one win. */
import { publicName } from '../domain/operator.ts';
import { Refusal } from '../domain/refusal.ts';
import { isHeld } from '../domain/ticket.ts';
import type { Act, Receipt } from '../ports/desk.ts';
import { activate } from './activate.ts';
import { runEngine } from './run-engine.ts';
import { systemLine } from './system-line.ts';
import { verb, type OperatorDeps } from './verb.ts';

export const createClaim =
  (deps: OperatorDeps) =>
  (act: Act): Promise<Receipt> =>
    verb(deps, act, ({ draft, ticket, operator, run, script, full }) => {
      if (ticket.owner === operator.id && isHeld(ticket)) return { settled: draft.conversation().lastSeq };
      if (ticket.owner !== null) throw new Refusal('taken');
      if (full) throw new Refusal('full');
      activate(draft, ticket.number);
      if (!draft.move('claim', { owner: operator.id, lastOwner: operator.id, returned: false })) {
        throw new Refusal('wrong-status');
      }
      draft.room(script.organisation.settings.capacity);
      runEngine(draft, { kind: 'taken' }, run);
      const seq = systemLine(draft, script, 'joined', { name: publicName(operator.name) });
      draft.audit(operator.id, 'ticket:claim');
      return { receiptSeq: seq };
    });
