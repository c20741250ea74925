/** «Взять из очереди»: the first that nobody else takes at the same moment, and the same one again for the same press. */
import { deedKey, departmentsSeen, type Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { RequestDeps } from './handling.ts';

/** How many of the queue's head are tried when others take them at the same moment. */
const takeTries = 10;

/** The ticket that this very request took before, when its answer was lost on the way. */
const takenBefore = async (deps: RequestDeps, operator: Operator, clientId: string): Promise<string | null> => {
  const receipt = await deps.turns.receipt(deedKey(operator.id, clientId));
  const loaded = receipt && (await deps.turns.load(receipt.conversation));
  return loaded?.tickets.find((ticket) => ticket.owner === operator.id)?.number ?? null;
};

/** Takes the first of the queue that nobody else takes at the same moment. */
export const take = async (deps: RequestDeps, operator: Operator, clientId: string): Promise<{ number: string }> => {
  const before = await takenBefore(deps, operator, clientId);
  if (before !== null) return { number: before };
  const waiting = await deps.views.tickets({
    operator: operator.id,
    departments: departmentsSeen(operator),
    tab: 'queue',
    limit: takeTries,
  });
  for (const { ticket } of waiting) {
    try {
      const { outcome } = await deps.desk.claim({ operator, ticket: ticket.number, clientId });
      // Theirs already, by another press: this one means one more.
      if (outcome === 'committed') return { number: ticket.number };
      const mine = await takenBefore(deps, operator, clientId);
      if (mine !== null) return { number: mine };
    } catch (error) {
      const gone = error instanceof Refusal && ['taken', 'wrong-status', 'not-found', 'talking'].includes(error.code);
      if (!gone) throw error;
    }
  }
  throw new Refusal('empty');
};
