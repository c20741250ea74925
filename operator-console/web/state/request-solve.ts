/** «Решено»: at once when nothing is typed; with an unsent answer in the field it asks what becomes of it. */
import type { Console } from '../create-console.ts';
import { isBlank } from '../names.ts';

export const requestSolve = ({ attachments, conversation, deeds, drafts, outbox, view }: Console): void => {
  const number = conversation.number.peek();
  if (number === null) return;
  if (outbox.entries.peek().some((entry) => entry.number === number && entry.kind === 'solve')) return;
  const files = attachments.of(number, 'reply');
  if (isBlank(drafts.of(number).peek().reply) && !files.hasReady() && !files.isBusy()) deeds.solve(number, '');
  else view.dialog.value = 'solve';
};
