/**
 * Questions about one's own request, while a person has it or is waited for: its status first, then what may be asked
 * for on the same number. What a reminder or an escalation changes is an effect; the desk carries it out.
 */
import { noLadder, quietSince, waitsForUs, type Ladder, type Right } from '../domain/ladder.ts';
import { unreachable } from '../domain/unreachable.ts';
import { dueButtons, escalateRight, ladderButton, remindRight, withPeople } from './due-buttons.ts';
import { emit, say, sayPhrase, words, type Draft } from './draft.ts';
import type { PhraseKey } from './phrase-keys.ts';
import type { Own } from './scenario.ts';
import { statusLine } from './scene-text.ts';
import { momentWords } from '../domain/zone-time.ts';
import type { OwnTicket } from './types.ts';

const moment = (draft: Draft, at: number): string => momentWords(at, draft.script.organisation.zone);

const rightWords = (draft: Draft, right: Right, keys: Readonly<Record<Right['kind'], PhraseKey>>): string => {
  switch (right.kind) {
    case 'now':
      return words(draft, keys.now);
    case 'later':
      return words(draft, keys.later, { moment: moment(draft, right.at) });
    case 'done':
      return words(draft, keys.done, {
        moment: moment(draft, right.at),
        next: right.next === null ? '' : moment(draft, right.next),
      });
    default:
      return unreachable(right);
  }
};

const remindWords = (draft: Draft, ticket: OwnTicket): string =>
  rightWords(draft, remindRight(draft, ticket), { now: 'remind-now', later: 'remind-later', done: 'remind-again' });

const escalateWords = (draft: Draft, ticket: OwnTicket): string => {
  const { level, right } = escalateRight(draft, ticket);
  if (right.kind === 'done') return words(draft, 'escalate-top');
  return level === 2
    ? rightWords(draft, right, { now: 'escalate-now', later: 'escalate-later', done: 'escalate-top' })
    : rightWords(draft, right, { now: 'supervisor-now', later: 'supervisor-later', done: 'escalate-top' });
};

const standing = (draft: Draft, ticket: OwnTicket): Draft => {
  const told = say(draft, statusLine(draft, ticket));
  return waitsForUs(ticket)
    ? sayPhrase(told, 'waits-since', { moment: moment(draft, quietSince(ticket)) })
    : sayPhrase(told, 'your-turn');
};

/** An answer to a topic about one's own request. */
export const aboutOwn = (draft: Draft, ticket: OwnTicket, own: Own): Draft => {
  const told = standing(draft, ticket);
  if (!waitsForUs(ticket)) return told;
  switch (own) {
    case 'status':
      return told;
    case 'wait':
    case 'repeat':
      return say(told, remindWords(draft, ticket));
    case 'escalation':
      return say(told, escalateWords(draft, ticket));
    case 'complaint':
      return {
        ...sayPhrase(told, 'complaint-offer'),
        instead: [ladderButton(draft, 'button-complain', 'complain'), ...dueButtons(draft)],
      };
    default:
      return unreachable(own);
  }
};

/** The ladder of the ticket, which need not be the one the conversation is about. */
const climb = (draft: Draft, ticket: OwnTicket, ladder: Ladder, step: 'remind' | 'escalate' | 'complain'): Draft => {
  const isActive = draft.ticket?.number === ticket.number;
  const known = isActive ? { ...draft, ticket: { ...ticket, ladder } } : draft;
  return emit(known, { kind: 'climb', ladder, step, on: ticket.number });
};

/** «Повторный запрос». Asked for too early, or twice, it changes nothing and says when it becomes possible. */
export const remind = (draft: Draft): Draft => {
  const ticket = withPeople(draft);
  if (!ticket || !waitsForUs(ticket)) return draft;
  if (remindRight(draft, ticket).kind !== 'now') return say(draft, remindWords(draft, ticket));
  const ladder = { ...(ticket.ladder ?? noLadder), remindedAt: draft.moment.now };
  const done = climb(draft, ticket, ladder, 'remind');
  return sayPhrase(done, 'remind-done', { number: ticket.number });
};

/** «Эскалация»: one level up, never two at once. */
export const escalate = (draft: Draft): Draft => {
  const ticket = withPeople(draft);
  if (!ticket || !waitsForUs(ticket)) return draft;
  const { level, right } = escalateRight(draft, ticket);
  if (right.kind !== 'now') return say(draft, escalateWords(draft, ticket));
  const ladder = { ...(ticket.ladder ?? noLadder), level, escalatedAt: draft.moment.now };
  const done = climb(draft, ticket, ladder, 'escalate');
  return sayPhrase(done, level === 3 ? 'supervisor-done' : 'escalate-done', { number: ticket.number });
};

/** Recorded once on the ticket; what the citizen writes next is the complaint. */
export const complain = (draft: Draft): Draft => {
  const ticket = withPeople(draft);
  if (!ticket) return draft;
  const before = ticket.ladder ?? noLadder;
  if (before.complainedAt !== null) return sayPhrase(draft, 'complaint-again', { number: ticket.number });
  const ladder = { ...before, complainedAt: draft.moment.now };
  const done = climb(draft, ticket, ladder, 'complain');
  return sayPhrase(done, 'complaint-done', { number: ticket.number });
};
