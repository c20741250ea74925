/** A personal question stands open that may not be asked here. In the protected chat it is asked; here one may go on without. */
import { unreachable } from '../../domain/unreachable.ts';
import { act } from '../act.ts';
import { change, sayPhrase, type Draft } from '../draft.ts';
import { isBarred, withLink } from '../elsewhere.ts';
import { command } from '../free-text.ts';
import { offeredByWords } from '../label.ts';
import { home } from '../navigation.ts';
import { askedNumber, statusOfNumber } from '../status.ts';
import type { Words } from '../types.ts';
import { again, enter } from '../walk.ts';

const text = (draft: Draft, typed: string): Draft => {
  const pressed = offeredByWords(draft.state.offered, typed, false);
  if (pressed) return act(draft, pressed);
  const number = askedNumber(typed);
  if (number) return again(statusOfNumber(draft, number));
  return command(draft, draft.script.understand(typed).intent) ?? withLink(sayPhrase(draft, 'elsewhere-again'), false);
};

/** The citizen writes from where it may be asked. */
const askNow = (draft: Draft, heard: Words): Draft => {
  const open = change(draft, { mode: { kind: 'scripted' } });
  const intent = heard.kind === 'text' ? draft.script.understand(heard.text).intent : null;
  return command(open, intent) ?? enter(open, draft.state.at);
};

export const elsewhere = (draft: Draft, heard: Words): Draft => {
  if (!isBarred(draft)) return askNow(draft, heard);
  switch (heard.kind) {
    case 'start':
      return home(sayPhrase(draft, 'greeting-again'));
    case 'text':
      return text(draft, heard.text);
    case 'press': {
      const offered = draft.state.offered[heard.index];
      return offered ? act(draft, offered) : again(sayPhrase(draft, 'menu-stale'));
    }
    case 'stale':
      return again(sayPhrase(draft, 'menu-stale'));
    default:
      return unreachable(heard);
  }
};
