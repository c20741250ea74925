/**
 * Rows that this operator may see, kept up to date by news and fetched again after every reconnect.
 * Owns rows and counts; what a row means and where it stands is in `rows.ts`.
 */
import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Connection } from '../connection.ts';
import type { QueueRow } from '../../contract.ts';
import { belongs, groupsOf, queuedSince, tabs, type Group, type Tab } from './rows.ts';
import type { SessionState } from './session.ts';

type Load = 'none' | 'loading' | 'ready' | 'failed';
type Counts = Readonly<Record<Tab, number>>;

export interface Queue {
  readonly tab: Signal<Tab>;
  readonly rows: ReadonlySignal<ReadonlyMap<string, QueueRow>>;
  readonly counts: ReadonlySignal<Counts>;
  readonly groups: ReadonlySignal<readonly Group[]>;
  /** Of the tab shown. */
  readonly load: ReadonlySignal<Load>;
  /** What is mine and what waits has been told once: from now on a change is news. */
  readonly settled: ReadonlySignal<boolean>;
  /** My dialogues that wait for my reply, longest waiting first. */
  readonly waiting: ReadonlySignal<readonly QueueRow[]>;
  /** The earliest moment since when somebody waits in the queue. */
  readonly oldest: ReadonlySignal<number | null>;
  show(tab: Tab): void;
  retry(): void;
  accept(row: QueueRow): void;
  /** The neighbour of a ticket in the list shown; the first one when it is not there. */
  neighbour(number: string | null, step: 1 | -1): string | null;
}

const resyncEvery = 60_000;

export const createQueue = (connection: Connection, session: SessionState): Queue => {
  const tab = signal<Tab>('mine');
  const rows = signal<ReadonlyMap<string, QueueRow>>(new Map());
  const gone = new Map<string, number>();
  const counts = signal<Counts>({ mine: 0, queue: 0, all: 0 });
  const loads = signal<Readonly<Record<Tab, Load>>>({ mine: 'none', queue: 'none', all: 'none' });
  const me = computed(() => (session.current.value.kind === 'in' ? session.current.value.me.id : ''));

  const recount = (before: QueueRow | undefined, after: QueueRow | undefined): void => {
    const shift = (name: Tab): number =>
      (after && belongs(name, after, me.peek()) ? 1 : 0) - (before && belongs(name, before, me.peek()) ? 1 : 0);
    const { mine, queue, all } = counts.peek();
    const next = { mine: mine + shift('mine'), queue: queue + shift('queue'), all: all + shift('all') };
    counts.value = { mine: Math.max(0, next.mine), queue: Math.max(0, next.queue), all: Math.max(0, next.all) };
  };

  const isNews = (row: QueueRow): boolean => {
    const known = rows.peek().get(row.number);
    return !(known && known.version > row.version) && !((gone.get(row.number) ?? -1) >= row.version);
  };

  const accept = (row: QueueRow): void => {
    if (!isNews(row)) return;
    gone.delete(row.number);
    recount(rows.peek().get(row.number), row);
    rows.value = new Map(rows.peek()).set(row.number, row);
  };

  const remove = (number: string, version: number): void => {
    const known = rows.peek().get(number);
    if (known && known.version > version) return;
    gone.set(number, version);
    recount(known, undefined);
    const next = new Map(rows.peek());
    next.delete(number);
    rows.value = next;
  };

  const setLoad = (name: Tab, load: Load): void => {
    loads.value = { ...loads.peek(), [name]: load };
  };

  const fetchTab = async (name: Tab): Promise<void> => {
    // Authors see no citizen's dialogue: there is nothing to ask for.
    if (session.me()?.role === 'author') return setLoad(name, 'ready');
    if (loads.peek()[name] !== 'ready') setLoad(name, 'loading');
    const before = rows.peek();
    const answer = await connection.request('queue:list', { tab: name });
    if (!answer.ok) {
      if (answer.error === 'signed-out') session.ended();
      // A list that is already shown stays; the net banner tells the rest.
      if (loads.peek()[name] === 'loading') setLoad(name, answer.error === 'offline' ? 'none' : 'failed');
      return;
    }
    const listed = new Set(answer.rows.map((row) => row.number));
    const next = new Map(rows.peek());
    for (const [number, row] of next) {
      // Not in the list any more, and no news of it while the list was on its way: it left unseen.
      if (!listed.has(number) && before.get(number) === row && belongs(name, row, me.peek())) next.delete(number);
    }
    for (const row of answer.rows) if (isNews(row)) next.set(row.number, row);
    rows.value = next;
    counts.value = answer.counts;
    setLoad(name, 'ready');
  };

  const fetchShown = async (): Promise<void> => {
    await fetchTab('mine');
    await fetchTab('queue');
    if (tab.peek() === 'all') await fetchTab('all');
  };

  connection.onUp(() => {
    gone.clear();
    loads.value = { ...loads.peek(), all: 'none' };
    void fetchShown();
  });
  connection.on('me:changed', () => void fetchShown());
  connection.on('row:changed', accept);
  connection.on('row:removed', ({ number, version }) => remove(number, version));
  // News say all that matters; this mends counts of rows that were never on this screen. Only while somebody is at
  // work here: a request counts as activity, and an abandoned screen must be allowed to idle out.
  let touched = false;
  for (const sign of ['pointerdown', 'keydown']) {
    document.addEventListener(sign, () => {
      touched = true;
    });
  }
  setInterval(() => {
    if (touched && connection.link.peek() === 'up') void fetchTab(tab.peek());
    touched = false;
  }, resyncEvery);
  session.current.subscribe((now) => {
    if (now.kind === 'in') return;
    rows.value = new Map();
    loads.value = { mine: 'none', queue: 'none', all: 'none' };
  });

  const groups = computed(() => groupsOf(tab.value, rows.value.values(), me.value));
  const mine = computed(() => groupsOf('mine', rows.value.values(), me.value));
  const flat = computed(() => groups.value.flatMap((group) => group.rows.map((row) => row.number)));

  return {
    tab,
    rows,
    counts,
    groups,
    load: computed(() => loads.value[tab.value]),
    settled: computed(() => loads.value.mine === 'ready' && loads.value.queue === 'ready'),
    waiting: computed(() => mine.value.find((group) => group.name === 'reply')?.rows ?? []),
    oldest: computed(() => {
      const since = [...rows.value.values()].filter((row) => belongs('queue', row, me.value)).map(queuedSince);
      return since.length === 0 ? null : Math.min(...since);
    }),
    show: (name) => {
      if (!tabs.includes(name)) return;
      tab.value = name;
      void fetchTab(name);
    },
    retry: () => void fetchTab(tab.peek()),
    accept,
    neighbour: (number, step) => {
      const list = flat.peek();
      const at = number === null ? -1 : list.indexOf(number);
      if (at === -1) return list[0] ?? null;
      return list[at + step] ?? null;
    },
  };
};
