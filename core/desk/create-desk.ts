/** Puts the verbs together. The desk knows ports alone; which store or channel stands behind them it never learns. */
import type { Address } from '../domain/conversation.ts';
import { isWithPeople, type Ticket } from '../domain/ticket.ts';
import type { CitizenDesk, LinkDesk, OperatorDesk, PersonalDesk, SortingDesk } from '../ports/desk.ts';
import type { Invites } from '../ports/invites.ts';
import type { Jobs } from '../ports/jobs.ts';
import { silentMeter, type Meter } from '../ports/meter.ts';
import type { People } from '../ports/people.ts';
import type { QueueReads } from '../ports/queue.ts';
import type { Presences } from '../ports/presence.ts';
import { retryLetter } from '../ports/upkeep.ts';
import type { Views } from '../ports/views.ts';
import type { Board } from './board.ts';
import { albumJob } from './albums.ts';
import { createCategorise } from './categorise.ts';
import { createClaim } from './claim.ts';
import { createHandBack, createReject, createReopen, createSolve } from './finish.ts';
import { createAlbum } from './jobs/album.ts';
import { createFetchFile, type FetchDeps } from './jobs/fetch-file.ts';
import type { JobTable } from './jobs/job.ts';
import { createRetryLetter } from './jobs/retry-letter.ts';
import { createJobTable } from './jobs/table.ts';
import { measured } from './measured.ts';
import { createPerformer, type DeskDeps } from './perform.ts';
import { guardPoison } from './poison.ts';
import { createInvite, createLinkDesk } from './enter.ts';
import { createReceive } from './receive.ts';
import { createReveal } from './reveal.ts';
import { fetchFile } from './offered.ts';
import { createNote, createReply } from './reply.ts';
import { createJobRunner, type JobRunner } from './run-jobs.ts';
import { createSerial } from './serial.ts';
import { createShift, type Shift } from './shift.ts';
import { createTransfer } from './transfer.ts';

export interface Desk {
  readonly citizens: CitizenDesk;
  readonly operators: OperatorDesk;
  readonly sorting: SortingDesk;
  readonly shift: Shift;
  readonly personal: PersonalDesk;
  readonly links: LinkDesk;
  readonly jobs: JobRunner;
  /** Resolves when every turn that was begun has ended. */
  idle(): Promise<void>;
}

export interface CreateDeskDeps extends DeskDeps {
  readonly jobs: Jobs;
  readonly views: Views;
  readonly people: People;
  readonly presence: Presences;
  readonly queue: QueueReads;
  readonly invites: Invites;
  /** The queue's figures. Absent: nothing is said of the queue, and everybody counts as attended. */
  readonly board?: Board;
  readonly wasUnclean: boolean;
  /** What fetches citizens' files from messengers. Absent: none is ever told of. */
  readonly bringing?: Pick<FetchDeps, 'files' | 'messengers'>;
  /** Kinds of jobs beside the desk's own: downloads, indexing… */
  readonly otherJobs?: JobTable;
  /** Absent: nothing is counted. */
  readonly meter?: Meter;
}

export const createDesk = (deps: CreateDeskDeps): Desk => {
  const { board } = deps;
  const performer = measured(
    createPerformer({ ...deps, onJobs: () => jobs.kick(), ...(board ? { figures: board.figures } : {}) }),
    deps.meter ?? silentMeter,
  );
  const shared = { ...deps, performer, serial: createSerial() };
  const conversation = async (address: Address): ReturnType<CitizenDesk['conversation']> => {
    const loaded = await deps.turns.find(address);
    if (!loaded) return null;
    const { ticket: active, lastTicket } = loaded.conversation;
    const byNumber = (number: string | null): Ticket | null =>
      loaded.tickets.find((known) => known.number === number) ?? null;
    // One that waits beside the conversation is told of before one that is over.
    const waiting = loaded.tickets.find(({ status }) => isWithPeople(status));
    const ticket = byNumber(active) ?? waiting ?? byNumber(lastTicket);
    return { conversation: loaded.conversation, ticket };
  };
  const receive = guardPoison(createReceive(shared), deps);
  const shift = createShift(shared);
  const jobs = createJobRunner({
    ...deps,
    table: {
      ...deps.otherJobs,
      ...createJobTable(shared, shift),
      [albumJob]: createAlbum(shared),
      ...(deps.bringing ? { [fetchFile]: createFetchFile({ ...shared, ...deps.bringing }) } : {}),
      [retryLetter]: createRetryLetter(receive, deps.personal),
    },
  });
  return {
    sorting: { categorise: createCategorise(shared) },
    shift,
    citizens: { receive, conversation },
    operators: {
      claim: createClaim(shared),
      reply: createReply(shared),
      note: createNote(shared),
      transfer: createTransfer(shared),
      solve: createSolve(shared),
      handBack: createHandBack(shared),
      reject: createReject(shared),
      reopen: createReopen(shared),
    },
    personal: { reveal: createReveal(shared) },
    links: { ...createLinkDesk(shared), invite: createInvite(shared) },
    jobs,
    idle: () => shared.serial.idle(),
  };
};
