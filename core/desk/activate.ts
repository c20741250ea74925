/** A ticket that waited beside the conversation becomes the one it is about. */
import { isHeld } from '../domain/ticket.ts';
import { Refusal } from '../domain/refusal.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { Draft } from './draft.ts';
import { jobKey } from './run-engine.ts';

/**
 * What the bot was doing meanwhile goes on under this number: the operator reads all of it.
 * @throws Refusal `talking` when a colleague talks with the citizen about another ticket: one person at a time.
 */
export const activate = (draft: Draft, number: TicketNumber): void => {
  const active = draft.tickets().find((one) => one.number === draft.conversation().ticket);
  if (active && active.number !== number) {
    if (isHeld(active)) throw new Refusal('talking');
    draft.take(active.number);
    if (draft.move('join')) {
      draft.job({ kind: 'cancel', key: jobKey('silence', active.number) });
      draft.audit('system', 'ticket:join', { into: number });
    }
    draft.take(number);
  }
  draft.change({ ticket: number });
};
