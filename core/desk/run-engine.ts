/** Lets the engine take one step inside a turn and turns its effects into lines, ticket changes and jobs. */
import type { Logger } from 'pino';
import { step } from '../engine/step.ts';
import type { Effect, EngineEvent, Moment, OwnTicket, Script } from '../engine/types.ts';
import type { ChannelId } from '../domain/conversation.ts';
import { isMessenger } from '../domain/delivery.ts';
import type { Author } from '../domain/message.ts';
import type { PolicyOf } from '../domain/policy.ts';
import type { QueueFigures } from '../domain/queue.ts';
import type { Ticket } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import { unreachable } from '../domain/unreachable.ts';
import { climb } from './climb.ts';
import type { Draft } from './draft.ts';
import { closeAccess, giveLink } from './invite.ts';
import type { Links } from './links.ts';
import { systemLine } from './system-line.ts';

export interface EngineRun {
  readonly script: Script;
  readonly freshNumber: TicketNumber;
  readonly log: Logger;
  /** What is known of the queue. */
  readonly figures?: QueueFigures;
  readonly policyOf?: PolicyOf | undefined;
  readonly links?: Links | undefined;
}

/** As much of what was typed as tells what was meant. */
const maxAction = 120;

export const jobKey = (job: string, number: TicketNumber): string => `${job}:${number}`;

const own = (ticket: Ticket): OwnTicket => ({
  number: ticket.number,
  status: ticket.status,
  title: ticket.title,
  handled: ticket.lastOwner !== null || ticket.owner !== null,
  statusAt: ticket.statusAt,
  waitingSince: ticket.waitingSince,
  queuedAt: ticket.queuedAt,
  returned: ticket.returned,
  ladder: ticket.ladder,
  department: ticket.department,
});

/** A messenger has no personal data in it, or a way to where they may be. */
const placeOf = (channel: ChannelId, { policyOf, links }: EngineRun): Pick<Moment, 'noPersonal' | 'site'> => ({
  ...(policyOf?.(channel) === 'no-personal' ? { noPersonal: true } : {}),
  ...(isMessenger(channel) && links && links.site !== null ? { site: links.site } : {}),
});

const momentOf = (draft: Draft, run: EngineRun): Moment => {
  const { freshNumber, figures } = run;
  const { ticket: active, replyTo, addresses } = draft.conversation();
  const tickets = draft.tickets().map(own);
  return {
    now: draft.at,
    freshNumber,
    active: tickets.find((ticket) => ticket.number === active) ?? null,
    own: tickets,
    ...(figures ? { queue: figures } : {}),
    ...placeOf(replyTo.channel, run),
    isJoined: addresses.length > 1,
  };
};

const freshTicket = (draft: Draft, number: TicketNumber, effect: Extract<Effect, { kind: 'open' }>): Ticket => ({
  number,
  conversation: draft.conversation().id,
  status: 'bot',
  title: effect.title,
  category: effect.category,
  department: null,
  priority: 'normal',
  owner: null,
  lastOwner: null,
  openedAt: draft.at,
  statusAt: draft.at,
  queuedAt: null,
  returned: false,
  waitingSince: null,
  dueAt: null,
  previous: draft.conversation().lastTicket,
  reason: null,
  dossier: null,
  ladder: null,
  terms: null,
});

/** What else changes on the ticket when the citizen's side moves it. */
const consequences = (draft: Draft, event: string): Partial<Omit<Ticket, 'number' | 'status'>> => {
  const ticket = draft.ticket();
  switch (event) {
    case 'citizen-wrote':
      return { waitingSince: ticket?.waitingSince ?? draft.at };
    case 'dispute':
      return { returned: true, owner: null, queuedAt: ticket?.queuedAt ?? draft.at, waitingSince: draft.at };
    case 'withdraw':
      return { queuedAt: null, waitingSince: null, returned: false };
    case 'confirm':
    case 'silence':
      return { owner: null, waitingSince: null };
    default:
      return {};
  }
};

/** A line with what hangs on it: buttons become the living ones, a link is given by this very turn. */
const sayOf = (
  draft: Draft,
  { links }: EngineRun,
  author: Author,
  { text, options = [], link: number }: Pick<Extract<Effect, { kind: 'notice' }>, 'text' | 'options' | 'link'>,
): void => {
  const link = number === undefined || !links ? {} : { link: giveLink(draft, links, number) };
  const seq = draft.say({ author, text, options, ...link });
  if (options.length > 0) draft.change({ offerSeq: seq });
};

const apply = (draft: Draft, effect: Effect, run: EngineRun): void => {
  switch (effect.kind) {
    case 'say': {
      sayOf(draft, run, { kind: 'bot' }, effect);
      return;
    }
    case 'open':
      draft.open(freshTicket(draft, run.freshNumber, effect));
      draft.audit('citizen', 'ticket:opened');
      return;
    case 'about':
      draft.update({ title: effect.title, category: effect.category });
      return;
    case 'park':
      draft.change({ ticket: null });
      return;
    case 'ticket':
      if (effect.on !== undefined) draft.take(effect.on);
      if (!draft.move(effect.event, consequences(draft, effect.event))) {
        run.log.error({ event: effect.event, status: draft.ticket()?.status }, 'the ticket table does not allow this');
      } else if (effect.event !== 'citizen-wrote') draft.audit('citizen', `ticket:${effect.event}`);
      return;
    case 'handoff': {
      const ticket = draft.ticket();
      const moved = draft.move('handoff', {
        department: effect.department,
        priority: effect.priority,
        dossier: effect.dossier,
        owner: null,
        queuedAt: ticket?.queuedAt ?? draft.at,
        returned: ticket?.lastOwner !== null && ticket?.lastOwner !== undefined,
        waitingSince: draft.at,
      });
      if (!moved) run.log.error({ status: ticket?.status }, 'the ticket table does not allow a handoff');
      draft.audit('citizen', 'ticket:handoff', { department: effect.department });
      return;
    }
    case 'climb':
      draft.take(effect.on);
      climb(draft, effect, run.script);
      return;
    case 'notice':
      sayOf(draft, run, { kind: 'system' }, effect);
      return;
    case 'close-access':
      closeAccess(draft);
      return;
    case 'consent': {
      const { consent, action, text } = effect;
      draft.consent({
        ...consent,
        channel: draft.conversation().replyTo.channel,
        action: action.slice(0, maxAction),
        text,
      });
      draft.audit('citizen', `consent:${consent.decision}`, { version: consent.version, hash: consent.hash });
      if (consent.decision !== 'withdrawn') return;
      draft.personal({ kind: 'forget' });
      systemLine(draft, run.script, 'consent-withdrawn');
      return;
    }
    case 'schedule':
    case 'cancel': {
      const ticket = draft.ticket();
      if (!ticket) return;
      const key = jobKey(effect.job, ticket.number);
      if (effect.kind === 'cancel') draft.job({ kind: 'cancel', key });
      else {
        const payload = { conversation: ticket.conversation, ticket: ticket.number };
        draft.job({ kind: 'schedule', job: { key, kind: effect.job, due: draft.at + effect.after, payload } });
      }
      return;
    }
    case 'unclear':
      draft.unclear(effect.guesses);
      return;
    default:
      unreachable(effect);
  }
};

/** Steps the engine and applies what it wants done. */
export const runEngine = (draft: Draft, event: EngineEvent, run: EngineRun): void => {
  const { state, effects } = step(run.script, draft.conversation().engine, event, momentOf(draft, run));
  draft.engine(state);
  for (const effect of effects) apply(draft, effect, run);
  if (state.offered.length === 0) draft.change({ offerSeq: null });
};
