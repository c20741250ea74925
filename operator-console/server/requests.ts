/** The console's event table: what each request does. Which role may ask is in `rights.ts`; whose ticket it is, the desk decides. */
import { fileLimits } from '../../core/domain/attachment.ts';
import { departmentsSeen, seesTicket, type Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import { ticketStatuses, type TicketStatus } from '../../core/domain/ticket.ts';
import type { Organisation } from '../../core/domain/organisation.ts';
import { uncheckedContacts } from '../../core/domain/organisation.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type {
  Act,
  DeliveryDesk,
  LineDesk,
  OperatorDesk,
  PersonalDesk,
  Receipt,
  ShiftDesk,
  SortingDesk,
  Teaching,
  Written,
} from '../../core/ports/desk.ts';
import type { FileRows } from '../../core/ports/files.ts';
import type { Live } from '../../core/ports/live.ts';
import type { Audit } from '../../core/ports/audit.ts';
import type { CannedAnswers } from '../../core/ports/canned.ts';
import type { People, SignIns } from '../../core/ports/people.ts';
import type { Presences } from '../../core/ports/presence.ts';
import type { Personal } from '../../core/ports/personal.ts';
import type { Search } from '../../core/ports/search.ts';
import type { Turns } from '../../core/ports/turns.ts';
import type { UnclearTexts } from '../../core/ports/unclear.ts';
import type { TicketFilter, TicketRow, Views } from '../../core/ports/views.ts';
import type { Answer, Card, Companion, ConsoleRequests, Directory, OrganisationView } from '../contract.ts';
import { findTickets } from './find.ts';
import { createAuditHandlers } from './audit.ts';
import { createCannedHandlers } from './canned.ts';
import { createPeopleHandlers } from './people.ts';
import { renderCard, renderRow, type NameOf } from './render.ts';
import { createLineHandlers } from './lines.ts';
import type { RequestName } from './schemas.ts';
import { take } from './take.ts';
import { createShiftHandlers } from './shift.ts';

export interface RequestDeps {
  readonly desk: OperatorDesk;
  readonly deliveries: DeliveryDesk;
  readonly sorting: SortingDesk;
  readonly shift: ShiftDesk;
  readonly lines: LineDesk;
  /** Hours of a line in words. */
  readonly hoursOf: (line: string) => string;
  readonly presence: Pick<Presences, 'list'>;
  readonly personal: PersonalDesk;
  readonly views: Views;
  readonly turns: Pick<Turns, 'load' | 'receipt'>;
  readonly people: People;
  readonly signIns: Pick<SignIns, 'closeAll'>;
  readonly audit: Audit;
  readonly canned: CannedAnswers;
  /** Rights or sign-ins of the person changed: their open consoles learn it now. */
  readonly personChanged: (id: string) => Promise<void>;
  readonly search: Pick<Search, 'find'>;
  readonly fileRows: Pick<FileRows, 'carried'>;
  readonly vault: Pick<Personal, 'holders'>;
  readonly live: Live;
  readonly clock: Clock;
  readonly organisation: () => Organisation;
  readonly statusWord: (status: TicketStatus) => string;
  readonly unclear: Pick<UnclearTexts, 'list'>;
  readonly teaching: Teaching;
  readonly maxText: number;
}

/** The screen that asks. */
export interface Screen {
  readonly operator: Operator;
  /** From now on news of this conversation come to the screen, under this number. */
  open(conversation: string, number: string): Promise<void>;
  leave(number: string): Promise<void>;
  /** Colleagues who have the ticket open are told. */
  writes(number: string, kind: Companion['writes']): void;
  /** Ends the search that this screen asked for before; the new one ends by the signal. */
  searching(): AbortSignal;
}

type Success<N extends RequestName> = Parameters<ConsoleRequests[N]>[1] extends (answer: infer A) => void
  ? Omit<Extract<A, { ok: true }>, 'ok'>
  : never;

export type Handlers = {
  readonly [N in RequestName]: (request: Parameters<ConsoleRequests[N]>[0], screen: Screen) => Promise<Success<N>>;
};

export type AnyAnswer = Answer<object>;

const written = ({ text, files = [] }: Written): Written => ({ text, files });

const pageSize = 50;
const listSize = 200;

const seen = (operator: Operator): Pick<TicketFilter, 'operator' | 'departments'> => ({
  operator: operator.id,
  departments: departmentsSeen(operator),
});

/** Names of all colleagues, read once per request. */
export const readNames = async (people: Pick<People, 'list'>): Promise<NameOf> => {
  const names = new Map((await people.list()).map((operator) => [operator.id, operator.name]));
  return (id) => names.get(id) ?? '—';
};

/** @throws Refusal `not-found`, the same for absent tickets and for those of other departments. */
const visible = async (deps: RequestDeps, number: string, operator: Operator): Promise<TicketRow> => {
  const row = await deps.views.ticket(number);
  if (!row || !seesTicket(operator, row.ticket)) throw new Refusal('not-found');
  return row;
};

export const cardOf = async (deps: RequestDeps, row: TicketRow, operator: Operator): Promise<Card> => {
  const loaded = await deps.turns.load(row.ticket.conversation);
  const others = (loaded?.tickets ?? []).filter((ticket) => seesTicket(operator, ticket));
  const consent = loaded?.conversation.engine.consent ?? null;
  const files = await deps.fileRows.carried(row.ticket.conversation);
  return renderCard(row, { others, consent, files }, operator, await readNames(deps.people));
};

