/**
 * Conversations as they are stored now, so that the next turn of a busy one reads nothing. Only a shortcut: a commit
 * still checks the stored version, and whatever another connection writes empties it.
 */
import type { DatabaseSync } from 'node:sqlite';
import type { ConversationId, Ticket } from '../../domain/ticket.ts';
import type { Loaded, Turn } from '../../ports/turns.ts';
import { select } from './sql.ts';

export interface Known {
  /** The store's own key of the conversation. */
  readonly key: number;
  readonly loaded: Loaded;
}

export interface Hot {
  get(id: ConversationId): Known | undefined;
  keep(known: Known): void;
  /** As the turn has just left it. */
  after(turn: Turn, key: number): void;
  forget(id: ConversationId): void;
}

/** A few kilobytes each. */
export const usualHot = 200;

/** Newest first, as they are read. */
const ticketsAfter = (before: readonly Ticket[], { tickets }: Turn): readonly Ticket[] => {
  if (tickets.length === 0) return before;
  const written = new Map(tickets.map(({ ticket }) => [ticket.number, ticket]));
  const there = before.map((ticket) => written.get(ticket.number) ?? ticket);
  const numbers = new Set(before.map(({ number }) => number));
  const fresh = tickets.flatMap(({ ticket }) => (numbers.has(ticket.number) ? [] : [ticket])).toReversed();
  return [...fresh, ...there].toSorted((a, b) => b.openedAt - a.openedAt);
};

export const createHot = (db: DatabaseSync, most: number): Hot => {
  const others = select<{ data_version: number }>(db, 'PRAGMA data_version');
  /** The longest not stored or read from the disk first. */
  const known = new Map<ConversationId, Known>();
  let seen = others.one()?.data_version;

  const get = (id: ConversationId): Known | undefined => {
    const now = others.one()?.data_version;
    if (now !== seen) known.clear();
    seen = now;
    return known.get(id);
  };

  const keep = (one: Known): void => {
    const { id, albums } = one.loaded.conversation;
    known.delete(id);
    // Parts of an album are sealed anew where they lie when the key changes.
    if (most === 0 || albums !== undefined) return;
    known.set(id, one);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
  };

  return {
    get,
    keep,
    after: (turn, key) => {
      const { conversation } = turn;
      const before = conversation.version === 1 ? [] : known.get(conversation.id)?.loaded.tickets;
      if (before) keep({ key, loaded: { conversation, tickets: ticketsAfter(before, turn) } });
    },
    forget: (id) => void known.delete(id),
  };
};
