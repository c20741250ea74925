/**
 * A one-time link that leads a citizen from a messenger into the protected chat of the site, to the same conversation.
 * Of its token only the hash is kept; whoever holds the token in time is taken for the one it was sent to.
 */
import type { ChannelId } from './conversation.ts';
import type { ConversationId } from './ticket.ts';
import type { TicketNumber } from './ticket-number.ts';

export const inviteMs = 15 * 60_000;

/** Names a link in the line that carries it; the token follows from it by a key that is not in the store. */
export type InviteId = string;

export interface Invite {
  readonly hash: string;
  readonly conversation: ConversationId;
  readonly number: TicketNumber;
  /** Where it was sent. */
  readonly channel: ChannelId;
  readonly at: number;
  readonly until: number;
  /** The peer of the web chat that it has let in. */
  readonly spent: { readonly at: number; readonly peer: string } | null;
}

export type InviteState = 'open' | 'used' | 'expired';

export const inviteState = ({ spent, until }: Invite, now: number): InviteState => {
  if (spent) return 'used';
  return now < until ? 'open' : 'expired';
};
