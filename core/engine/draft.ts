/**
 * A step while it is being put together: the state so far, what is to be said, what is to be done.
 * Every change gives a new draft; `finish` turns the last one into the step's result, in one place for all replies.
 */
import type { EngineState, Offered } from '../domain/conversation.ts';
import type { Option } from '../domain/message.ts';
import { nextStatus, type TicketEvent } from '../domain/ticket.ts';
import { offers } from './offers.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import { spoken } from './spoken.ts';
import type { PhraseKey } from './phrase-keys.ts';
import type { Effect, HeardText, Moment, OwnTicket, Script, Stepped } from './types.ts';

export interface Draft {
  readonly script: Script;
  readonly moment: Moment;
  readonly state: EngineState;
  /** The active ticket as it is after the effects so far. */
  readonly ticket: OwnTicket | null;
  /** Lines of a message of its own, before the reply: greeting, number of the ticket. */
  readonly lead: readonly string[];
  /** Paragraphs of the reply; the buttons stand under them. */
  readonly lines: readonly string[];
  /** Buttons before those of the scene. */
  readonly extra: readonly Offered[];
  /** Buttons instead of those of the scene. */
  readonly instead: readonly Offered[] | null;
  readonly effects: readonly Effect[];
  /** What was typed, when something was. */
  readonly heard: HeardText | null;
  /** The reply carries a link into the protected chat, about this ticket. */
  readonly link?: TicketNumber;
}

export const draftOf = (script: Script, state: EngineState, moment: Moment): Draft => ({
  script,
  moment,
  state,
  ticket: moment.active,
  lead: [],
  lines: [],
  extra: [],
  instead: null,
  effects: [],
  heard: null,
});

export const change = (draft: Draft, part: Partial<EngineState>): Draft => ({
  ...draft,
  state: { ...draft.state, ...part },
});

export const say = (draft: Draft, ...lines: readonly string[]): Draft => ({
  ...draft,
  // What has just been said is not said again in the same reply.
  lines: [...draft.lines, ...lines.filter((line) => line.trim() !== '' && !draft.lines.includes(line))],
});

export const words = (draft: Draft, key: PhraseKey, values: Readonly<Record<string, string>> = {}): string =>
  spoken(draft.script, draft.moment.now, key, values);

export const sayPhrase = (draft: Draft, key: PhraseKey, values: Readonly<Record<string, string>> = {}): Draft =>
  say(draft, words(draft, key, values));

/** Said before everything else, in a message of its own. */
export const lead = (draft: Draft, ...lines: readonly string[]): Draft => ({
  ...draft,
  lead: [...draft.lead, ...lines],
});

export const emit = (draft: Draft, ...effects: readonly Effect[]): Draft => ({
  ...draft,
  effects: [...draft.effects, ...effects],
});

export const allows = (draft: Draft, event: TicketEvent): boolean =>
  draft.ticket !== null && nextStatus(draft.ticket.status, event) !== null;

/** The status as the draft knows it, after a move that another effect makes. */
export const moved = (draft: Draft, event: TicketEvent): Draft => {
  const status = draft.ticket && nextStatus(draft.ticket.status, event);
  return draft.ticket && status ? { ...draft, ticket: { ...draft.ticket, status } } : draft;
};

/** Moves the ticket; an event that its status does not allow is left out. */
export const move = (draft: Draft, event: TicketEvent): Draft =>
  allows(draft, event) ? moved(emit(draft, { kind: 'ticket', event }), event) : draft;

const shown = ({ kind, label }: Offered): Option => ({ kind, label });

export const finish = (draft: Draft): Stepped => {
  const opening: readonly Effect[] =
    draft.lead.length > 0 ? [{ kind: 'say', text: draft.lead.join('\n\n'), options: [] }] : [];
  if (draft.lines.length === 0) return { state: draft.state, effects: [...draft.effects, ...opening] };
  const offered = offers(draft);
  const text = draft.lines.join('\n\n');
  const link = draft.link === undefined ? {} : { link: draft.link };
  const reply: Effect = { kind: 'say', text, options: offered.map(shown), ...link };
  return { state: { ...draft.state, offered }, effects: [...draft.effects, ...opening, reply] };
};
