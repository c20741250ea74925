/**
 * Files chosen for answers and notes, per ticket: uploaded at once, kept with the draft over a reload.
 * The states of uploads are `core/browser/uploads.ts`; here is the wire, and where staged files are kept.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import { sendFile } from '../../../core/browser/send-file.ts';
import { createUploads, type Uploads } from '../../../core/browser/uploads.ts';
import type { Connection } from '../connection.ts';
import { freshId } from '../ids.ts';
import type { DirectoryState } from './directory.ts';
import type { ComposerMode, Drafts } from './drafts.ts';

export const fileUrl = (id: string): string => `/api/operator/files/${id}`;

export interface TicketFiles extends Uploads {
  /** To be sent as soon as everything is uploaded. */
  readonly wished: ReadonlySignal<boolean>;
  /** Calls back once when nothing is on its way and nothing was refused. */
  wish(send: () => void): void;
  hasReady(): boolean;
}

export interface Attachments {
  of(number: string, mode: ComposerMode): TicketFiles;
  use(owner: string | null): void;
}

interface Deps {
  readonly connection: Connection;
  readonly directory: DirectoryState;
  readonly drafts: Drafts;
}

const limitsByDefault = { files: 10, picture: 2 << 20, document: 5 << 20 };

export const createAttachments = ({ connection, directory, drafts }: Deps): Attachments => {
  const known = new Map<string, TicketFiles>();
  let owner: string | null = null;

  const make = (number: string, mode: ComposerMode): TicketFiles => {
    const field = mode === 'reply' ? 'replyFiles' : 'noteFiles';
    const uploads = createUploads({
      limits: directory.current.peek()?.files ?? limitsByDefault,
      isOpen: () => connection.link.peek() === 'up',
      send: (file, name, progress, stop) =>
        sendFile({ url: '/api/operator/files', headers: { 'X-Ticket': number }, file, name, progress, signal: stop }),
      discard: ({ id }) => void fetch(fileUrl(id), { method: 'DELETE' }).catch(() => {}),
      keep: (files) => {
        if (drafts.of(number).peek()[field].length > 0 || files.length > 0) drafts.change(number, { [field]: files });
      },
      newKey: freshId,
    });
    const kept = drafts.of(number).peek()[field];
    if (kept.length > 0) uploads.putBack(kept);
    const wished = signal(false);
    return {
      ...uploads,
      wished,
      hasReady: () => uploads.items.value.some(({ state }) => state.kind === 'ready'),
      wish: (send) => {
        if (wished.peek()) return;
        wished.value = true;
        uploads.whenDone(() => {
          wished.value = false;
          if (!uploads.items.peek().some(({ state }) => state.kind === 'failed')) send();
        });
      },
    };
  };

  connection.onUp(() => {
    for (const files of known.values()) files.wake();
  });

  return {
    of: (number, mode) => {
      const key = `${number} ${mode}`;
      const found = known.get(key) ?? make(number, mode);
      known.set(key, found);
      return found;
    },
    use: (next) => {
      if (next === owner) return;
      owner = next;
      known.clear();
    },
  };
};
