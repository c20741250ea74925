/**
 * Files chosen for a message that is still being written: made fit, uploaded two at a time, retried, taken back.
 * Without a link they wait. Owns their states; words, markup and the message itself belong to the front ends.
 */
import { signal, type ReadonlySignal } from '@preact/signals';
import type { Attachment, FileLimits, UploadError } from '../domain/attachment.ts';
import type { Sent } from './send-file.ts';
import { shrinkPicture } from './shrink.ts';

export interface Trouble {
  readonly why: UploadError | 'lost';
  readonly limit: number | null;
}

export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'ready'; readonly file: Attachment }
  | { readonly kind: 'failed'; readonly trouble: Trouble };

export interface UploadItem {
  readonly key: string;
  readonly name: string;
  /** Bytes as chosen. */
  readonly size: number;
  /** Bytes to be sent instead, when the picture was made smaller. */
  readonly shrunk: number | null;
  /** A `blob:` address of a picture; null for everything else. */
  readonly preview: string | null;
  readonly state: UploadState;
}

export interface UploadsDeps {
  readonly limits: FileLimits;
  /** Voices and other recordings are taken too. */
  readonly recordings?: boolean;
  readonly send: (file: Blob, name: string, progress: (share: number) => void, stop: AbortSignal) => Promise<Sent>;
  /** Tells the server that a staged file is not wanted; may fail, then it is swept away. */
  readonly discard: (file: Attachment) => void;
  readonly isOpen: () => boolean;
  /** Called with what is staged whenever that changes, to be kept over a reload. */
  readonly keep: (files: readonly Attachment[]) => void;
  readonly newKey: () => string;
}

export interface Uploads {
  readonly items: ReadonlySignal<readonly UploadItem[]>;
  /** Of the last `add`: how many there was no room for. */
  readonly dropped: ReadonlySignal<number>;
  add(files: readonly File[]): void;
  retry(key: string): void;
  remove(key: string): void;
  /** Something is still on its way. */
  isBusy(): boolean;
  /** The staged files, in order; they are no longer here. Failed ones stay, to be seen. */
  take(): readonly Attachment[];
  /** Staged files of another visit, or of a message that was taken back. */
  putBack(files: readonly Attachment[]): void;
  /** Calls back once when nothing is on its way any more; at once when nothing is. */
  whenDone(done: () => void): void;
  /** The link is back. */
  wake(): void;
}

const parallel = 2;
const patience = 4;
const pauseMs = 1500;
const again: ReadonlySet<Trouble['why']> = new Set(['lost', 'busy', 'throttled']);
/** Kinds the server takes as they are; a browser that does not know a file's type leaves the judgement to the server. */
const taken = /^(?:image\/(?:png|jpeg)|application\/(?:pdf|xml|json)|text\/.+|)$/u;
const recording = /^(?:audio\/(?:ogg|opus|mpeg|mp3)|(?:application|video)\/ogg)$/u;
const pausing = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const isPicture = ({ type }: File): boolean => type.startsWith('image/') && type !== 'image/svg+xml';
const fits = (file: File, limits: FileLimits): boolean =>
  /^image\/(?:png|jpeg)$/u.test(file.type) && file.size <= limits.picture;

/** What the browser can tell without sending anything; null: let it go. */
const refusal = (file: File, { limits, recordings = false }: UploadsDeps): Trouble | null => {
  if (file.size === 0) return { why: 'empty', limit: null };
  if (isPicture(file)) return null;
  if (!taken.test(file.type) && !(recordings && recording.test(file.type))) return { why: 'kind', limit: null };
  return file.size > limits.document ? { why: 'too-large', limit: limits.document } : null;
};

