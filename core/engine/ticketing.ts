/** When a ticket opens, goes on, or comes back to life. What a person does with it belongs to the desk. */
import { isOver } from '../domain/ticket.ts';
import type { CategoryId } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import { allows, change, emit, lead, move, sayPhrase, words, type Draft } from './draft.ts';
import { cut } from './dossier.ts';
import type { OwnTicket } from './types.ts';

export interface About {
  readonly title: string;
  readonly category: CategoryId | null;
}

const maxTitle = 80;

/** A conversation in which the bot has said nothing yet: it must name itself first. */
export const isFirst = (draft: Draft): boolean =>
  draft.state.mode.kind === 'scripted' && draft.state.offered.length === 0 && draft.lead.length === 0;

export const introduce = (draft: Draft): Draft => (isFirst(draft) ? lead(draft, words(draft, 'greeting')) : draft);

/** A ticket as the bot sees it when it has just been opened. */
export const freshOwn = (number: TicketNumber, title: string, now: number): OwnTicket => ({
  number,
  title,
  status: 'bot',
  handled: false,
  statusAt: now,
  waitingSince: null,
  queuedAt: null,
  returned: false,
  ladder: null,
});

const open = (draft: Draft, about: About): Draft => {
  const { moment, script, state } = draft;
  const title = cut(about.title, maxTitle);
  const previous = moment.own.find((ticket) => isOver(ticket.status));
  const lines = [
    words(draft, 'ticket-opened', { number: moment.freshNumber }),
    ...(previous ? [words(draft, 'ticket-linked', { previous: previous.number })] : []),
    ...(state.noticed ? [] : [words(draft, 'not-an-appeal')]),
  ];
  const opened = emit(introduce(draft), { kind: 'open', title, category: about.category });
  const ticket = freshOwn(moment.freshNumber, title, moment.now);
  return change({ ...lead(opened, ...lines), ticket }, { version: script.scenarios.version, noticed: true });
};

const tell = (draft: Draft, about: About): Draft => {
  const title = cut(about.title, maxTitle);
  if (!draft.ticket || draft.ticket.title === title) return draft;
  const told = emit(draft, { kind: 'about', title, category: about.category });
  return { ...told, ticket: { ...draft.ticket, title } };
};

/** The answer of a person did not help: the same number, first in the queue. */
export const dispute = (draft: Draft): Draft => {
  const cancelled = emit(draft, { kind: 'cancel', job: 'silence' });
  const queued = change(move(cancelled, 'dispute'), { mode: { kind: 'queued' }, wrong: 0, misses: 0, editing: null });
  return sayPhrase(queued, 'dispute-returned', { number: draft.ticket?.number ?? '' });
};

/** The answer of the bot did not help, or more is asked: the bot goes on with the same number. */
export const resume = (draft: Draft): Draft =>
  allows(draft, 'resume') ? move(emit(draft, { kind: 'cancel', job: 'silence' }), 'resume') : draft;

/**
 * Something is asked: a ticket is there afterwards. `settled` means that the question has gone to a person
 * and the bot adds nothing.
 */
export const takeUp = (draft: Draft, about: About | null, unnamed: string): { draft: Draft; settled: boolean } => {
  if (!draft.ticket) return { draft: open(draft, about ?? { title: unnamed, category: null }), settled: false };
  if (draft.ticket.status !== 'answered') return { draft: about ? tell(draft, about) : draft, settled: false };
  const { mode } = draft.state;
  const byPerson = mode.kind === 'confirming' ? mode.by === 'operator' : draft.ticket.handled;
  if (byPerson) return { draft: dispute(draft), settled: true };
  const resumed = change(resume(draft), { mode: { kind: 'scripted' } });
  return { draft: about ? tell(resumed, about) : resumed, settled: false };
};
