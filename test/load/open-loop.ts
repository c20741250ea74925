/**
 * Work that comes at its planned moments, whether or not what came before is done: as people come. Between them it
 * sleeps: a loop that spins would hold one of two cores, and on a kernel without preemption every thread of the server
 * that wakes there waits for it for 4 ms.
 */
import { setImmediate } from 'node:timers/promises';
import { percentile } from './figure.ts';

const cell = new Int32Array(new SharedArrayBuffer(4));
/** As late as a planned moment may be, ms. */
const sliceMs = 0.2;

/** A timer would be late by up to a millisecond, as much as what is measured. */
const doze = async (ms: number): Promise<void> => {
  Atomics.wait(cell, 0, 0, Math.min(ms, sliceMs));
  await setImmediate();
};

/** What is measured runs in this very process: it must not be kept from its events. */
export const spin = async (): Promise<void> => setImmediate();

/** p99 in milliseconds of `perSecond × seconds` pieces of work, each counted from its planned moment. */
export const openLoopP99 = async (
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  work: (n: number) => Promise<unknown>,
  rest: (ms: number) => Promise<void> = doze,
): Promise<number> => {
  const total = perSecond * seconds;
  const spent: number[] = [];
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < total;) {
    const planned = began + (sent * 1000) / perSecond;
    const early = planned - performance.now();
    if (early > 0) {
      await rest(early);
      continue;
    }
    const noted = (): void => void spent.push(performance.now() - planned);
    running.push(work(sent).then(noted));
    sent += 1;
  }
  await Promise.all(running);
  return percentile(spent, 0.99);
};
