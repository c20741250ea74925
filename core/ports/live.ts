/** News of committed turns for screens that are open now. The store is the truth; losing news loses nothing. */
import type { Address, Conversation } from '../domain/conversation.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Message, OperatorId } from '../domain/message.ts';
import type { PresenceState } from '../domain/presence.ts';
import type { ConversationId, Ticket } from '../domain/ticket.ts';

export interface News {
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  /** Lines known before that now read otherwise. */
  readonly changed: readonly Message[];
  /** Tickets the turn wrote, with what they were before (null: new). */
  readonly tickets: readonly { readonly before: Ticket | null; readonly after: Ticket }[];
  readonly alerts: readonly Alert[];
  /** Addresses that are no longer of the conversation; absent: none. */
  readonly left?: readonly Address[];
}

/** Something about a ticket that its owner and those who lead should notice now. */
export interface Alert {
  readonly kind: 'reply-soon' | 'reply-late' | 'solve-soon' | 'solve-late' | 'returns-soon' | 'returned';
  /** As it was when it happened: with the owner whom it concerns. */
  readonly ticket: Ticket;
}

/** An operator is there, pausing, away or gone. */
export interface PresenceNews {
  readonly operator: OperatorId;
  readonly state: PresenceState;
  readonly since: number;
}

/** How a line on its way to a messenger has fared. */
export interface DeliveryNews {
  readonly conversation: ConversationId;
  readonly seq: number;
  readonly delivery: Delivery;
}

/**
 * Does `work` soon, after lines that are on their way; many calls with one `key` within a moment are one: what is
 * done for a key is the same each time.
 */
export type Coalesce = (key: string, work: () => void) => void;

export interface Live {
  publish(news: News): void;
  subscribe(listener: (news: News) => void): () => void;
  delivered(news: DeliveryNews): void;
  onDelivered(listener: (news: DeliveryNews) => void): () => void;
  announce(news: PresenceNews): void;
  onAnnounced(listener: (news: PresenceNews) => void): () => void;
  /** Has the operator an open console now? */
  isOnline(operator: OperatorId): boolean;
  /** A console of the operator opened (+1) or closed (−1). */
  seen(operator: OperatorId, change: 1 | -1): void;
}
