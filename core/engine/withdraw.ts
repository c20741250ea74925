/** «Не ждать, вернуться к боту». */
import { allows, change, move, sayPhrase, type Draft } from './draft.ts';
import { leave } from './navigation.ts';
import { isMenu } from './places.ts';
import { sayPlace } from './waiting.ts';

export const alreadyQueued = (draft: Draft): Draft => {
  const number = draft.ticket?.number ?? '';
  return sayPlace(sayPhrase(draft, 'already-queued', { number }), number);
};

export const withdraw = (draft: Draft): Draft => {
  if (!allows(draft, 'withdraw')) return alreadyQueued(draft);
  const { menu } = draft.script.scenarios;
  const left = isMenu(draft.script.scenarios, draft.state.at) ? draft : leave(draft);
  const number = draft.ticket?.number ?? '';
  const atMenu = change(move(left, 'withdraw'), {
    mode: { kind: 'scripted' },
    at: menu,
    calls: [],
    wrong: 0,
    misses: 0,
  });
  return sayPhrase(atMenu, 'withdrawn', { number });
};
