/** Lays stored lines and unsent items out as the rows of the log: days, groups of one author, notices. Pure. */
import type { WidgetMessage } from '../contract.ts';
import type { Outgoing } from './outbox.ts';

export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'notice'; readonly key: string; readonly message: WidgetMessage }
  /** `last`: the last bubble of its group, the one that carries author and time. */
  | { readonly kind: 'line'; readonly key: string; readonly message: WidgetMessage; readonly last: boolean }
  | { readonly kind: 'outgoing'; readonly key: string; readonly item: Outgoing };

const groupMs = 5 * 60_000;

const sameDay = (a: number, b: number): boolean => new Date(a).toDateString() === new Date(b).toDateString();

const sameGroup = (a: WidgetMessage, b: WidgetMessage | undefined): boolean =>
  b !== undefined && a.from === b.from && a.name === b.name && b.at - a.at < groupMs && sameDay(a.at, b.at);

export const layRows = (lines: readonly WidgetMessage[], items: readonly Outgoing[]): readonly Row[] => {
  const rows: Row[] = [];
  let day: number | null = null;
  const startDay = (at: number): void => {
    if (day === null || !sameDay(day, at)) rows.push({ kind: 'day', key: `day${at}`, at });
    day = at;
  };
  for (const [index, message] of lines.entries()) {
    startDay(message.at);
    // The key of a line is the key it had while it was being sent: the same bubble, not a new one.
    const key = message.clientId ?? `${message.seq}`;
    if (message.from === 'system') rows.push({ kind: 'notice', key, message });
    else rows.push({ kind: 'line', key, message, last: !sameGroup(message, lines[index + 1]) });
  }
  for (const item of items) {
    startDay(Math.max(item.at, day ?? 0));
    rows.push({ kind: 'outgoing', key: item.clientId, item });
  }
  return rows;
};