const directory = async (deps: RequestDeps): Promise<Directory> => {
  const organisation = deps.organisation();
  const there = new Map((await deps.presence.list()).map((known) => [known.operator, known]));
  const colleagues = (await deps.people.list()).filter((one) => one.active && one.role !== 'author');
  return {
    portal: organisation.name,
    demo: uncheckedContacts(organisation).length > 0,
    departments: organisation.departments,
    categories: organisation.categories.map(({ id, title }) => ({ id, title })),
    colleagues: colleagues.map(({ id, name, departments }) => ({
      id,
      name,
      departments,
      online: deps.live.isOnline(id),
      state: there.get(id)?.state ?? 'offline',
      since: there.get(id)?.since ?? 0,
    })),
    statuses: Object.fromEntries(ticketStatuses.map((status) => [status, deps.statusWord(status)])) as Record<
      TicketStatus,
      string
    >,
    maxText: deps.maxText,
    files: fileLimits,
    now: deps.clock.now(),
  };
};

const organisationView = async (deps: RequestDeps): Promise<OrganisationView> => {
  const { zone, departments, categories, contacts } = deps.organisation();
  const people = await deps.people.list();
  return {
    zone,
    categories,
    contacts,
    departments: departments.map((department) => ({
      ...department,
      people: people
        .filter((person) => person.departments.includes(department.id))
        .map(({ id, name, active }) => ({ id, name, active })),
    })),
  };
};

const open = async (deps: RequestDeps, number: string, seen: number, screen: Screen) => {
  const first = await visible(deps, number, screen.operator);
  const id = first.ticket.conversation;
  // After a restore from a backup a screen may have seen more than there is: then it begins anew.
  const after = seen > first.lastSeq ? 0 : seen;
  // Joined before reading: what is committed in between comes twice, never not at all.
  await screen.open(id, number);
  const found =
    after > 0
      ? await deps.views.messagesAfter(id, after, pageSize, 'staff')
      : await deps.views.messagesBefore(id, Number.MAX_SAFE_INTEGER, pageSize, 'staff');
  const row = await visible(deps, number, screen.operator);
  return {
    card: await cardOf(deps, row, screen.operator),
    messages: found.messages,
    earlier: after === 0 && found.more,
    later: after > 0 && found.more,
  };
};

export const createHandlers = (deps: RequestDeps): Handlers => {
  const { desk, views, people } = deps;
  const act = (request: { number: string; clientId: string }, { operator }: Screen): Act => ({
    operator,
    ticket: request.number,
    clientId: request.clientId,
  });
  const seq = async (receipt: Promise<Receipt>): Promise<{ seq: number }> => ({ seq: (await receipt).seq });

  return {
    ...createPeopleHandlers(deps),
    ...createCannedHandlers(deps),
    ...createAuditHandlers(deps),
    'directory:get': async () => ({ directory: await directory(deps) }),
    'organisation:get': async () => ({ view: await organisationView(deps) }),
    'unclear:list': async () => ({
      view: { texts: await deps.unclear.list(listSize), topics: deps.teaching.topics() },
    }),
    'unclear:teach': async ({ id, topic }, { operator }) => {
      await deps.teaching.teach(operator, id, topic);
      return {};
    },
    'unclear:dismiss': async ({ id }, { operator }) => {
      await deps.teaching.dismiss(operator, id);
      return {};
    },
    'queue:list': async ({ tab }, { operator }) => {
      const nameOf = await readNames(people);
      const rows = await views.tickets({ ...seen(operator), tab, limit: listSize });
      const counts = await views.counts(seen(operator));
      return { rows: rows.map((row) => renderRow(row, nameOf)), counts };
    },
    'queue:take': ({ clientId }, { operator }) => take(deps, operator, clientId),
    'ticket:open': ({ number, after }, screen) => open(deps, number, after, screen),
    'ticket:find': async (question, { operator, searching }) =>
      findTickets(deps, question, operator, await readNames(people), searching()),
    'ticket:leave': async ({ number }, screen) => {
      await screen.leave(number);
      return {};
    },
    'ticket:writing': async ({ number, kind }, screen) => {
      screen.writes(number, kind);
      return {};
    },
    'messages:earlier': async ({ number, before }, { operator }) => {
      const row = await visible(deps, number, operator);
      const page = await views.messagesBefore(row.ticket.conversation, before, pageSize, 'staff');
      return { messages: page.messages, earlier: page.more };
    },
    'ticket:claim': (request, screen) => seq(desk.claim(act(request, screen))),
    'message:send': (request, screen) =>
      seq(desk.reply({ ...act(request, screen), ...written(request), asks: request.asks })),
    'note:add': (request, screen) => seq(desk.note({ ...act(request, screen), ...written(request) })),
    'ticket:transfer': (request, screen) =>
      seq(desk.transfer({ ...act(request, screen), to: request.to, reason: request.reason })),
    'ticket:solve': (request, screen) =>
      seq(desk.solve({ ...act(request, screen), text: request.text, files: request.files ?? [] })),
    'ticket:hand-back': (request, screen) => seq(desk.handBack(act(request, screen))),
    'ticket:reject': (request, screen) => seq(desk.reject({ ...act(request, screen), reason: request.reason })),
    'ticket:reopen': (request, screen) => seq(desk.reopen(act(request, screen))),
    'ticket:categorise': (request, screen) =>
      seq(deps.sorting.categorise({ ...act(request, screen), category: request.category })),
    ...createShiftHandlers(deps),
    'personal:reveal': ({ ref, reason, words, ...request }, screen) =>
      deps.personal.reveal({ ...act(request, screen), ref, reason, words }),
    ...createLineHandlers(deps),
    'message:retry': async ({ number, seq: line }, { operator }) => {
      await deps.deliveries.retry(operator, number, line);
      return {};
    },
  };
};
