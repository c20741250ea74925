/** Departments, categories, colleagues and settings of the desk; fetched anew each time the socket comes up. */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Connection } from '../connection.ts';
import type { Directory } from '../../contract.ts';
import type { Clock } from './clock.ts';

export interface DirectoryState {
  readonly current: ReadonlySignal<Directory | null>;
}

const tryAgain = 3000;

export const createDirectory = (connection: Connection, clock: Clock): DirectoryState => {
  const current = signal<Directory | null>(null);

  const load = async (): Promise<void> => {
    const asked = Date.now();
    const answer = await connection.request('directory:get', {});
    if (answer.ok) {
      current.value = answer.directory;
      clock.sync(answer.directory.now, asked);
    } else if (connection.link.peek() === 'up') {
      setTimeout(() => void load(), tryAgain);
    }
  };
  connection.onUp(() => void load());
  connection.on('colleague:changed', ({ id, online }) => {
    const known = current.value;
    if (!known) return;
    const colleagues = known.colleagues.map((one) => (one.id === id ? { ...one, online } : one));
    current.value = { ...known, colleagues };
  });
  connection.on('presence:changed', ({ id, state, since }) => {
    const known = current.value;
    if (!known) return;
    const colleagues = known.colleagues.map((one) => (one.id === id ? { ...one, state, since } : one));
    current.value = { ...known, colleagues };
  });

  return { current };
};
