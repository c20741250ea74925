/** The thread of `standstill.ts`. Function, file and line are told, and no value: what people wrote is in values. */
import { writeSync } from 'node:fs';
import { Session, type Debugger, type InspectorNotification } from 'node:inspector';
import { workerData } from 'node:worker_threads';
import type { Watched } from './standstill.ts';

const { beats, patienceMs, fd, root } = workerData as Watched;
const mostFrames = 12;
/** After a sleep of the whole machine both threads wake up: the main one is given time to show that it lives. */
const wakingMs = 100;
const lookMs = 5_000;

const beat = (): number => Atomics.load(beats, 0);
const silentFor = (ms: number, since: number): boolean => Atomics.wait(beats, 0, since, ms) === 'timed-out';

const placeOf = ({ functionName, url, location }: Debugger.CallFrame): string =>
  `${functionName === '' ? '(anonymous)' : functionName} ${url.replace(root, '')}:${location.lineNumber + 1}`;

/** Where the main thread is now; null when it moves again before it could be looked at, or stands in native code. */
const look = async (since: number): Promise<readonly string[] | null> => {
  const session = new Session();
  session.connectToMainThread();
  try {
    const { promise, resolve } = Promise.withResolvers<readonly string[] | null>();
    session.once('Debugger.paused', ({ params }: InspectorNotification<Debugger.PausedEventDataType>) =>
      resolve(beat() === since ? params.callFrames.slice(0, mostFrames).map(placeOf) : null),
    );
    session.post('Debugger.enable');
    session.post('Debugger.pause');
    setTimeout(resolve, lookMs, null);
    return await promise;
  } finally {
    session.disconnect();
  }
};

const tell = (at: readonly string[]): void => {
  const line = { level: 40, time: Date.now(), pid: process.pid, at, msg: 'the event loop stands still' };
  try {
    writeSync(fd, `${JSON.stringify(line)}\n`);
  } catch {
    // Nobody reads the log.
  }
};

for (;;) {
  const since = beat();
  if (!silentFor(patienceMs, since) || !silentFor(wakingMs, since)) continue;
  const at = await look(since);
  if (at !== null) tell(at);
  // Told once: until it moves again there is nothing new to say.
  Atomics.wait(beats, 0, since);
}
