/**
 * Fetches a file that a messenger told of: its bytes are judged and put in place, then the line's turn says how it ended.
 * Safe to repeat at any point: the bytes go to the same place, the turn happens once.
 */
import { fileLimits, limitOf, type Attachment, type FileTrouble, type OfferedFile } from '../../domain/attachment.ts';
import type { Message } from '../../domain/message.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { FetchOutcome, Messenger } from '../../ports/channel.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Files, Staged } from '../../ports/files.ts';
import type { LeasedJob } from '../../ports/jobs.ts';
import type { Views } from '../../ports/views.ts';
import { tellRefused } from '../file-words.ts';
import type { VerbDeps } from '../perform.ts';
import { Later, type RunJob } from './job.ts';

export interface FetchDeps extends VerbDeps {
  readonly views: Pick<Views, 'messagesAfter'>;
  readonly files: Pick<Files, 'fill'>;
  readonly messengers: readonly Pick<Messenger, 'id' | 'fetch'>[];
}

/** Shorter than a lease of the job. */
const longestMs = 25_000;
/** With the runner's backoff: about a minute, and longer when the messenger hangs. */
const mostTries = 6;

interface Ended {
  readonly staged: Staged;
  /** Bytes that the messenger says it has; null: it did not say. */
  readonly size: number | null;
}

const refusedFor = (trouble: FileTrouble, size: number | null = null): Ended => ({
  staged: { ok: false, trouble, limit: null },
  size,
});

/** A signal that ends what takes too long. */
const within = async <T>(clock: Clock, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const ending = new AbortController();
  const cancel = clock.after(longestMs, () => ending.abort(new Error('timeout')));
  const late = new Promise<never>((_resolve, reject) => {
    ending.signal.addEventListener('abort', () => reject(new Error('timeout')));
  });
  try {
    return await Promise.race([work(ending.signal), late]);
  } finally {
    cancel();
  }
};

/** Never what was asked for or answered: an address may hold a key. */
const whyOf = (error: unknown): string =>
  (error as { readonly code?: unknown }).code === undefined ? 'a file was not fetched' : 'the connection broke';

const createFetch = ({ files, messengers, clock, log }: FetchDeps) => {
  /** From the first source that gives a file small enough. */
  const fromSources = async (job: LeasedJob, offered: OfferedFile, signal: AbortSignal): Promise<Ended> => {
    const { conversation = '', file = '', channel } = job.payload;
    const messenger = messengers.find(({ id }) => id === channel);
    if (!messenger) throw new Later('the messenger is not set up');
    let ended = refusedFor('gone');
    for (const source of offered.sources) {
      const outcome: FetchOutcome = await messenger.fetch(source, signal);
      if (outcome.kind === 'later') throw new Later('the messenger asks to wait', outcome.afterMs);
      if (outcome.kind === 'refused') {
        ended = refusedFor(outcome.trouble);
        continue;
      }
      const name = offered.name ?? '';
      const staged = await files.fill(file, conversation, { name, source: outcome.bytes });
      if (!staged.ok && staged.trouble === 'no-room' && job.attempt < mostTries) throw new Later('the disk is full');
      ended = { staged, size: outcome.size };
      if (staged.ok || staged.trouble !== 'too-large') return ended;
    }
    return ended;
  };

  return async (job: LeasedJob, offered: OfferedFile): Promise<Ended> => {
    try {
      return await within(clock, (signal) => fromSources(job, offered, signal));
    } catch (error) {
      if (error instanceof Refusal) throw error;
      if (job.attempt < mostTries) throw error instanceof Later ? error : new Later(whyOf(error));
      log.warn({ channel: job.payload['channel'], attempt: job.attempt }, 'a file was given up');
      return refusedFor('unreachable');
    }
  };
};

/** The file as its line shall carry it. */
const settledFile = (before: Attachment, { staged, size }: Ended): Attachment => {
  if (staged.ok) return { ...staged.file, id: before.id };
  const { trouble: reason, limit } = staged;
  const isAsLikely = limit === null || limit === limitOf(before.kind);
  const kind = isAsLikely ? before.kind : limit === fileLimits.picture ? 'jpeg' : 'pdf';
  return { ...before, kind, size: Math.max(before.size, size ?? 0), state: { kind: 'failed', reason } };
};

const withFile = (line: Message, file: Attachment): Message => ({
  ...line,
  files: line.files.map((one) => (one.id === file.id ? file : one)),
});

export const createFetchFile = (deps: FetchDeps): RunJob => {
  const { views, turns, performer, serial } = deps;
  const fetchOne = createFetch(deps);

  const lineOf = async (conversation: string, seq: number): Promise<Message> => {
    const { messages } = await views.messagesAfter(conversation, seq - 1, 1, 'staff');
    const [line] = messages;
    if (line?.seq !== seq) throw new Refusal('not-found');
    return line;
  };
  const pendingIn = (line: Message, id: string): Attachment | undefined =>
    line.files.find((file) => file.id === id && file.state.kind === 'pending');

  const settle = (id: string, conversation: string, seq: number, ended: Ended): Promise<unknown> =>
    serial.run(`conversation:${conversation}`, () => {
      let line: Message | null = null;
      return performer.perform(
        `fetched:${id}`,
        async () => {
          line = await lineOf(conversation, seq);
          const loaded = await turns.load(conversation);
          if (!loaded) throw new Refusal('not-found');
          return loaded;
        },
        ({ draft, script }) => {
          const before = line && pendingIn(line, id);
          if (!line || !before) return { settled: draft.conversation().lastSeq };
          const file = settledFile(before, ended);
          const now = withFile(line, file);
          draft.settle(file, now);
          tellRefused(draft, script, now.files);
          return { receiptSeq: draft.conversation().lastSeq };
        },
      );
    });

  return async (job) => {
    const { conversation, seq, file, offered } = job.payload;
    if (conversation === undefined || file === undefined || offered === undefined) return null;
    const before = pendingIn(await lineOf(conversation, Number(seq)), file);
    if (!before) return null;
    const told = JSON.parse(offered) as OfferedFile;
    const ended = await fetchOne(job, { ...told, name: told.name ?? before.name });
    deps.fault('file:fetched');
    await settle(file, conversation, Number(seq), ended);
    return null;
  };
};
