/** A way in which citizens reach us. The desk never learns which it is. */
import type { ChannelId } from '../domain/conversation.ts';

export interface Channel {
  readonly id: ChannelId;
  start(): Promise<void>;
  /** Takes nothing new in; resolves when what was begun is done. */
  stop(): Promise<void>;
}
