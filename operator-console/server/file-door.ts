/** The operators' files: who asks is told by the sign-in cookie; what they see is decided by the tickets they see. */
import { seesTicket } from '../../core/domain/operator.ts';
import type { FileDoor } from '../../core/ports/file-door.ts';
import { operatorOwner } from '../../core/ports/files.ts';
import type { Turns } from '../../core/ports/turns.ts';
import type { Views } from '../../core/ports/views.ts';
import { fileRights, mayAsk } from './rights.ts';
import { ticketNumber } from './schemas.ts';
import type { Sessions } from './session.ts';

export interface OperatorFileDeps {
  readonly sessions: Pick<Sessions, 'find'>;
  readonly views: Pick<Views, 'ticket'>;
  readonly turns: Pick<Turns, 'load'>;
}

/** `X-Ticket` names the ticket into whose conversation a file is brought. */
export const createOperatorFileDoor = ({ sessions, views, turns }: OperatorFileDeps): FileDoor => ({
  admit: async (request, touch) => {
    const signIn = await sessions.find(request.headers.cookie, touch);
    if (!signIn || signIn.passwordDue) return null;
    const { operator } = signIn;
    const owner = operatorOwner(operator.id);
    const may = (route: keyof typeof fileRights): boolean => mayAsk(operator.role, fileRights[route]);
    return {
      owner,
      recordings: true,
      into: async () => {
        const number = ticketNumber.safeParse(request.headers['x-ticket']);
        const row = number.success ? await views.ticket(number.data) : null;
        const brings = row && may('POST /operator/files') && seesTicket(operator, row.ticket);
        return brings ? row.ticket.conversation : null;
      },
      sees: async ({ conversation, line, owner: by }) => {
        if (line === null) return by === owner && may('DELETE /operator/files/:id');
        if (!may('GET /operator/files/:id')) return false;
        const tickets = (await turns.load(conversation))?.tickets ?? [];
        return tickets.some((ticket) => seesTicket(operator, ticket));
      },
    };
  },
});
