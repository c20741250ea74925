/** How one side of a conversation proves over HTTP who it is when it brings or fetches files. */
import type { IncomingMessage } from 'node:http';
import type { ConversationId } from '../domain/ticket.ts';
import type { FileOwner, FileRow } from './files.ts';

export interface FileAsker {
  readonly owner: FileOwner;
  /** May bring voices and other recordings, too. */
  readonly recordings: boolean;
  /** The conversation that this request may upload into; null: none. */
  into(): Promise<ConversationId | null>;
  sees(row: FileRow): Promise<boolean>;
}

export interface FileDoor {
  /** Null: nobody we know. `touch`: somebody does something, not merely a page that shows itself. */
  admit(request: IncomingMessage, touch: boolean): Promise<FileAsker | null>;
}
