/** Work that comes at its planned moments, whether or not what came before is done: as people come. */
import { setImmediate } from 'node:timers/promises';
import { percentile } from './figure.ts';

/** p99 in milliseconds of `perSecond × seconds` pieces of work, each counted from its planned moment. */
export const openLoopP99 = async (
  { perSecond, seconds }: { readonly perSecond: number; readonly seconds: number },
  work: (n: number) => Promise<unknown>,
): Promise<number> => {
  const total = perSecond * seconds;
  const spent: number[] = [];
  const running: Promise<void>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < total;) {
    const planned = began + (sent * 1000) / perSecond;
    if (performance.now() < planned) {
      // A timer would be late by up to a millisecond, as much as what is measured.
      await setImmediate();
      continue;
    }
    const noted = (): void => void spent.push(performance.now() - planned);
    running.push(work(sent).then(noted));
    sent += 1;
  }
  await Promise.all(running);
  return percentile(spent, 0.99);
};
