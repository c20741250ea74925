/** «Решено»: at once when nothing is typed; with an unsent answer in the field it asks what becomes of it. */
import type { Console } from '../create-console.ts';
import { isBlank } from '../names.ts';

export const requestSolve = ({ conversation, deeds, drafts, outbox, view }: Console): void => {
  const number = conversation.number.peek();
  if (number === null) return;
  if (outbox.entries.peek().some((entry) => entry.number === number && entry.kind === 'solve')) return;
  if (isBlank(drafts.of(number).peek().reply)) deeds.solve(number, '');
  else view.dialog.value = 'solve';
};
