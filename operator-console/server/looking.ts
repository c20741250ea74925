/** Reading tickets for a screen: which of them its operator sees, their card, their messages. */
import { departmentsSeen, seesTicket, type Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { TicketFilter, TicketRow } from '../../core/ports/views.ts';
import type { Card } from '../contract.ts';
import type { RequestDeps, Screen } from './handling.ts';
import { renderCard } from './render.ts';

export const pageSize = 50;
export const listSize = 200;

export const seen = (operator: Operator): Pick<TicketFilter, 'operator' | 'departments'> => ({
  operator: operator.id,
  departments: departmentsSeen(operator),
});

/** @throws Refusal `not-found`, the same for absent tickets and for those of other departments. */
export const visible = async (deps: RequestDeps, number: string, operator: Operator): Promise<TicketRow> => {
  const row = await deps.views.ticket(number);
  if (!row || !seesTicket(operator, row.ticket)) throw new Refusal('not-found');
  return row;
};

export const cardOf = async (deps: RequestDeps, row: TicketRow, operator: Operator): Promise<Card> => {
  const loaded = await deps.turns.load(row.ticket.conversation);
  const others = (loaded?.tickets ?? []).filter((ticket) => seesTicket(operator, ticket));
  const consent = loaded?.conversation.engine.consent ?? null;
  const files = await deps.fileRows.carried(row.ticket.conversation);
  const { addresses = [], replyTo = null } = loaded?.conversation ?? {};
  const around = { others, consent, files, addresses, replyTo, hasSite: deps.hasSite };
  return renderCard(row, around, operator, await deps.names.read());
};

export const openTicket = async (deps: RequestDeps, number: string, known: number, screen: Screen) => {
  const first = await visible(deps, number, screen.operator);
  const id = first.ticket.conversation;
  // After a restore from a backup a screen may have seen more than there is: then it begins anew.
  const after = known > first.lastSeq ? 0 : known;
  // Joined before reading: what is committed in between comes twice, never not at all.
  await screen.open(id, number);
  const found =
    after > 0
      ? await deps.views.messagesAfter(id, after, pageSize, 'staff')
      : await deps.views.messagesBefore(id, Number.MAX_SAFE_INTEGER, pageSize, 'staff');
  const row = await visible(deps, number, screen.operator);
  return {
    card: await cardOf(deps, row, screen.operator),
    messages: found.messages,
    edited: after > 0 ? (await deps.storedLines.edited(id, listSize)).filter(({ seq }) => seq <= after) : [],
    earlier: after === 0 && found.more,
    later: after > 0 && found.more,
  };
};
