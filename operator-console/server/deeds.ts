/** What an operator does to a ticket. Whether they may, and whose it is, the desk decides. */
import type { Act, Receipt, Written } from '../../core/ports/desk.ts';
import type { DeedRequests } from '../contract.ts';
import type { Handlers, RequestDeps, Screen } from './handling.ts';

const written = ({ text, files = [] }: Written): Written => ({ text, files });

const act = (request: { number: string; clientId: string }, { operator }: Screen): Act => ({
  operator,
  ticket: request.number,
  clientId: request.clientId,
});
const seq = async (receipt: Promise<Receipt>): Promise<{ seq: number }> => ({ seq: (await receipt).seq });

export const createDeedHandlers = (deps: RequestDeps): Pick<Handlers, keyof DeedRequests> => {
  const { desk } = deps;
  return {
    'ticket:claim': (request, screen) => seq(desk.claim(act(request, screen))),
    'message:send': (request, screen) =>
      seq(desk.reply({ ...act(request, screen), ...written(request), asks: request.asks })),
    'note:add': (request, screen) => seq(desk.note({ ...act(request, screen), ...written(request) })),
    'ticket:transfer': (request, screen) =>
      seq(desk.transfer({ ...act(request, screen), to: request.to, reason: request.reason })),
    'ticket:solve': (request, screen) =>
      seq(desk.solve({ ...act(request, screen), text: request.text, files: request.files ?? [] })),
    'ticket:hand-back': (request, screen) => seq(desk.handBack(act(request, screen))),
    'ticket:reject': (request, screen) => seq(desk.reject({ ...act(request, screen), reason: request.reason })),
    'ticket:reopen': (request, screen) => seq(desk.reopen(act(request, screen))),
    'citizen:invite': (request, screen) => seq(deps.links.invite(act(request, screen))),
    'ticket:categorise': (request, screen) =>
      seq(deps.sorting.categorise({ ...act(request, screen), category: request.category })),
    'personal:reveal': ({ ref, reason, words, ...request }, screen) =>
      deps.personal.reveal({ ...act(request, screen), ref, reason, words }),
    'message:retry': async ({ number, seq: line }, { operator }) => {
      await deps.deliveries.retry(operator, number, line);
      return {};
    },
  };
};
