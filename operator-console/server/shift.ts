/** Presence and the end of a shift: what a console may ask of both. */
import type { Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { TransferTarget } from '../../core/ports/desk.ts';
import type { Handlers, RequestDeps } from './handling.ts';

const allHeld = 1000;

interface Wish {
  readonly clientId: string;
  readonly to: TransferTarget | null;
  readonly reason: string;
}

/** Passes on what can be; who has no room, and what may not be passed on now, is left to the end of the shift. */
const passOn = async (
  { desk, views }: RequestDeps,
  operator: Operator,
  { clientId, to, reason }: Wish,
): Promise<number> => {
  if (to === null) return 0;
  let moved = 0;
  for (const { ticket } of await views.tickets({
    tab: 'mine',
    operator: operator.id,
    departments: null,
    limit: allHeld,
  })) {
    try {
      await desk.transfer({ operator, ticket: ticket.number, clientId: `${clientId}-${ticket.number}`, to, reason });
      moved += 1;
    } catch (error) {
      if (!(error instanceof Refusal) || error.code === 'busy' || error.code === 'empty') throw error;
    }
  }
  return moved;
};

export const createShiftHandlers = (
  deps: RequestDeps,
): Pick<Handlers, 'presence:get' | 'presence:set' | 'presence:active' | 'shift:end'> => {
  const { shift } = deps;
  return {
    'presence:get': async (_request, { operator }) => ({ standing: await shift.standing(operator) }),
    'presence:set': async ({ state }, { operator }) => ({ standing: await shift.set(operator, state) }),
    'presence:active': async (_request, { operator }) => {
      await shift.active(operator.id);
      return {};
    },
    'shift:end': async (wish, { operator }) => {
      const passed = await passOn(deps, operator, wish);
      const { moved } = await shift.endShift(operator, wish.clientId);
      return { standing: await shift.standing(operator), moved: passed + moved };
    },
  };
};