export const createUploads = (deps: UploadsDeps): Uploads => {
  const { limits, isOpen } = deps;
  const items = signal<readonly UploadItem[]>([]);
  const dropped = signal(0);
  const chosen = new Map<string, File>();
  const attempts = new Map<string, number>();
  const underWay = new Map<string, AbortController>();
  let waiters: (() => void)[] = [];

  const find = (key: string): UploadItem | undefined => items.peek().find((item) => item.key === key);
  const ready = (): readonly Attachment[] =>
    items.peek().flatMap(({ state }) => (state.kind === 'ready' ? [state.file] : []));
  const isBusy = (): boolean => items.peek().some(({ state }) => state.kind !== 'ready' && state.kind !== 'failed');

  const set = (next: readonly UploadItem[]): void => {
    items.value = next;
    deps.keep(ready());
    if (isBusy()) return;
    const told = waiters;
    waiters = [];
    for (const tell of told) tell();
  };
  const update = (key: string, part: Partial<UploadItem>): void =>
    set(items.peek().map((item) => (item.key === key ? { ...item, ...part } : item)));
  const fail = (key: string, trouble: Trouble): void => update(key, { state: { kind: 'failed', trouble } });

  /** What is to be sent; null when it was refused here. */
  const prepare = async (key: string, file: File): Promise<readonly [Blob, string] | null> => {
    if (!isPicture(file) || fits(file, limits)) return [file, file.name];
    update(key, { state: { kind: 'preparing' } });
    const small = await shrinkPicture(file, limits.picture);
    if (!small) {
      fail(
        key,
        /^image\/(?:png|jpeg)$/u.test(file.type)
          ? { why: 'too-large', limit: limits.picture }
          : { why: 'kind', limit: null },
      );
      return null;
    }
    update(key, { shrunk: small.size });
    return [small, `${file.name.replace(/\.[^.]*$/u, '')}.jpg`];
  };

  const settle = async (key: string, sent: Sent): Promise<void> => {
    if (sent !== 'lost' && 'file' in sent) {
      if (find(key)) update(key, { state: { kind: 'ready', file: sent.file } });
      else deps.discard(sent.file);
      return;
    }
    if (!find(key)) return;
    const trouble: Trouble = sent === 'lost' ? { why: 'lost', limit: null } : { why: sent.error, limit: sent.limit };
    const tried = (attempts.get(key) ?? 0) + (isOpen() ? 1 : 0);
    attempts.set(key, tried);
    if (!again.has(trouble.why) || tried >= patience) return fail(key, trouble);
    update(key, { state: { kind: 'waiting' } });
    await pausing(pauseMs * 2 ** tried);
  };

  const run = async (key: string, file: File): Promise<void> => {
    const stop = new AbortController();
    underWay.set(key, stop);
    try {
      const made = await prepare(key, file);
      if (!made || !find(key)) return;
      update(key, { state: { kind: 'sending', share: 0 } });
      const progress = (share: number): void => {
        if (find(key)?.state.kind === 'sending') update(key, { state: { kind: 'sending', share } });
      };
      await settle(key, await deps.send(made[0], made[1], progress, stop.signal));
    } finally {
      underWay.delete(key);
      pump();
    }
  };

  const pump = (): void => {
    for (const { key, state } of items.peek()) {
      if (underWay.size >= parallel || !isOpen()) return;
      const file = chosen.get(key);
      if (state.kind === 'waiting' && file && !underWay.has(key)) void run(key, file);
    }
  };

  const itemOf = (file: File): UploadItem => {
    const key = deps.newKey();
    const trouble = refusal(file, deps);
    if (!trouble) chosen.set(key, file);
    return {
      key,
      name: file.name,
      size: file.size,
      shrunk: null,
      preview: isPicture(file) ? URL.createObjectURL(file) : null,
      state: trouble ? { kind: 'failed', trouble } : { kind: 'waiting' },
    };
  };

  return {
    items,
    dropped,
    isBusy,
    add: (files) => {
      const room = Math.max(0, limits.files - items.peek().length);
      dropped.value = Math.max(0, files.length - room);
      set([...items.peek(), ...files.slice(0, room).map(itemOf)]);
      pump();
    },
    retry: (key) => {
      if (!chosen.has(key)) return;
      attempts.delete(key);
      update(key, { state: { kind: 'waiting' } });
      pump();
    },
    remove: (key) => {
      const item = find(key);
      underWay.get(key)?.abort();
      chosen.delete(key);
      dropped.value = 0;
      set(items.peek().filter((one) => one.key !== key));
      if (item?.state.kind === 'ready') deps.discard(item.state.file);
      if (item?.preview) URL.revokeObjectURL(item.preview);
    },
    take: () => {
      const files = ready();
      for (const { state, preview } of items.peek())
        if (state.kind === 'ready' && preview) URL.revokeObjectURL(preview);
      dropped.value = 0;
      set(items.peek().filter(({ state }) => state.kind !== 'ready'));
      return files;
    },
    putBack: (files) => {
      const known = new Set(ready().map(({ id }) => id));
      const back = files
        .filter(({ id }) => !known.has(id))
        .map((file): UploadItem => {
          const { id: key, name, size } = file;
          return { key, name, size, shrunk: null, preview: null, state: { kind: 'ready', file } };
        });
      set([...back, ...items.peek()].slice(0, limits.files));
    },
    whenDone: (done) => {
      waiters = [...waiters, done];
      if (!isBusy()) set(items.peek());
    },
    wake: pump,
  };
};
