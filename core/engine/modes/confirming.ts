/** «Помогло?» stands open: «да» closes, «нет» or a question goes on under the same number. */
import { act } from '../act.ts';
import { confirmAgain, helped, notHelped } from '../confirm.ts';
import { sayPhrase, type Draft } from '../draft.ts';
import { ask, command, nothingToRead } from '../free-text.ts';
import { offeredByWords } from '../label.ts';
import { askedNumber, ownStatus, statusOfNumber } from '../status.ts';
import { isReadable } from '../understanding/normalise.ts';
import { openQuestion } from './open-question.ts';

const text = (draft: Draft, typed: string): Draft => {
  if (!isReadable(typed)) return confirmAgain(nothingToRead(draft));
  const pressed = offeredByWords(draft.state.offered, typed, true);
  if (pressed) return act(draft, pressed);
  const number = askedNumber(typed);
  if (number) return confirmAgain(statusOfNumber(draft, number));
  const { intent } = draft.script.understand(typed);
  switch (intent) {
    case 'yes':
      return helped(draft);
    case 'no':
      return notHelped(draft);
    case 'thanks':
      return sayPhrase(draft, 'thanks-confirming');
    case 'greeting':
      return confirmAgain(draft);
    case 'status':
      return confirmAgain(ownStatus(draft));
    default:
      return command(draft, intent) ?? ask(draft, typed);
  }
};

export const confirming = openQuestion({ text, again: confirmAgain });
