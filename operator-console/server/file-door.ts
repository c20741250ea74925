/**
 * The operators' files: who asks is told by the sign-in cookie; what they see is decided by the tickets and the
 * prepared answers they see.
 */
import { seesCanned } from '../../core/domain/canned.ts';
import { seesTicket, type Operator } from '../../core/domain/operator.ts';
import type { FileDoor } from '../../core/ports/file-door.ts';
import { operatorOwner, type FileRow } from '../../core/ports/files.ts';
import type { CannedAnswers } from '../../core/ports/canned.ts';
import type { Turns } from '../../core/ports/turns.ts';
import type { Views } from '../../core/ports/views.ts';
import { fileRights, mayAsk } from './rights.ts';
import { ticketNumber } from './schemas.ts';
import type { Sessions } from './session.ts';

export interface OperatorFileDeps {
  readonly sessions: Pick<Sessions, 'find'>;
  readonly views: Pick<Views, 'ticket'>;
  readonly turns: Pick<Turns, 'load'>;
  readonly canned: Pick<CannedAnswers, 'byId'>;
}

/** Files that are somewhere: not those staged. */
const createSight =
  ({ turns, canned }: OperatorFileDeps) =>
  async (operator: Operator, row: FileRow): Promise<boolean> => {
    if (row.conversation === null) {
      const answer = row.answer === null ? null : await canned.byId(row.answer);
      return answer !== null && seesCanned(operator, answer.scope);
    }
    const tickets = (await turns.load(row.conversation))?.tickets ?? [];
    return tickets.some((ticket) => seesTicket(operator, ticket));
  };

/** `X-Ticket` names the ticket into whose conversation a file is brought; `X-For: canned`: one for a prepared answer. */
export const createOperatorFileDoor = (deps: OperatorFileDeps): FileDoor => {
  const sees = createSight(deps);
  return {
    admit: async (request, touch) => {
      const signIn = await deps.sessions.find(request.headers.cookie, touch);
      if (!signIn || signIn.passwordDue) return null;
      const { operator } = signIn;
      const owner = operatorOwner(operator.id);
      const may = (route: keyof typeof fileRights): boolean => mayAsk(operator.role, fileRights[route]);
      return {
        owner,
        recordings: true,
        into: async () => {
          if (!may('POST /operator/files')) return null;
          if (request.headers['x-for'] === 'canned') return { conversation: null };
          const number = ticketNumber.safeParse(request.headers['x-ticket']);
          const row = number.success ? await deps.views.ticket(number.data) : null;
          return row && seesTicket(operator, row.ticket) ? { conversation: row.ticket.conversation } : null;
        },
        sees: async (row) => {
          const holder = row.conversation === null ? row.answer : row.line;
          if (holder === null) return row.owner === owner && may('DELETE /operator/files/:id');
          return may('GET /operator/files/:id') && sees(operator, row);
        },
      };
    },
  };
};
