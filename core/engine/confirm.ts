/** The two answers to «Помогло?». */
import { allows, change, emit, move, sayPhrase, type Draft } from './draft.ts';
import { leave } from './navigation.ts';
import { fresh } from './over.ts';
import { dispute, resume } from './ticketing.ts';
import { again } from './walk.ts';

export const helped = (draft: Draft): Draft => {
  const { ticket } = draft;
  if (!ticket || !allows(draft, 'confirm')) {
    return sayPhrase(
      change(draft, { mode: { kind: 'scripted' }, at: draft.script.scenarios.menu, calls: [] }),
      'glad-helped',
    );
  }
  const closed = move(emit(draft, { kind: 'cancel', job: 'silence' }), 'confirm');
  return sayPhrase({ ...change(closed, fresh(closed)), ticket: null }, 'closed-helped', { number: ticket.number });
};

export const notHelped = (draft: Draft): Draft => {
  const { mode } = draft.state;
  if (mode.kind === 'confirming' && mode.by === 'operator' && allows(draft, 'dispute')) return dispute(draft);
  const open = leave(resume(draft));
  const atMenu = change(open, { mode: { kind: 'scripted' }, at: draft.script.scenarios.menu, calls: [] });
  return sayPhrase(atMenu, 'not-helped');
};

/** The question once more, under whatever was said. */
export const confirmAgain = (draft: Draft): Draft =>
  draft.state.mode.kind === 'confirming' ? sayPhrase(draft, 'confirm-again') : again(draft);
