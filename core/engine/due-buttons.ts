/** What the citizen who waits may ask for at this very moment, as buttons; and which ticket that is about. */
import type { Offered } from '../domain/conversation.ts';
import { mayEscalate, mayRemind, waitsForUs, type Level, type Right } from '../domain/ladder.ts';
import { isWithPeople } from '../domain/ticket.ts';
import type { Draft } from './draft.ts';
import { phrase } from './phrase.ts';
import type { PhraseKey } from './phrase-keys.ts';
import type { OwnTicket } from './types.ts';
import { waitingOf } from './waiting-of.ts';

/** The ticket that people have, also one that waits over a night; null: then the scenes of the topic answer. */
export const withPeople = (draft: Draft): OwnTicket | null => {
  if (!draft.ticket) return waitingOf(draft);
  return isWithPeople(draft.ticket.status) ? draft.ticket : null;
};

export const remindRight = (draft: Draft, ticket: OwnTicket): Right =>
  mayRemind(ticket, draft.moment.now, draft.script.organisation.settings);

export const escalateRight = (draft: Draft, ticket: OwnTicket): { readonly level: Level; readonly right: Right } =>
  mayEscalate(ticket, draft.moment.now, draft.script.organisation.settings);

export const ladderButton = (draft: Draft, key: PhraseKey, act: 'remind' | 'escalate' | 'complain'): Offered => ({
  kind: 'choice',
  label: phrase(draft.script.phrases, key),
  does: { act },
});

export const dueButtons = (draft: Draft): readonly Offered[] => {
  const ticket = withPeople(draft);
  if (!ticket || !waitsForUs(ticket)) return [];
  return [
    ...(remindRight(draft, ticket).kind === 'now' ? [ladderButton(draft, 'button-remind', 'remind')] : []),
    ...(escalateRight(draft, ticket).right.kind === 'now' ? [ladderButton(draft, 'button-escalate', 'escalate')] : []),
  ];
};

/** All three by their words: said in full they are understood at any time, also when too early. */
export const ladderLabels = (draft: Draft): readonly Offered[] => [
  ladderButton(draft, 'button-remind', 'remind'),
  ladderButton(draft, 'button-escalate', 'escalate'),
  ladderButton(draft, 'button-complain', 'complain'),
];
