/** The console's event table: what each request does. Which role may ask is in `rights.ts`; whose ticket it is, the desk decides. */
import { createAuditHandlers } from './audit.ts';
import { createCannedHandlers } from './canned.ts';
import { createDeedHandlers } from './deeds.ts';
import { directory, organisationView } from './directory.ts';
import { findTickets } from './find.ts';
import type { Handlers, RequestDeps } from './handling.ts';
import { createLineHandlers } from './lines.ts';
import { listSize, openTicket, pageSize, seen, visible } from './looking.ts';
import { createPeopleHandlers } from './people.ts';
import { renderRow } from './render.ts';
import { createShiftHandlers } from './shift.ts';
import { take } from './take.ts';

export const createHandlers = (deps: RequestDeps): Handlers => {
  const { views, names } = deps;
  return {
    ...createPeopleHandlers(deps),
    ...createCannedHandlers(deps),
    ...createAuditHandlers(deps),
    'directory:get': async () => ({ directory: await directory(deps) }),
    'organisation:get': async () => ({ view: await organisationView(deps) }),
    'unclear:list': async () => ({
      view: { texts: await deps.unclear.list(listSize), topics: deps.teaching.topics() },
    }),
    'unclear:teach': async ({ id, topic }, { operator }) => {
      await deps.teaching.teach(operator, id, topic);
      return {};
    },
    'unclear:dismiss': async ({ id }, { operator }) => {
      await deps.teaching.dismiss(operator, id);
      return {};
    },
    'queue:list': async ({ tab }, { operator }) => {
      const nameOf = await names.read();
      const rows = await views.tickets({ ...seen(operator), tab, limit: listSize });
      const counts = await views.counts(seen(operator));
      return { rows: rows.map((row) => renderRow(row, nameOf)), counts };
    },
    'queue:take': ({ clientId }, { operator }) => take(deps, operator, clientId),
    'ticket:open': ({ number, after }, screen) => openTicket(deps, number, after, screen),
    'ticket:find': async (question, { operator, searching }) =>
      findTickets(deps, question, operator, await names.read(), searching()),
    'ticket:leave': async ({ number }, screen) => {
      await screen.leave(number);
      return {};
    },
    'ticket:writing': async ({ number, kind }, screen) => {
      if (kind === 'reply') deps.deliveries.writes(screen.operator, number);
      screen.writes(number, kind);
      return {};
    },
    'messages:earlier': async ({ number, before }, { operator }) => {
      const row = await visible(deps, number, operator);
      const page = await views.messagesBefore(row.ticket.conversation, before, pageSize, 'staff');
      return { messages: page.messages, earlier: page.more };
    },
    ...createDeedHandlers(deps),
    ...createShiftHandlers(deps),
    ...createLineHandlers(deps),
  };
};
