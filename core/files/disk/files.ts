/**
 * The `files` port on a folder: streams an upload aside while counting, judges it by its content, puts it in place,
 * then lets the store know. Killed at any point it leaves either a staged file or something the sweep removes.
 */
import { randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Logger } from 'pino';
import {
  conversationQuota,
  fileLimits,
  isRecording,
  limitOf,
  shownName,
  type Attachment,
  type FileId,
  type FileKind,
  type FileTrouble,
} from '../../domain/attachment.ts';
import type { ConversationId } from '../../domain/ticket.ts';
import { hideAll } from '../../domain/screening/screen.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Fetched, FileRows, Files, Staged, Upload } from '../../ports/files.ts';
import { judge, type Judged } from '../content/judge.ts';
import { headLength, recognise } from '../content/recognise.ts';
import { createShelf, type Shelf } from './shelf.ts';

export interface DiskFilesDeps {
  /** Made when it is first needed, 0700. */
  readonly folder: string;
  readonly rows: FileRows;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'warn'>;
  /** Called at `file:written`, `file:placed` and `file:staged`. */
  readonly fault?: (point: string) => void;
}

const day = 86_400_000;
const hour = 3_600_000;
/** How long a file waits for its message. */
const stagedMs = day;
/** Bytes without a row are somebody's upload under way for at most this long. */
const unknownMs = hour;

const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS']);
const isFull = (error: unknown): boolean => full.has((error as NodeJS.ErrnoException).code ?? '');

const refused = (trouble: FileTrouble, limit: number | null = null): Staged => ({ ok: false, trouble, limit });

interface Received {
  readonly kind: FileKind;
  readonly size: number;
}

type Bytes = Pick<Upload, 'name' | 'source' | 'recordings'>;

/** Writes the pieces as they come. Stops at the first byte above the limit of what the first bytes say it is. */
const receive = async ({ source, recordings = false }: Bytes, file: FileHandle): Promise<Received | Staged> => {
  const recognised = async (bytes: Buffer): Promise<FileKind | null> => {
    const found = await recognise(bytes);
    return found !== null && isRecording(found) && !recordings ? null : found;
  };
  let head = Buffer.alloc(0);
  let kind: FileKind | null = null;
  let size = 0;
  for await (const piece of source) {
    if (kind === null) head = Buffer.concat([head, piece]);
    if (kind === null && head.length >= headLength) {
      kind = await recognised(head.subarray(0, headLength));
      if (kind === null) return refused('kind');
    }
    size += piece.length;
    const limit = kind === null ? fileLimits.document : limitOf(kind);
    if (size > limit) return refused('too-large', limit);
    await file.appendFile(piece);
  }
  if (size === 0) return refused('empty');
  kind ??= await recognised(head);
  return kind === null ? refused('kind') : { kind, size };
};

const rewrite = async (file: FileHandle, bytes: Buffer): Promise<void> => {
  await file.truncate(0);
  for (let at = 0; at < bytes.length;) {
    at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  }
};

/** One at a time: a picture being looked through is held in memory. */
const createTurnstile = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine;
    return mine;
  };
};

export const createDiskFiles = (
  deps: DiskFilesDeps,
): Files & { /** At start, before anything is written. */ clear(): Promise<void> } => {
  const { rows, clock, log, fault = () => {} } = deps;
  const shelf = createShelf(deps.folder);
  const oneAtATime = createTurnstile();

  /** The file as it will be known, lying whole aside; or why not. */
  const write = async (id: FileId, upload: Bytes, file: FileHandle): Promise<Staged> => {
    const received = await receive(upload, file);
    if (!('kind' in received)) return received;
    const { kind, size } = received;
    const judged: Judged = await oneAtATime(() => judge(kind, file, size));
    if (!judged.ok) return refused(judged.trouble);
    if (judged.bytes !== null) await rewrite(file, judged.bytes);
    fault('file:written');
    const { picture, bytes } = judged;
    const name = shownName(hideAll(upload.name), kind);
    const known: Attachment = { id, name, kind, size: bytes?.length ?? size, picture, state: { kind: 'ready' } };
    return { ok: true, file: known };
  };

  /** Writes, judges, puts in place, then does what `placed` wants; a file that is refused leaves nothing. */
  const put = async (id: FileId, upload: Bytes, placed: (file: Attachment) => Promise<Staged>): Promise<Staged> => {
    let begun = false;
    try {
      const file = await shelf.begin(id);
      begun = true;
      try {
        const written = await write(id, upload, file);
        if (!written.ok) return written;
        await shelf.place(id, file);
        fault('file:placed');
        const ended = await placed(written.file);
        if (!ended.ok) await shelf.remove(id);
        return ended;
      } finally {
        await file.close();
        await shelf.abandon(id);
      }
    } catch (error) {
      if (begun) await shelf.remove(id).catch(() => {});
      if (!isFull(error)) throw error;
      log.warn({ code: (error as NodeJS.ErrnoException).code }, 'the disk has no room for files');
      return refused('no-room');
    }
  };

  const stage = (upload: Upload): Promise<Staged> => {
    const { conversation, owner } = upload;
    return put(randomBytes(16).toString('hex'), upload, async (file) => {
      const row = { file, conversation, owner, at: clock.now() };
      if (!(await rows.add(row, conversationQuota))) return refused('quota', conversationQuota);
      fault('file:staged');
      return { ok: true, file };
    });
  };

  const fill = (id: FileId, conversation: ConversationId, fetched: Fetched): Promise<Staged> =>
    put(id, { ...fetched, recordings: true }, async (file) => {
      const held = await rows.held(conversation);
      return held + file.size > conversationQuota ? refused('quota', conversationQuota) : { ok: true, file };
    });

  return {
    stage,
    fill,
    find: (id) => rows.find(id),
    read: shelf.read,
    discard: async (id, owner) => {
      if (await rows.drop(id, owner)) await shelf.remove(id);
    },
    sweep: () => sweep(shelf, rows, clock.now()),
    clear: async () => {
      const left = await shelf.clear();
      if (left > 0) log.warn({ left }, 'uploads that an earlier run left unfinished were removed');
    },
  };
};

/** Rows go first, bytes after them: what a kill leaves in between is bytes without a row, which the next sweep removes. */
const sweep = async (shelf: Shelf, rows: FileRows, now: number): Promise<number> => {
  let gone = 0;
  const remove = async (ids: readonly FileId[]): Promise<void> => {
    for (const id of ids) await shelf.remove(id);
    gone += ids.length;
  };
  await remove(await rows.expire(now - stagedMs));
  for await (const ids of shelf.older(now - unknownMs)) {
    const known = await rows.known(ids);
    await remove(ids.filter((id) => !known.has(id)));
  }
  return gone;
};
