/**
 * What durability costs the citizen: p99 of `receive` at 500 events a second, with `synchronous=FULL` (a turn outlives
 * a power cut) against NORMAL. The loop is open: an event has its moment whether or not the one before it is done, and
 * its time is counted from that moment.
 */
import { statfsSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { createCitizens, newFolder, openBenchDesk, removeFolder, type BenchDesk, type Citizens } from './bench-desk.ts';
import { interleave, percentile, type Bench } from './figure.ts';
import { findWalk } from './walk.ts';

const perSecond = 500;
const conversations = 1000;
/** `f_type` of a file system in memory, on which a sync costs nothing. */
const tmpfs = 0x01021994;

const p99 = async (citizens: Citizens, seconds: number): Promise<number> => {
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
    sent += 1;
    const noted = (): void => void spent.push(performance.now() - planned);
    running.push(citizens.next().then(noted));
  }
  await Promise.all(running);
  return percentile(spent, 0.99);
};

const openArm = async (
  dataDir: string,
  synchronous: 'FULL' | 'NORMAL',
): Promise<{ desk: BenchDesk; citizens: Citizens }> => {
  const desk = await openBenchDesk({ dataDir, synchronous });
  const citizens = createCitizens(desk, findWalk(desk.script), conversations);
  await citizens.arrive();
  return { desk, citizens };
};

export const measure = async (bench: Bench): Promise<void> => {
  const folders = [newFolder(), newFolder()] as const;
  if (statfsSync(folders[0]).type === tmpfs) {
    bench.say(`  ${folders[0]} lies in memory, where a sync is free: point TMPDIR to a disk for a true figure`);
  }
  const seconds = bench.quick ? 1 : 2;
  const full = await openArm(folders[0], 'FULL');
  const normal = await openArm(folders[1], 'NORMAL');
  try {
    const pair = await interleave(
      bench.quick ? { rounds: 5, warmUp: 1 } : { rounds: 15, warmUp: 1 },
      () => p99(full.citizens, seconds),
      () => p99(normal.citizens, seconds),
    );
    bench.report('p99 of receive at 500/s with FULL, NORMAL', 'ms', pair, { wants: 'less', must: 2, aim: 1.2 });
  } finally {
    await full.desk.close();
    await normal.desk.close();
    folders.forEach(removeFolder);
  }
};
