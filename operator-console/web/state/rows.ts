/** Pure rules of the queue: which row belongs where, in which order, in which group. */
import type { QueueRow } from '../../contract.ts';

export const tabs = ['mine', 'queue', 'all'] as const;
export type Tab = (typeof tabs)[number];

export type GroupName = 'reply' | 'work' | 'citizen';
export interface Group {
  /** Null where a tab is one plain list. */
  readonly name: GroupName | null;
  readonly rows: readonly QueueRow[];
}

const isOver = (row: QueueRow): boolean => row.status === 'closed' || row.status === 'rejected';

export const belongs = (tab: Tab, row: QueueRow, me: string): boolean => {
  if (tab === 'mine') return row.owner?.id === me && !isOver(row) && row.status !== 'bot';
  if (tab === 'queue') return row.owner === null && (row.status === 'queued' || row.status === 'expert');
  return row.queuedAt !== null || row.owner !== null || row.status !== 'bot';
};

export const groupOf = (row: QueueRow): GroupName => {
  if (row.status === 'waiting' || row.status === 'answered') return 'citizen';
  return row.status === 'active' && row.waitingSince !== null ? 'reply' : 'work';
};

/** Since when somebody waits in the queue. */
export const queuedSince = (row: QueueRow): number => row.queuedAt ?? row.openedAt;

const urgency = { urgent: 0, high: 1, normal: 2 } as const;
const byWait = (a: QueueRow, b: QueueRow): number =>
  (a.waitingSince ?? a.last?.at ?? a.openedAt) - (b.waitingSince ?? b.last?.at ?? b.openedAt);
const byPlace = (a: QueueRow, b: QueueRow): number =>
  urgency[a.priority] - urgency[b.priority] ||
  Number(b.returned) - Number(a.returned) ||
  queuedSince(a) - queuedSince(b);
const newestFirst = (a: QueueRow, b: QueueRow): number => b.openedAt - a.openedAt || (a.number < b.number ? 1 : -1);

export const groupsOf = (tab: Tab, rows: Iterable<QueueRow>, me: string): readonly Group[] => {
  const own = [...rows].filter((row) => belongs(tab, row, me));
  if (tab === 'queue') return [{ name: null, rows: own.sort(byPlace) }];
  if (tab === 'all') return [{ name: null, rows: own.sort(newestFirst) }];
  const sorted = own.sort(byWait);
  return (['reply', 'work', 'citizen'] as const)
    .map((name) => ({ name, rows: sorted.filter((row) => groupOf(row) === name) }))
    .filter((group) => group.rows.length > 0);
};
