/**
 * Reading that is not a turn, in ONE thread of its own (`thread.ts`), so that the event loop never waits for it.
 * One question runs, a bounded number waits; whoever waits too long, or no longer, is refused. A question that does not
 * stop when told takes its thread with it, and a thread that dies is replaced.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../domain/refusal.ts';
import { busy, codeOf } from '../errors.ts';
import type { Answered, Asked, ReaderTasks, TaskName, ThreadData } from './tasks.ts';

export interface AskOptions {
  /** From the asking to the answer. */
  readonly timeoutMs?: number;
  /** Aborted: nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
}

export interface Reader {
  /** @throws Refusal `busy` when the queue is full, the time is over, the question was aborted or the thread died. */
  ask<N extends TaskName>(
    task: N,
    request: ReaderTasks[N]['asked'],
    options?: AskOptions,
  ): Promise<ReaderTasks[N]['answered']>;
  close(): Promise<void>;
}

export interface ReaderDeps {
  /** Folder of the store. */
  readonly folder: string;
  readonly warn: (fields: object, message: string) => void;
  /** For tests that end a thread. */
  readonly spawn?: (data: ThreadData) => Worker;
  readonly rationMs?: number;
}

interface Question extends Asked {
  readonly settle: (answer: Answered | null) => void;
}

const longestQueue = 32;
const usualTimeoutMs = 5_000;
const usualRationMs = 1_000;
/** How long a question that was told to stop may go on before its thread is ended. */
const graceMs = 2_000;
const quiet = ['--disable-warning=ExperimentalWarning'];

const spawnThread = (data: ThreadData): Worker =>
  new Worker(new URL('thread.ts', import.meta.url), { workerData: data, execArgv: quiet });

export const createReader = ({ folder, warn, spawn = spawnThread, rationMs = usualRationMs }: ReaderDeps): Reader => {
  const stop = new Int32Array(new SharedArrayBuffer(4));
  const data = { desk: join(folder, 'desk.db'), index: join(folder, 'search.db'), stop, rationMs };
  let thread: Worker | null = null;
  let running: Question | null = null;
  let waiting: Question[] = [];
  let ids = 0;
  let closed = false;
  let ending: NodeJS.Timeout | undefined;

  const settle = (answer: Answered | null): void => {
    const question = running;
    running = null;
    clearTimeout(ending);
    question?.settle(answer);
    next();
  };

  const gone = (worker: Worker, why: unknown): void => {
    if (thread !== worker) return;
    thread = null;
    if (!closed)
      warn(
        { why: why instanceof Error ? `${why.name} ${codeOf(why)}` : why },
        'the reading thread ended; the next one starts when asked',
      );
    settle(null);
  };

  const live = (): Worker => {
    if (thread !== null) return thread;
    const worker = spawn(data);
    worker.on('message', (answer: Answered) => {
      if (thread === worker && answer.id === running?.id) settle(answer);
    });
    worker.on('error', (error) => gone(worker, error));
    worker.on('exit', (code) => gone(worker, code));
    thread = worker;
    return worker;
  };

  const next = (): void => {
    if (running !== null || closed) return;
    const question = waiting.shift();
    if (question === undefined) {
      thread?.unref();
      return;
    }
    running = question;
    const worker = live();
    worker.ref();
    const { id, task, request } = question;
    worker.postMessage({ id, task, request } satisfies Asked);
  };

  /** Whoever asked is told at once; what runs is told to stop and gets a moment to do so. */
  const giveUp = (question: Question): void => {
    question.settle(null);
    waiting = waiting.filter((one) => one !== question);
    if (running !== question) return;
    Atomics.store(stop, 0, question.id);
    const worker = thread;
    ending = setTimeout(() => void worker?.terminate(), graceMs);
  };

  const ask = (asked: Asked, { timeoutMs = usualTimeoutMs, signal }: AskOptions): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed || signal?.aborted || waiting.length >= longestQueue) {
        reject(busy());
        return;
      }
      let settled = false;
      const question: Question = {
        ...asked,
        settle: (answer) => {
          if (settled) return;
          settled = true;
          clearTimeout(timer);
          signal?.removeEventListener('abort', abandon);
          if (answer?.ok) resolve(answer.answer);
          else reject(whyNot(answer));
        },
      };
      const abandon = (): void => giveUp(question);
      const timer = setTimeout(abandon, timeoutMs);
      signal?.addEventListener('abort', abandon);
      waiting.push(question);
      next();
    });

  return {
    ask: async (task, request, options = {}) => {
      ids = (ids % 0x7fff_ffff) + 1;
      return (await ask({ id: ids, task, request }, options)) as never;
    },
    close: async () => {
      closed = true;
      const worker = thread;
      thread = null;
      clearTimeout(ending);
      for (const question of [running, ...waiting]) question?.settle(null);
      if (running !== null) Atomics.store(stop, 0, running.id);
      await worker?.terminate();
    },
  };
};

const whyNot = (answer: Answered | null): Error => {
  if (answer === null || answer.ok || answer.error === 'stopped') return busy();
  if (answer.error === 'invalid') return new Refusal('invalid');
  const error = new Error(`the reading thread failed with SQLite's code ${answer.code}`);
  error.stack = `${error.message}\n${answer.where}`;
  return error;
};
