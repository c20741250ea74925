/**
 * The `outbox` port. A lease moves `ready_at` to its own end, so what a dead sender left behind is found by the same
 * index as what is due; when a line ends, the next one of its address becomes ready.
 *
 * Pace: the next line of an address may not go before the moment given with the last one's end. With no line waiting
 * there is nothing to put that moment on, so the sender keeps the gap for lines that come later.
 */
import type { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import type { Address, ChannelId } from '../../domain/conversation.ts';
import type { Message } from '../../domain/message.ts';
import type { LeasedSend, Outbox, OutboxCounts, SendEnd } from '../../ports/outbox.ts';
import { createFilesOf } from './file-rows.ts';
import { kept, undone } from './group.ts';
import type { Writer } from './group.ts';
import { deliveryStates, stateCode, toDelivery } from './outbox-rows.ts';
import { messageColumns, toMessage } from './rows.ts';
import type { MessageRow } from './rows.ts';
import { select } from './sql.ts';

interface SendRow extends MessageRow {
  readonly key: number;
  readonly id: string;
  readonly channel: ChannelId;
  readonly peer: string;
  readonly part: number;
  readonly attempt: number;
  readonly since: number;
  readonly lease: string | null;
  readonly state: number;
  readonly reason: string | null;
  readonly doubtful: number;
  readonly line_of: number;
}

const toSend = (row: SendRow, lease: string, files: Message['files']): LeasedSend => {
  const delivery = toDelivery(row);
  if (delivery === null) throw new Error('a row of the outbox without a state');
  const address: Address = { channel: row.channel, peer: row.peer };
  return {
    key: row.key,
    conversation: row.id,
    address,
    message: { ...toMessage(row, files), delivery },
    part: row.part,
    attempt: row.attempt + 1,
    since: row.since,
    abandoned: row.lease !== null,
    delivery,
    lease,
  };
};

export const createOutbox = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): Outbox => {
  const columns = messageColumns
    .split(', ')
    .map((column) => `m.${column}`)
    .join(', ');
  const ready = select<SendRow>(
    db,
    `SELECT o.key, c.id, o.channel, o.peer, o.part, o.attempt, o.since, o.lease, o.state, o.reason, o.doubtful,
       o.conversation AS line_of, ${columns}
     FROM outbox o JOIN conversations c ON c.key = o.conversation
       JOIN messages m ON m.conversation = o.conversation AND m.seq = o.seq
     WHERE o.channel = ? AND o.ready_at <= ? ORDER BY o.ready_at LIMIT ?`,
  );
  const filesOf = createFilesOf(db);
  const due = select<{ at: number | null }>(
    db,
    'SELECT min(ready_at) AS at FROM outbox WHERE channel = ? AND ready_at IS NOT NULL',
  );
  const take = db.prepare('UPDATE outbox SET lease = ?, ready_at = ?, attempt = attempt + 1 WHERE key = ?');
  return {
    lease: async (channel, now, forMs, limit) => {
      // Most askings find nothing; they need no transaction.
      if ((due.one(channel)?.at ?? Infinity) > now) return [];
      return writer.write(() => {
        const lease = randomUUID();
        const rows = ready.all(channel, now, limit);
        for (const row of rows) take.run(lease, now + forMs, row.key);
        return kept(rows.map((row) => toSend(row, lease, row.files === null ? [] : filesOf(row.line_of, row.seq))));
      });
    },
    nextDue: async (channel) => due.one(channel)?.at ?? null,
    ...createEnds(db, writer),
    counts: createCounts(db),
    forget: createForget(db, writer),
  };
};

