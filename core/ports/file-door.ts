/** How one side of a conversation proves over HTTP who it is when it brings or fetches files. */
import type { IncomingMessage } from 'node:http';
import type { FileOwner, FileRow, NewFile } from './files.ts';

export interface FileAsker {
  readonly owner: FileOwner;
  /** May bring voices and other recordings, too. */
  readonly recordings: boolean;
  /** Where this request may upload to; null: nowhere. */
  into(): Promise<Pick<NewFile, 'conversation'> | null>;
  sees(row: FileRow): Promise<boolean>;
}

export interface FileDoor {
  /** Null: nobody we know. `touch`: somebody does something, not merely a page that shows itself. */
  admit(request: IncomingMessage, touch: boolean): Promise<FileAsker | null>;
}
