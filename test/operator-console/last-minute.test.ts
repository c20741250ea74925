import { signal } from '@preact/signals';
import type { QueueRow } from '../../operator-console/contract.ts';
import { watchLastMinute } from '../../operator-console/web/state/last-minute.ts';
import { eventually } from '../support/product.ts';

const minute = 60_000;

const mine = (due: number, owner = 'me'): QueueRow => ({
  number: '26-000001-9',
  version: 1,
  status: 'active',
  title: 'Вход',
  category: null,
  department: 'registration',
  priority: 'normal',
  owner: { id: owner, name: 'Марина' },
  channel: 'web',
  citizen: null,
  openedAt: 0,
  queuedAt: 0,
  returned: false,
  ladder: null,
  waitingSince: null,
  due: { kind: 'reply', at: due, warn: null },
  last: null,
  lastSeq: 1,
});

test('a term of mine calls once when its last minute begins, and a new term anew', async () => {
  const rows = signal<ReadonlyMap<string, QueueRow>>(new Map());
  const show = (row: QueueRow): void => {
    rows.value = new Map([[row.number, row]]);
  };
  const calls: (number | undefined)[] = [];
  watchLastMinute({ rows, now: () => Date.now(), me: () => 'me' }, (row) => calls.push(row.due?.at));

  const soon = Date.now() + minute + 60;
  show(mine(soon));
  expect(calls).toEqual([]);
  await eventually(() => calls.length > 0);
  show({ ...mine(soon), lastSeq: 2 });
  expect(calls).toEqual([soon]);

  show(mine(Date.now() - 1));
  show(mine(Date.now() + 1_000, 'colleague'));
  expect(calls).toHaveLength(1);
  const other = Date.now() + 1_000;
  show(mine(other));
  expect(calls).toEqual([soon, other]);
});
