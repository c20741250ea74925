/**
 * Tells the engineer where the program is while the event loop stands still. A thread waits for beats of the main one;
 * when they stay away it looks at the main thread through the inspector (no port is opened) and writes a line to the log
 * by itself, as the main thread may never come to it. Owns the beats; how long the loop stood is `event-loop.ts`.
 */
import { Worker } from 'node:worker_threads';
import { noticedMs } from './event-loop.ts';

export interface Watched {
  /** Changes with every beat of the main thread. */
  readonly beats: Int32Array<SharedArrayBuffer>;
  readonly patienceMs: number;
  /** Where the line of the log goes. */
  readonly fd: number;
  /** Left out of the paths that are told. */
  readonly root: string;
}

const beatMs = 250;
const quiet = ['--disable-warning=ExperimentalWarning'];

/** Until the process ends; keeps it from ending by nothing. */
export const watchStandstill = (fd: number): void => {
  const beats = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const watched: Watched = { beats, patienceMs: noticedMs, fd, root: new URL('..', import.meta.url).href };
  const thread = new Worker(new URL('standstill-thread.ts', import.meta.url), { workerData: watched, execArgv: quiet });
  // Without it everything else goes on.
  thread.on('error', () => {});
  thread.unref();
  setInterval(() => {
    Atomics.add(beats, 0, 1);
    Atomics.notify(beats, 0);
  }, beatMs).unref();
};
