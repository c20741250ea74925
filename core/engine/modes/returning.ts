/** Back after a long break in the middle of a form: «Продолжить или заново?» */
import { act, goOn, startAgain } from '../act.ts';
import { change, sayPhrase, type Draft } from '../draft.ts';
import { command } from '../free-text.ts';
import { offeredByWords } from '../label.ts';
import { inForm } from '../places.ts';
import { askedNumber, ownStatus, statusOfNumber } from '../status.ts';
import { openQuestion } from './open-question.ts';

const hour = 3_600_000;

/** The break before this event was long, and a form stands open. `lastAt` is when the citizen was heard before. */
export const isBack = (draft: Draft, lastAt: number): boolean => {
  const { organisation, scenarios } = draft.script;
  const long = draft.moment.now - lastAt > organisation.settings.breakHours * hour;
  return long && draft.state.mode.kind === 'scripted' && inForm(scenarios, draft.state);
};

export const welcomeBack = (draft: Draft): Draft =>
  sayPhrase(change(draft, { mode: { kind: 'returning' } }), 'returning');

const askAgain = (draft: Draft): Draft => sayPhrase(draft, 'returning-again');

const scripted = (draft: Draft): Draft => change(draft, { mode: { kind: 'scripted' } });

const text = (draft: Draft, typed: string): Draft => {
  const pressed = offeredByWords(draft.state.offered, typed, true);
  if (pressed) return act(scripted(draft), pressed);
  const number = askedNumber(typed);
  if (number) return askAgain(statusOfNumber(draft, number));
  const { intent } = draft.script.understand(typed);
  if (intent === 'yes') return goOn(draft);
  if (intent === 'no') return startAgain(draft);
  if (intent === 'status') return askAgain(ownStatus(draft));
  return command(scripted(draft), intent) ?? askAgain(draft);
};

export const returning = openQuestion({ text, again: askAgain, leave: scripted });
