/** The citizen has come into the protected chat by a link: the same conversation goes on there, from where it was. */
import { unreachable } from '../domain/unreachable.ts';
import { confirmAgain } from './confirm.ts';
import { change, emit, sayPhrase, words, type Draft } from './draft.ts';
import { again, enter } from './walk.ts';

export const joined = (draft: Draft): Draft => {
  const { mode } = draft.state;
  const clean = change(draft, { withoutPersonal: false });
  const told = sayPhrase(clean, 'joined-here');
  switch (mode.kind) {
    case 'elsewhere':
      return enter(change(told, { mode: { kind: 'scripted' } }), draft.state.at);
    case 'live':
      return emit(change(clean, { offered: [] }), { kind: 'notice', text: words(draft, 'joined-here') });
    case 'queued':
      return told;
    case 'confirming':
      return confirmAgain(told);
    case 'returning':
      return sayPhrase(told, 'returning-again');
    case 'consenting':
    case 'scripted':
      return again(told);
    default:
      return unreachable(mode);
  }
};
