/**
 * A conversation without a desk: keeps the engine's state and applies its effects to tickets by the one table.
 * An effect that the table refuses is an error of the engine.
 */
import type { EngineState } from '../../core/domain/conversation.ts';
import { isOver, nextStatus, type Dossier, type TicketEvent } from '../../core/domain/ticket.ts';
import { formatTicketNumber } from '../../core/domain/ticket-number.ts';
import { screenTyped, typedEvent } from '../../core/desk/screened.ts';
import { initialState, step } from '../../core/engine/step.ts';
import { freshOwn } from '../../core/engine/ticketing.ts';
import type { Effect, EngineEvent, Moment, OwnTicket, Script } from '../../core/engine/types.ts';

export type Said = Extract<Effect, { kind: 'say' }>;

export interface Talk {
  readonly state: () => EngineState;
  readonly active: () => OwnTicket | null;
  readonly tickets: () => readonly OwnTicket[];
  readonly said: () => readonly Said[];
  /** Everything said by the last step. */
  readonly text: () => string;
  readonly labels: () => readonly string[];
  readonly effects: () => readonly Effect[];
  readonly dossier: () => Dossier | null;
  readonly jobs: () => ReadonlyMap<string, number>;
  readonly now: () => number;
  moment(): Moment;
  hear(event: EngineEvent): Talk;
  start(): Talk;
  write(text: string): Talk;
  press(label: string): Talk;
  wait(ms: number): Talk;
  /** What an operator does to the ticket before the engine hears of it. */
  operator(does: 'takes' | 'asks' | 'solves' | 'hands-back' | 'releases' | 'rejects', reason?: string): Talk;
  silence(): Talk;
  use(script: Script): Talk;
  /** Where the citizen writes from now on; at first it is the site's own chat. */
  from(place: Pick<Moment, 'noPersonal' | 'site' | 'isJoined'>): Talk;
}

/** Sunday, 1 March 2026, 12:00 in Moscow. */
export const noon = Date.UTC(2026, 2, 1, 9);

const deskEvents = {
  takes: 'claim',
  asks: 'ask',
  solves: 'solve',
  'hands-back': 'to-bot',
  releases: 'release',
  rejects: 'reject',
} as const satisfies Record<string, TicketEvent>;

export const createTalk = (first: Script): Talk => {
  let script = first;
  let state = initialState(script.scenarios, noon);
  let tickets: readonly OwnTicket[] = [];
  let activeNumber: string | null = null;
  let effects: readonly Effect[] = [];
  let dossier: Dossier | null = null;
  let now = noon;
  let count = 4816;
  let place: Pick<Moment, 'noPersonal' | 'site' | 'isJoined'> = {};
  const jobs = new Map<string, number>();

  const active = (): OwnTicket | null => tickets.find(({ number }) => number === activeNumber) ?? null;

  const put = (next: OwnTicket): void => {
    tickets = tickets.map((ticket) => (ticket.number === next.number ? next : ticket));
    if (isOver(next.status)) activeNumber = null;
  };

  /** What the desk keeps of whose turn it is. */
  const consequence = (ticket: OwnTicket, event: TicketEvent): Partial<OwnTicket> => {
    if (event === 'handoff') return { queuedAt: ticket.queuedAt ?? now, waitingSince: now };
    if (event === 'dispute') return { returned: true, waitingSince: now };
    if (event === 'citizen-wrote') return { waitingSince: ticket.waitingSince ?? now };
    return event === 'ask' || event === 'solve' ? { waitingSince: null } : {};
  };

  const moveTicket = (event: TicketEvent): void => {
    const ticket = active();
    const status = ticket && nextStatus(ticket.status, event);
    if (!ticket || !status) throw new Error(`${event} is not allowed in ${ticket?.status ?? 'no ticket'}`);
    const statusAt = status === ticket.status ? ticket.statusAt : now;
    put({ ...ticket, status, statusAt, handled: ticket.handled || event === 'claim', ...consequence(ticket, event) });
  };

  const apply = (effect: Effect): void => {
    switch (effect.kind) {
      case 'open': {
        if (active()) throw new Error('a ticket is open already');
        const number = formatTicketNumber(2026, count);
        activeNumber = number;
        tickets = [freshOwn(number, effect.title, now), ...tickets];
        return;
      }
      case 'about': {
        const ticket = active();
        if (!ticket) throw new Error('about nothing');
        put({ ...ticket, title: effect.title });
        return;
      }
      case 'ticket':
        if (effect.on === undefined) moveTicket(effect.event);
        return;
      case 'handoff':
        dossier = effect.dossier;
        moveTicket('handoff');
        return;
      case 'climb': {
        const ticket = tickets.find(({ number }) => number === effect.on);
        if (!ticket) throw new Error('a ladder without a ticket');
        put({ ...ticket, ladder: effect.ladder });
        return;
      }
      case 'notice':
      case 'close-access':
        return;
      case 'schedule':
        jobs.set(effect.job, now + effect.after);
        return;
      case 'cancel':
        jobs.delete(effect.job);
        return;
      case 'park':
        activeNumber = null;
        return;
      case 'say':
      case 'consent':
      case 'unclear':
        return;
    }
  };

  const moment = (): Moment => ({
    now,
    freshNumber: formatTicketNumber(2026, count),
    active: active(),
    own: tickets,
    ...place,
  });

  const said = (): readonly Said[] => effects.filter((effect) => effect.kind === 'say');

  const talk: Talk = {
    state: () => state,
    active,
    tickets: () => tickets,
    said,
    text: () =>
      said()
        .map(({ text }) => text)
        .join('\n---\n'),
    labels: () =>
      said()
        .at(-1)
        ?.options.map(({ label }) => label) ?? [],
    effects: () => effects,
    dossier: () => dossier,
    jobs: () => jobs,
    now: () => now,
    moment,
    hear: (event) => {
      count += 1;
      now += 1000;
      ({ state, effects } = step(script, state, event, moment()));
      for (const effect of effects) apply(effect);
      return talk;
    },
    start: () => talk.hear({ kind: 'start' }),
    write: (text) => {
      const typed = screenTyped(script, state, text, now, place.noPersonal ? 'no-personal' : 'full');
      const masked = typed.found.map(({ kind, mask }, at) => ({ ref: `${count}.${at}`, kind, mask }));
      const withheld = place.noPersonal === true && masked.length > 0;
      return talk.hear({ ...typedEvent(typed, withheld ? [] : masked), ...(withheld ? { withheld } : {}) });
    },
    press: (label) => {
      const index = state.offered.findIndex((offered) => offered.label === label);
      if (index < 0) throw new Error(`no button «${label}» among ${state.offered.map((one) => one.label).join(', ')}`);
      return talk.hear({ kind: 'press', index });
    },
    wait: (ms) => {
      now += ms;
      return talk;
    },
    operator: (does, reason) => {
      moveTicket(deskEvents[does]);
      if (does === 'takes') return talk.hear({ kind: 'taken' });
      if (does === 'releases') return talk.hear({ kind: 'released' });
      if (does === 'solves') return talk.hear({ kind: 'solved' });
      if (does === 'hands-back') return talk.hear({ kind: 'handed-back' });
      if (does === 'rejects') return talk.hear({ kind: 'over', how: 'rejected', reason: reason ?? null });
      return talk;
    },
    silence: () => {
      moveTicket('silence');
      return talk.hear({ kind: 'over', how: 'silence', reason: null });
    },
    use: (other) => {
      script = other;
      return talk;
    },
    from: (other) => {
      place = other;
      return talk;
    },
  };
  return talk;
};
