/** What the console's handlers are given, and the shape each of them has by the contract. Types only. */
import type { Operator } from '../../core/domain/operator.ts';
import type { Organisation } from '../../core/domain/organisation.ts';
import type { TicketStatus } from '../../core/domain/ticket.ts';
import type { Audit } from '../../core/ports/audit.ts';
import type { CannedAnswers } from '../../core/ports/canned.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type {
  DeliveryDesk,
  LineDesk,
  LinkDesk,
  OperatorDesk,
  PersonalDesk,
  ShiftDesk,
  SortingDesk,
  Teaching,
} from '../../core/ports/desk.ts';
import type { FileRows, Files } from '../../core/ports/files.ts';
import type { Lines } from '../../core/ports/lines.ts';
import type { Live } from '../../core/ports/live.ts';
import type { People, SignIns } from '../../core/ports/people.ts';
import type { Personal } from '../../core/ports/personal.ts';
import type { Presences } from '../../core/ports/presence.ts';
import type { Search } from '../../core/ports/search.ts';
import type { Turns } from '../../core/ports/turns.ts';
import type { UnclearTexts } from '../../core/ports/unclear.ts';
import type { Views } from '../../core/ports/views.ts';
import type { Answer, Companion, ConsoleRequests } from '../contract.ts';
import type { Names } from './names.ts';
import type { RequestName } from './schemas.ts';

export interface RequestDeps {
  readonly desk: OperatorDesk;
  readonly deliveries: DeliveryDesk;
  readonly sorting: SortingDesk;
  readonly shift: ShiftDesk;
  readonly lines: LineDesk;
  /** Hours of a line in words. */
  readonly hoursOf: (line: string) => string;
  readonly presence: Pick<Presences, 'list'>;
  readonly links: Pick<LinkDesk, 'invite'>;
  /** There is a protected chat to invite into. */
  readonly hasSite: boolean;
  readonly personal: PersonalDesk;
  readonly views: Views;
  readonly storedLines: Pick<Lines, 'edited'>;
  readonly turns: Pick<Turns, 'load' | 'receipt'>;
  readonly people: People;
  readonly names: Names;
  readonly signIns: Pick<SignIns, 'closeAll' | 'pardon'>;
  readonly audit: Audit;
  readonly canned: CannedAnswers;
  /** Rights or sign-ins of the person changed: their open consoles learn it now. */
  readonly personChanged: (id: string) => Promise<void>;
  readonly search: Pick<Search, 'find'>;
  readonly fileRows: Pick<FileRows, 'carried' | 'find'>;
  readonly files: Pick<Files, 'read' | 'stage'>;
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
