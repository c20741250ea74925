/** A term of mine with less than a minute left calls once. Owns when; how it calls is for whoever asked. */
import type { ReadonlySignal } from '@preact/signals';
import type { QueueRow } from '../../contract.ts';
import { belongs } from './rows.ts';

const lastMinute = 60_000;
/** The longest that a browser's timer can wait. */
const longest = 2 ** 31 - 1;

interface Watched {
  readonly rows: ReadonlySignal<ReadonlyMap<string, QueueRow>>;
  /** The server's time. */
  readonly now: () => number;
  readonly me: () => string;
}

export const watchLastMinute = ({ rows, now, me }: Watched, call: (row: QueueRow) => void): void => {
  const told = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const look = (): void => {
    clearTimeout(timer);
    let next = Infinity;
    for (const row of rows.peek().values()) {
      if (!row.due || !belongs('mine', row, me())) continue;
      const left = row.due.at - now();
      const term = `${row.number} ${row.due.at}`;
      if (left <= 0 || told.has(term)) continue;
      if (left >= lastMinute) next = Math.min(next, left - lastMinute + 1);
      else {
        told.add(term);
        call(row);
      }
    }
    // A timer of its own: the clock of the page stands still while nobody looks, and that is when it is needed.
    if (next !== Infinity) timer = setTimeout(look, Math.min(next, longest));
  };
  rows.subscribe(look);
};
