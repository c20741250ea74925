/** The `invites` port, and what a turn does to links. */
import type { DatabaseSync } from 'node:sqlite';
import type { ChannelId } from '../../domain/conversation.ts';
import type { Invite } from '../../domain/invite.ts';
import { unreachable } from '../../domain/unreachable.ts';
import type { InviteChange, Invites } from '../../ports/invites.ts';
import { kept } from './group.ts';
import type { Writer } from './group.ts';
import { select } from './sql.ts';

interface InviteRow {
  readonly hash: string;
  readonly id: string;
  readonly number: string;
  readonly channel: ChannelId;
  readonly at: number;
  readonly until: number;
  readonly spent_at: number | null;
  readonly peer: string | null;
}

const toInvite = ({ id, spent_at: spentAt, peer, ...row }: InviteRow): Invite => ({
  ...row,
  conversation: id,
  spent: spentAt === null || peer === null ? null : { at: spentAt, peer },
});

/** Writes a change inside the turn's transaction. False when the link may not be spent. */
export const createInviteWriter = (db: DatabaseSync) => {
  const issue = db.prepare(
    'INSERT INTO invites (hash, conversation, number, channel, at, until) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const spend = db.prepare(
    'UPDATE invites SET spent_at = ?1, peer = ?2 WHERE hash = ?3 AND conversation = ?4 AND spent_at IS NULL AND until > ?1',
  );
  const withdraw = db.prepare('UPDATE invites SET until = min(until, ?) WHERE conversation = ? AND spent_at IS NULL');
  return (change: InviteChange, conversation: number): boolean => {
    switch (change.kind) {
      case 'issue': {
        const { hash, number, channel, at, until } = change.invite;
        issue.run(hash, conversation, number, channel, at, until);
        return true;
      }
      case 'spend':
        return spend.run(change.at, change.peer, change.hash, conversation).changes === 1;
      case 'withdraw':
        withdraw.run(change.at, conversation);
        return true;
      default:
        return unreachable(change);
    }
  };
};

export const createInvites = ({ db, writer }: { readonly db: DatabaseSync; readonly writer: Writer }): Invites => {
  const byHash = select<InviteRow>(
    db,
    `SELECT i.hash, c.id, i.number, i.channel, i.at, i.until, i.spent_at, i.peer
     FROM invites i JOIN conversations c ON c.key = i.conversation WHERE i.hash = ?`,
  );
  const forget = db.prepare('DELETE FROM invites WHERE until < ?');
  return {
    find: async (hash) => {
      const row = byHash.one(hash);
      return row === undefined ? null : toInvite(row);
    },
    forget: (before) => writer.write(() => kept(Number(forget.run(before).changes))),
  };
};
