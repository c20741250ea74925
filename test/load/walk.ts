/**
 * A walk through the shipped scenarios by buttons alone: from the menu down its longest tree to «Помогло?», the answer
 * «Да», and back to where the next walk may begin. Found by trying, so it stays true when authors change the trees.
 */
import type { EngineState, Offered, Place } from '../../core/domain/conversation.ts';
import { isOver, nextStatus } from '../../core/domain/ticket.ts';
import { initialState, step } from '../../core/engine/step.ts';
import { freshOwn } from '../../core/engine/ticketing.ts';
import type { Effect, EngineEvent, Moment, OwnTicket, Script } from '../../core/engine/types.ts';
import { formatTicketNumber } from '../../core/domain/ticket-number.ts';
import type { PeerStep } from './peers.ts';

/** 1 March 2026, 09:00 in Moscow. */
const walkedAt = Date.UTC(2026, 2, 1, 6, 0, 0);

/** What was on the screen, and what the citizen pressed or typed then: one turn. */
export interface Taken extends PeerStep {
  readonly event: Extract<EngineEvent, { kind: 'press' | 'text' }>;
  /** As the desk would give it in; plain data, so it may be used again and again. */
  readonly moment: Moment;
}

export interface Walk {
  /** After the greeting; the first press starts from here. */
  readonly begin: EngineState;
  readonly turns: readonly Taken[];
}

/** A spot on the way, with the tickets as the desk would keep them. */
export interface Spot {
  readonly state: EngineState;
  readonly said: string;
  readonly tickets: readonly OwnTicket[];
  readonly turns: readonly Taken[];
}

const activeOf = (tickets: readonly OwnTicket[]): OwnTicket | null =>
  tickets.find((ticket) => !isOver(ticket.status)) ?? null;

const momentOf = (tickets: readonly OwnTicket[]): Moment => ({
  now: walkedAt,
  freshNumber: formatTicketNumber(2026, tickets.length + 1),
  active: activeOf(tickets),
  own: tickets,
});

const applied = (tickets: readonly OwnTicket[], effect: Effect, moment: Moment): readonly OwnTicket[] => {
  if (effect.kind === 'open') {
    return [freshOwn(moment.freshNumber, effect.title, moment.now), ...tickets];
  }
  if (effect.kind !== 'ticket') return tickets;
  const active = activeOf(tickets);
  return tickets.map((ticket) =>
    ticket === active ? { ...ticket, status: nextStatus(ticket.status, effect.event) ?? ticket.status } : ticket,
  );
};

const saidIn = (effects: readonly Effect[]): string =>
  effects.flatMap((effect) => (effect.kind === 'say' ? [effect.text] : [])).join('\n\n');

/** A typed label counts as the button it names. */
const pressedIn = (event: Taken['event'], labels: readonly string[]): number =>
  event.kind === 'press' ? event.index : labels.indexOf(event.text);

export const follow = (script: Script, spot: Spot, event: Taken['event'] | { readonly kind: 'start' }): Spot => {
  const moment = momentOf(spot.tickets);
  const { state, effects } = step(script, spot.state, event, moment);
  const tickets = effects.reduce((known, effect) => applied(known, effect, moment), spot.tickets);
  const labels = spot.state.offered.map((option) => option.label);
  const turn =
    event.kind === 'start' ? [] : [{ event, moment, text: spot.said, labels, pressed: pressedIn(event, labels) }];
  return { state, said: saidIn(effects), tickets, turns: [...spot.turns, ...turn] };
};

const press = (script: Script, spot: Spot, wanted: (option: Offered) => boolean): Spot => {
  const index = spot.state.offered.findIndex(wanted);
  if (index < 0) throw new Error(`the walk is stuck at ${spot.state.at.scenario}/${spot.state.at.scene}`);
  return follow(script, spot, { kind: 'press', index });
};

const keyOf = (place: Place): string => `${place.scenario}/${place.scene}`;

/** Ways that are tried; more trees than that need no longer walk. */
const maxTries = 20_000;

const longestToAnAnswer = (script: Script, begin: Spot): Spot => {
  let best: Spot | null = null;
  let tries = 0;
  const explore = (spot: Spot, seen: readonly string[]): void => {
    if (spot.state.mode.kind === 'confirming') {
      if (!best || spot.turns.length > best.turns.length) best = spot;
      return;
    }
    spot.state.offered.forEach((option, index) => {
      if (option.kind !== 'choice' || (option.does.act !== 'go' && option.does.act !== 'value')) return;
      if ((tries += 1) > maxTries) return;
      const next = follow(script, spot, { kind: 'press', index });
      const place = keyOf(next.state.at);
      if (!seen.includes(place)) explore(next, [...seen, place]);
    });
  };
  explore(begin, [keyOf(begin.state.at)]);
  if (!best) throw new Error('no answer can be reached by buttons alone');
  return best;
};

/** The chat is open, the bot has introduced itself, nothing is asked yet. */
export const openChat = (script: Script): Spot => {
  const fresh = { state: initialState(script.scenarios, walkedAt), said: '', tickets: [], turns: [] };
  return follow(script, fresh, { kind: 'start' });
};

export const findWalk = (script: Script): Walk => {
  const begin = openChat(script);
  let spot = longestToAnAnswer(script, begin);
  const first = spot.turns[0]?.labels[spot.turns[0].pressed];
  spot = press(script, spot, (option) => option.does.act === 'helped');
  const atTheBeginning = (): boolean => spot.state.offered.some((option) => option.label === first);
  if (!atTheBeginning()) spot = press(script, spot, (option) => option.does.act === 'home');
  if (!atTheBeginning()) throw new Error(`«${String(first)}» is not offered when the walk is over`);
  return { begin: begin.state, turns: spot.turns };
};
