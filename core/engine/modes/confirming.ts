/** «Помогло?» stands open: «да» closes, «нет» or a question goes on under the same number. */
import { unreachable } from '../../domain/unreachable.ts';
import { act } from '../act.ts';
import { confirmAgain, helped, notHelped } from '../confirm.ts';
import { sayPhrase, type Draft } from '../draft.ts';
import { ask, command, nothingToRead } from '../free-text.ts';
import { offeredByWords } from '../label.ts';
import { home } from '../navigation.ts';
import { askedNumber, ownStatus, statusOfNumber } from '../status.ts';
import type { Words } from '../types.ts';
import { isReadable } from '../understanding/normalise.ts';

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

export const confirming = (draft: Draft, heard: Words): Draft => {
  switch (heard.kind) {
    case 'start':
      return home(sayPhrase(draft, 'greeting-again'));
    case 'text':
      return text(draft, heard.text);
    case 'press': {
      const offered = draft.state.offered[heard.index];
      return offered ? act(draft, offered) : confirmAgain(sayPhrase(draft, 'menu-stale'));
    }
    case 'stale':
      return confirmAgain(sayPhrase(draft, 'menu-stale'));
    default:
      return unreachable(heard);
  }
};
