/**
 * What durability costs the citizen: p99 of `receive` at 500 events a second, with `synchronous=FULL` (a turn outlives
 * a power cut) against NORMAL. The loop is open: an event has its moment whether or not the one before it is done, and
 * its time is counted from that moment.
 */
import { statfsSync } from 'node:fs';
import { createCitizens, newFolder, openBenchDesk, removeFolder, type BenchDesk, type Citizens } from './bench-desk.ts';
import { interleave, type Bench } from './figure.ts';
import { openLoopP99, spin } from './open-loop.ts';
import { findWalk } from './walk.ts';

const perSecond = 500;
const conversations = 1000;
/** `f_type` of a file system in memory, on which a sync costs nothing. */
const tmpfs = 0x01021994;

const p99 = (citizens: Citizens, seconds: number): Promise<number> =>
  openLoopP99({ perSecond, seconds }, () => citizens.next(), spin);

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
