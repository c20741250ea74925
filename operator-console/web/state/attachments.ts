/**
 * Files chosen for answers and notes, per ticket, and for prepared answers: uploaded at once; those of a ticket are
 * kept with the draft over a reload.
 * The states of uploads are `core/browser/uploads.ts`; here is the wire, and where staged files are kept.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Attachment } from '../../../core/domain/attachment.ts';
import { sendFile } from '../../../core/browser/send-file.ts';
import { createUploads, type Uploads, type UploadsDeps } from '../../../core/browser/uploads.ts';
import type { Connection } from '../connection.ts';
import { freshId } from '../ids.ts';
import type { DirectoryState } from './directory.ts';
import type { ComposerMode, Drafts } from './drafts.ts';

export const fileUrl = (id: string): string => `/api/operator/files/${id}`;

export interface TicketFiles extends Uploads {
  readonly into: 'line' | 'template';
  /** Files of a prepared answer are being put here. */
  readonly coming: ReadonlySignal<boolean>;
  /** Puts here what `load` gives, as far as there is room; null: it could not be had. Returns how many had none. */
  bring(load: () => Promise<readonly Attachment[] | null>): Promise<number>;
  /** To be sent as soon as everything is uploaded. */
  readonly wished: ReadonlySignal<boolean>;
  /** Calls back once when nothing is on its way and everything is here. */
  wish(send: () => void): void;
  hasReady(): boolean;
}

export interface Attachments {
  of(number: string, mode: ComposerMode): TicketFiles;
  /** Of a prepared answer that has these; `end` forgets what was uploaded and not saved. */
  ofTemplate(kept: readonly Attachment[]): TicketFiles & { end(): void };
  use(owner: string | null): void;
}

interface Deps {
  readonly connection: Connection;
  readonly directory: DirectoryState;
  readonly drafts: Drafts;
}

const limitsByDefault = { files: 10, picture: 2 << 20, document: 5 << 20 };

/** May fail, then it is swept away; what a prepared answer has stays. */
const discard = ({ id }: Attachment): void => void fetch(fileUrl(id), { method: 'DELETE' }).catch(() => {});

const withWish = (uploads: Uploads, into: TicketFiles['into'], most: () => number): TicketFiles => {
  const wished = signal(false);
  const coming = signal(false);
  /** Something that should have come since the wish did not. */
  let missed = false;
  let come: Promise<unknown> = Promise.resolve();

  const load = async (what: () => Promise<readonly Attachment[] | null>): Promise<number> => {
    const files = await what();
    if (files === null) missed = true;
    const found = files ?? [];
    const room = Math.max(0, most() - uploads.items.peek().length);
    const fit = found.slice(0, room);
    for (const file of found.slice(room)) discard(file);
    if (fit.length > 0) uploads.putBack(fit);
    return found.length - fit.length;
  };
  const bring: TicketFiles['bring'] = async (what) => {
    coming.value = true;
    const mine = come.then(() => load(what));
    come = mine;
    try {
      return await mine;
    } finally {
      if (come === mine) coming.value = false;
    }
  };
  const whenDone = (done: () => void): void => void come.then(() => uploads.whenDone(done));
  return {
    ...uploads,
    into,
    coming,
    bring,
    wished,
    whenDone,
    isBusy: () => coming.peek() || uploads.isBusy(),
    hasReady: () => uploads.items.value.some(({ state }) => state.kind === 'ready'),
    wish: (send) => {
      if (wished.peek()) return;
      wished.value = true;
      missed = false;
      whenDone(() => {
        wished.value = false;
        if (!missed && !uploads.items.peek().some(({ state }) => state.kind === 'failed')) send();
      });
    },
  };
};

export const createAttachments = ({ connection, directory, drafts }: Deps): Attachments => {
  const known = new Map<string, TicketFiles>();
  let owner: string | null = null;

  const uploadsTo = (headers: Readonly<Record<string, string>>, keep: UploadsDeps['keep']): Uploads =>
    createUploads({
      limits: directory.current.peek()?.files ?? limitsByDefault,
      recordings: true,
      isOpen: () => connection.link.peek() === 'up',
      send: (file, name, progress, stop) =>
        sendFile({ url: '/api/operator/files', headers, file, name, progress, signal: stop }),
      discard,
      keep,
      newKey: freshId,
    });

  const make = (number: string, mode: ComposerMode): TicketFiles => {
    const field = mode === 'reply' ? 'replyFiles' : 'noteFiles';
    const uploads = uploadsTo({ 'X-Ticket': number }, (files) => {
      if (drafts.of(number).peek()[field].length > 0 || files.length > 0) drafts.change(number, { [field]: files });
    });
    const kept = drafts.of(number).peek()[field];
    if (kept.length > 0) uploads.putBack(kept);
    return withWish(uploads, 'line', () => directory.current.peek()?.files.files ?? limitsByDefault.files);
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
    ofTemplate: (kept) => {
      const uploads = uploadsTo({ 'X-For': 'canned' }, () => {});
      if (kept.length > 0) uploads.putBack(kept);
      const known = new Set(kept.map(({ id }) => id));
      return {
        ...withWish(uploads, 'template', () => limitsByDefault.files),
        end: () => {
          for (const { key, state } of uploads.items.peek()) {
            if (state.kind !== 'ready' || !known.has(state.file.id)) uploads.remove(key);
          }
        },
      };
    },
    use: (next) => {
      if (next === owner) return;
      owner = next;
      known.clear();
    },
  };
};