const createEnds = (db: DatabaseSync, writer: Writer): Pick<Outbox, 'progress' | 'end' | 'postpone' | 'retry'> => {
  const progress = db.prepare(
    'UPDATE outbox SET part = part + 1, attempt = 0, lease = NULL, ready_at = ? WHERE key = ? AND lease = ?',
  );
  const postpone = db.prepare(
    'UPDATE outbox SET lease = NULL, ready_at = ?, doubtful = max(doubtful, ?) WHERE key = ? AND lease = ?',
  );
  const end = db.prepare(
    'UPDATE outbox SET state = ?, reason = ?, lease = NULL, ready_at = NULL, ended_at = ? WHERE key = ? AND lease = ?',
  );
  const promote = db.prepare(
    `UPDATE outbox SET ready_at = ?3 WHERE key =
       (SELECT key FROM outbox WHERE state = 0 AND channel = ?1 AND peer = ?2 ORDER BY key LIMIT 1) AND ready_at IS NULL`,
  );
  // Behind what waits already: a new key is the end of the row's address.
  const retry = select<{ channel: string; peer: string }>(
    db,
    `UPDATE outbox SET key = (SELECT max(key) + 1 FROM outbox), state = 0, reason = NULL, attempt = 0, since = ?1,
       doubtful = CASE WHEN state = ${stateCode('unknown')} THEN 1 ELSE doubtful END, ended_at = NULL
     WHERE conversation = (SELECT key FROM conversations WHERE id = ?2) AND seq = ?3
       AND state IN (${stateCode('failed')}, ${stateCode('unknown')}) RETURNING channel, peer`,
  );
  const first = db.prepare(
    'SELECT 1 FROM outbox WHERE state = 0 AND channel = ? AND peer = ? AND ready_at IS NOT NULL LIMIT 1',
  );
  const ends = (send: LeasedSend, how: SendEnd, nextAt: number): boolean => {
    const reason = how.state === 'failed' ? how.reason : null;
    if (end.run(stateCode(how.state), reason, nextAt, send.key, send.lease).changes !== 1) return false;
    promote.run(send.address.channel, send.address.peer, nextAt);
    return true;
  };
  return {
    progress: ({ key, lease }, nextAt) => writer.write(() => kept(progress.run(nextAt, key, lease).changes === 1)),
    end: (send, how, nextAt) => writer.write(() => kept(ends(send, how, nextAt))),
    postpone: ({ key, lease }, retryAt, doubtful) =>
      writer.write(() => kept(postpone.run(retryAt, doubtful ? 1 : 0, key, lease).changes === 1)),
    retry: (conversation, seq, now) =>
      writer.write(() => {
        const row = retry.one(now, conversation, seq);
        if (row === undefined) return undone(false);
        if (first.get(row.channel, row.peer) === undefined) promote.run(row.channel, row.peer, now);
        return kept(true);
      }),
  };
};

const createCounts = (db: DatabaseSync): Outbox['counts'] => {
  const counts = select<{ channel: ChannelId; state: number; n: number; oldest: number | null }>(
    db,
    'SELECT channel, state, count(*) AS n, min(since) AS oldest FROM outbox WHERE state <> 1 GROUP BY channel, state',
  );
  return async () => {
    const rows = counts.all();
    const of = (channel: ChannelId, state: OutboxState): number =>
      rows.find((row) => row.channel === channel && deliveryStates[row.state] === state)?.n ?? 0;
    return [...new Set(rows.map(({ channel }) => channel))].map((channel): OutboxCounts => ({
      channel,
      queued: of(channel, 'queued'),
      oldest: rows.find((row) => row.channel === channel && row.state === 0)?.oldest ?? null,
      failed: of(channel, 'failed'),
      unknown: of(channel, 'unknown'),
    }));
  };
};
type OutboxState = (typeof deliveryStates)[number];

const createForget = (db: DatabaseSync, writer: Writer): Outbox['forget'] => {
  const forget = db.prepare(
    `DELETE FROM outbox WHERE key IN (SELECT key FROM outbox WHERE ended_at < ? AND state = ${stateCode('sent')} LIMIT 500)`,
  );
  return async (before) => {
    let gone = 0;
    for (;;) {
      const some = await writer.write(() => kept(Number(forget.run(before).changes)));
      gone += some;
      if (some === 0) return gone;
    }
  };
};
