/** A way in which citizens reach us. The desk never learns which it is. */
import type { FileTrouble } from '../domain/attachment.ts';
import type { Address, ChannelId } from '../domain/conversation.ts';
import type { FailureReason } from '../domain/delivery.ts';
import type { Message } from '../domain/message.ts';

export interface Channel {
  readonly id: ChannelId;
  start(): Promise<void>;
  /** Takes nothing new in; resolves when what was begun is done. */
  stop(): Promise<void>;
}

/** A request of a platform, read by the HTTP side: within its limits, UTF-8, JSON. */
export interface WebhookAnswer {
  readonly status: number;
  /** Sent as it is, as plain text. */
  readonly body: string;
}

export interface Webhook {
  /** `/webhooks/…` */
  readonly path: string;
  /** Looks at the headers before a byte of the body is read; null: go on. */
  admit(headers: Readonly<Record<string, string | readonly string[] | undefined>>): WebhookAnswer | null;
  /** Answers only when the event is stored for good. Never throws. */
  handle(json: unknown): Promise<WebhookAnswer>;
}

export type SendOutcome =
  | { readonly kind: 'sent' }
  /**
   * The platform said no for now: another try, not before `afterMs` (null: by backoff). `channel`: nothing of the channel
   * may go before. `doubtful`: the refusal does not rule out that the call took effect.
   */
  | {
      readonly kind: 'later';
      readonly afterMs: number | null;
      readonly scope: 'address' | 'channel';
      readonly doubtful: boolean;
    }
  /** Will never be delivered. */
  | { readonly kind: 'failed'; readonly reason: FailureReason }
  /** No answer: it may have been delivered. */
  | { readonly kind: 'unknown' }
  /** The platform no longer knows us (token revoked): the channel rests until somebody mends it. */
  | { readonly kind: 'stopped' };

/** The bytes of a citizen's file, or why they are not given. */
export type FetchOutcome =
  /** As they come; whoever reads them may stop. `size`: bytes, when the platform says. */
  | { readonly kind: 'bytes'; readonly bytes: AsyncIterable<Uint8Array>; readonly size: number | null }
  | { readonly kind: 'refused'; readonly trouble: Extract<FileTrouble, 'too-large' | 'gone'> }
  /** The platform said no for now. */
  | { readonly kind: 'later'; readonly afterMs: number };

/**
 * One call of the platform that carries a message or a part of it. Never throws for what the platform answers; ends by
 * itself within 15 s, with files within 25 s. `randomId`: the same at every try.
 */
export type PlatformCall = (address: Address, randomId: number) => Promise<SendOutcome>;

/** A channel whose replies travel through the outbox. */
export interface Messenger extends Channel {
  /** The platform tells a repeated send by its random id, so an unknown outcome may be tried again. */
  readonly idempotent: boolean;
  /** Sends a second over all addresses, and the least time between two to one address, ms. */
  readonly pace: { readonly perSecond: number; readonly gapMs: number };
  /** The calls that the message takes, in order; none when there is nothing to show. Pure: making them is what acts. */
  render(message: Message): readonly PlatformCall[];
  /** Shows for a few seconds that somebody writes. Rejects when the platform does not want to. */
  typing(address: Address): Promise<unknown>;
  /** Begins to fetch a file that an event told of; `source` as the event gave it. @throws when there is no answer. */
  fetch(source: string, signal: AbortSignal): Promise<FetchOutcome>;
}
