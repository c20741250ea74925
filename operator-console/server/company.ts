/**
 * Who else has a dialogue open now, and who of them writes: told to the screens that have it open, kept nowhere.
 * A person counts once, however many screens they have; nobody is told of themselves.
 */
import type { Clock } from '../../core/ports/clock.ts';
import type { Companion } from '../contract.ts';
import type { ConsoleNamespace, ConsoleSocket } from './news.ts';

export interface Company {
  /** Somebody came to the ticket or left it. */
  changed(number: string): void;
  /** What the screen's operator writes there; null: nothing any more. */
  writes(socket: ConsoleSocket, number: string, kind: Companion['writes']): void;
  /** The screen has nothing open any more. */
  left(socket: ConsoleSocket): void;
}

/** A screen says that it still writes more often than this. */
const forgottenAfterMs = 12_000;

const hasOpen = (socket: ConsoleSocket, number: string): boolean => [...socket.data.opened.values()].includes(number);

export const createCompany = (nsp: ConsoleNamespace, clock: Clock): Company => {
  const screensOf = (number: string): readonly ConsoleSocket[] =>
    [...nsp.sockets.values()].filter((socket) => hasOpen(socket, number));

  const writesOf = ({ data }: ConsoleSocket, number: string): Companion['writes'] =>
    data.writing?.number === number ? data.writing.kind : null;

  const changed = (number: string): void => {
    const screens = screensOf(number);
    const people = new Map<string, Companion>();
    for (const screen of screens) {
      const { id, name } = screen.data.operator;
      const writes = writesOf(screen, number) ?? people.get(id)?.writes ?? null;
      people.set(id, { id, name, writes });
    }
    for (const screen of screens) {
      const others = [...people.values()].filter(({ id }) => id !== screen.data.operator.id);
      screen.emit('company:changed', { number, others });
    }
  };

  const stop = (socket: ConsoleSocket): void => {
    socket.data.writing?.forget();
    socket.data.writing = null;
  };

  return {
    changed,
    writes: (socket, number, kind) => {
      const before = writesOf(socket, number);
      stop(socket);
      if (kind !== null && hasOpen(socket, number)) {
        const forget = clock.after(forgottenAfterMs, () => {
          socket.data.writing = null;
          changed(number);
        });
        socket.data.writing = { number, kind, forget };
      }
      if (writesOf(socket, number) !== before) changed(number);
    },
    left: (socket) => {
      stop(socket);
      const numbers = [...socket.data.opened.values()];
      socket.data.opened.clear();
      for (const number of numbers) changed(number);
    },
  };
};
