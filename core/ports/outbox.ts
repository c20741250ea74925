/**
 * Lines stored for a messenger and not yet confirmed by it. Rows are written by turns; this port lets one sender take
 * them: first come first served per address, one at a time per address, addresses side by side.
 */
import type { Address, ChannelId } from '../domain/conversation.ts';
import type { Delivery, FailureReason } from '../domain/delivery.ts';
import type { Message } from '../domain/message.ts';
import type { ConversationId } from '../domain/ticket.ts';

export interface LeasedSend {
  readonly key: number;
  readonly conversation: ConversationId;
  readonly address: Address;
  readonly message: Message;
  /** Which part of the message is next, from 0. */
  readonly part: number;
  /** 1 at the first try of this part. */
  readonly attempt: number;
  /** When the line was stored (or an operator had it tried again). */
  readonly since: number;
  /** The sender that took it before died with it in hand: the try may have arrived. */
  readonly abandoned: boolean;
  readonly delivery: Delivery;
  /** Proof of the lease; an older lease changes nothing. */
  readonly lease: string;
}

export type SendEnd =
  { readonly state: 'sent' | 'unknown' } | { readonly state: 'failed'; readonly reason: FailureReason };

export interface OutboxCounts {
  readonly channel: ChannelId;
  readonly queued: number;
  /** Since when the oldest waits; null when none does. */
  readonly oldest: number | null;
  readonly failed: number;
  readonly unknown: number;
}

export interface Outbox {
  /** Takes what may go now, at most one a address, longest ready first. */
  lease(channel: ChannelId, now: number, forMs: number, limit: number): Promise<readonly LeasedSend[]>;
  /** A part arrived; the next one may go at `nextAt`. False when the lease was lost. */
  progress(send: LeasedSend, nextAt: number): Promise<boolean>;
  /** The line has its end state; the next line of the address may go at `nextAt`. False when the lease was lost. */
  end(send: LeasedSend, end: SendEnd, nextAt: number): Promise<boolean>;
  /** To be tried again; later lines of the address wait behind it. `doubtful`: this try may have arrived. */
  postpone(send: LeasedSend, retryAt: number, doubtful: boolean): Promise<boolean>;
  /** An operator has a line tried again that failed or whose end is unknown. False when it is neither. */
  retry(conversation: ConversationId, seq: number, now: number): Promise<boolean>;
  /** When the next line of the channel may go; null when none waits. */
  nextDue(channel: ChannelId): Promise<number | null>;
  counts(): Promise<readonly OutboxCounts[]>;
  /** Forgets lines that arrived before the moment. Returns how many went. */
  forget(before: number): Promise<number>;
}
