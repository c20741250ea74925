/** The end of a ticket: the talk starts from the menu, on the scenarios of the day. */
import type { EngineState } from '../domain/conversation.ts';
import { consentAfter } from './consent.ts';
import { change, sayPhrase, type Draft } from './draft.ts';
import type { EngineEvent } from './types.ts';

export const fresh = (draft: Draft): Partial<EngineState> => ({
  mode: { kind: 'scripted' },
  version: null,
  at: draft.script.scenarios.menu,
  calls: [],
  trail: [],
  slots: {},
  tried: [],
  question: null,
  wrong: 0,
  misses: 0,
  noticed: false,
  editing: null,
  consent: consentAfter(draft),
  parts: [],
  withoutPersonal: false,
});

export const over = (draft: Draft, event: Extract<EngineEvent, { kind: 'over' }>): Draft => {
  const ended = { ...change(draft, fresh(draft)), ticket: null };
  return event.how === 'rejected'
    ? sayPhrase(ended, 'rejected', { reason: event.reason?.trim() ?? '' })
    : sayPhrase(ended, 'closed-silence');
};
