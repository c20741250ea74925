/** The consent scene stands open before a personal question. Only the button, or its plain word, is a consent. */
import { act } from '../act.ts';
import { sayPhrase, type Draft } from '../draft.ts';
import { command } from '../free-text.ts';
import { offeredByWords } from '../label.ts';
import { askedNumber, statusOfNumber } from '../status.ts';
import { normalise } from '../understanding/normalise.ts';
import { again } from '../walk.ts';
import { openQuestion } from './open-question.ts';

const agrees = new Set(['да', 'согласен', 'согласна', 'даю согласие', 'да согласен', 'да согласна']);
const declines = new Set([
  'нет',
  'не согласен',
  'не согласна',
  'не даю согласие',
  'нет не согласен',
  'нет не согласна',
]);

const text = (draft: Draft, typed: string): Draft => {
  const pressed = offeredByWords(draft.state.offered, typed, false);
  if (pressed) return act(draft, pressed);
  const said = normalise(typed);
  if (agrees.has(said)) return act(draft, { kind: 'choice', label: typed, does: { act: 'consent', given: true } });
  if (declines.has(said)) return act(draft, { kind: 'choice', label: typed, does: { act: 'consent', given: false } });
  const number = askedNumber(typed);
  if (number) return again(statusOfNumber(draft, number));
  return command(draft, draft.script.understand(typed).intent) ?? sayPhrase(draft, 'consent-again');
};

export const consenting = openQuestion({ text, again });
