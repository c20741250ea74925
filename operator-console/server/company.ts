/**
 * Who else has a dialogue open now, and who of them writes: kept nowhere. Screens that have it open are told all of it,
 * those that see it in their list are told who is there. A person counts once, however many screens they have; nobody is
 * told of themselves, and nobody of a dialogue that is not theirs to see.
 */
import type { Logger } from 'pino';
import { seesTicket } from '../../core/domain/operator.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Views } from '../../core/ports/views.ts';
import type { Companion } from '../contract.ts';
import type { ConsoleNamespace, ConsoleSocket } from './news.ts';

export interface Company {
  /** A screen that is new here learns who is where. */
  arrived(socket: ConsoleSocket): void;
  /** Somebody came to the ticket or left it. */
  changed(number: string): void;
  /** What the screen's operator writes there; null: nothing any more. */
  writes(socket: ConsoleSocket, number: string, kind: Companion['writes']): void;
  /** The screen has nothing open any more. */
  left(socket: ConsoleSocket): void;
}

export interface CompanyDeps {
  readonly clock: Clock;
  readonly views: Pick<Views, 'ticket'>;
  readonly log: Logger;
}

/** A screen says that it still writes more often than this. */
const forgottenAfterMs = 12_000;

const hasOpen = ({ data }: ConsoleSocket, number: string): boolean => [...data.opened.values()].includes(number);

const writesOf = ({ data }: ConsoleSocket, number: string): Companion['writes'] =>
  data.writing?.number === number ? data.writing.kind : null;

export const createCompany = (nsp: ConsoleNamespace, { clock, views, log }: CompanyDeps): Company => {
  const screens = (): readonly ConsoleSocket[] => [...nsp.sockets.values()];

  const peopleAt = (number: string): readonly Companion[] => {
    const people = new Map<string, Companion>();
    for (const screen of screens()) {
      if (!hasOpen(screen, number)) continue;
      const { id, name } = screen.data.operator;
      people.set(id, { id, name, writes: writesOf(screen, number) ?? people.get(id)?.writes ?? null });
    }
    return [...people.values()];
  };

  const tell = (screen: ConsoleSocket, number: string, people: readonly Companion[]): void => {
    screen.emit('company:changed', { number, others: people.filter(({ id }) => id !== screen.data.operator.id) });
  };

  const tellOpen = (number: string): void => {
    const people = peopleAt(number);
    for (const screen of screens()) if (hasOpen(screen, number)) tell(screen, number, people);
  };

  /** Of those who see the ticket and have not opened it. */
  const tellLists = async (number: string, among: () => readonly ConsoleSocket[]): Promise<void> => {
    const row = await views.ticket(number);
    if (!row) return;
    const people = peopleAt(number).map((one) => ({ ...one, writes: null }));
    for (const screen of among()) {
      if (!hasOpen(screen, number) && seesTicket(screen.data.operator, row.ticket)) tell(screen, number, people);
    }
  };

  const inLists = (number: string, among: () => readonly ConsoleSocket[]): void => {
    tellLists(number, among).catch((error: unknown) =>
      log.error({ err: error }, 'lists could not be told who is where'),
    );
  };

  const changed = (number: string): void => {
    tellOpen(number);
    inLists(number, screens);
  };

  const stop = (socket: ConsoleSocket): void => {
    socket.data.writing?.forget();
    socket.data.writing = null;
  };

  return {
    arrived: (socket) => {
      const numbers = new Set(screens().flatMap(({ data }) => [...data.opened.values()]));
      for (const number of numbers) inLists(number, () => [socket]);
    },
    changed,
    writes: (socket, number, kind) => {
      const before = writesOf(socket, number);
      stop(socket);
      if (kind !== null && hasOpen(socket, number)) {
        const forget = clock.after(forgottenAfterMs, () => {
          socket.data.writing = null;
          tellOpen(number);
        });
        socket.data.writing = { number, kind, forget };
      }
      if (writesOf(socket, number) !== before) tellOpen(number);
    },
    left: (socket) => {
      stop(socket);
      const numbers = [...socket.data.opened.values()];
      socket.data.opened.clear();
      for (const number of numbers) changed(number);
    },
  };
};
