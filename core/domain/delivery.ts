/**
 * How a line that must travel to a messenger fares. Lines for the web need none of it: there seq and the
 * acknowledgement are the delivery.
 */
import type { ChannelId } from './conversation.ts';

/**
 * `queued`: on its way, or waiting for its next try. `sent`: the platform has it. `failed`: it will not arrive.
 * `unknown`: it was handed over, yet no answer came, and the platform cannot be asked; it may have arrived.
 */
export type DeliveryState = 'queued' | 'sent' | 'failed' | 'unknown';

const failureReasons = [
  'blocked', // the citizen forbade messages, or is gone
  'expired', // the platform could not be reached for a day
  'refused', // the platform will not take this message
  'file', // a file of it could not be handed over
] as const;
export type FailureReason = (typeof failureReasons)[number];

export interface Delivery {
  readonly state: DeliveryState;
  /** Why it failed; null in the other states. */
  readonly reason: FailureReason | null;
  /** It was tried again after a try whose end is not known: it may have arrived twice. */
  readonly doubtful: boolean;
}

/** Replies in these channels are handed to a platform and need an outbox. */
export const isMessenger = (channel: ChannelId): boolean => channel !== 'web';

export const queuedDelivery: Delivery = { state: 'queued', reason: null, doubtful: false };

/**
 * The platform's key against double sending (VK `random_id`): positive int32, the same at every try of the same part.
 * FNV-1a over the conversation and seq; `part` keeps parts of one line apart.
 */
export const randomIdOf = (conversation: string, seq: number, part: number): number => {
  let hash = 0x811c9dc5;
  for (const char of `${conversation}:${seq}:${part}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 1) % 0x7fffffff || 1;
};
