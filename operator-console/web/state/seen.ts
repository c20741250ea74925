/** How far each ticket has been read in this browser. A convenience for the eye; the server keeps no such mark. */
import { signal } from '@preact/signals';
import type { QueueRow } from '../../contract.ts';
import type { Store } from '../storage.ts';

export interface Seen {
  mark(number: string, seq: number): void;
  /** One's own line, sent and left before it was seen in the log. What came before it and was not read stays unread. */
  markOwn(number: string, seq: number): void;
  /** Unread lines of the citizen; `some` when it was never opened here. */
  unread(row: QueueRow): number | 'some';
  use(owner: string | null): void;
}

const most = 500;

const read = (value: unknown): ReadonlyMap<string, number> =>
  new Map(
    Array.isArray(value)
      ? value.filter((pair): pair is [string, number] => Array.isArray(pair) && typeof pair[1] === 'number')
      : [],
  );

export const createSeen = (store: Store): Seen => {
  const seqs = signal<ReadonlyMap<string, number>>(new Map());
  let owner: string | null = null;
  const key = (): string => `seen/${owner ?? ''}`;

  const mark = (number: string, seq: number): void => {
    if (owner === null || (seqs.peek().get(number) ?? 0) >= seq) return;
    const next = new Map(read(store.get(key())));
    next.delete(number);
    next.set(number, seq);
    const pairs = [...next].slice(-most);
    store.set(key(), pairs);
    seqs.value = new Map(pairs);
  };

  return {
    mark,
    markOwn: (number, seq) => {
      if (seqs.peek().get(number) === seq - 1) mark(number, seq);
    },
    unread: (row) => {
      const seq = seqs.value.get(row.number);
      if (row.last?.by !== 'citizen') return 0;
      return seq === undefined ? 'some' : Math.max(0, row.lastSeq - seq);
    },
    use: (next) => {
      if (next === owner) return;
      owner = next;
      seqs.value = read(store.get(key()));
    },
  };
};
