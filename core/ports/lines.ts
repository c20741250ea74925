/** Single lines of a conversation, found by what else than their place is known of them. */
import type { Message } from '../domain/message.ts';
import type { ConversationId } from '../domain/ticket.ts';

export interface Lines {
  /** The citizen's line to which their screen gave this id; null when there is none. */
  said(id: ConversationId, clientId: string): Promise<Message | null>;
  /** The newest lines that both sides see, newest first. */
  recent(id: ConversationId, limit: number): Promise<readonly Message[]>;
  /** Lines that were changed after they were said, newest first. */
  edited(id: ConversationId, limit: number): Promise<readonly Message[]>;
}
