/**
 * Whole turns a second (`receive` to the durable commit, 64 at once) over a database of a million messages, against one
 * of about two thousand. The same 2 000 citizens talk in both; in the large one their rows are spread among the others.
 */
import { createCitizens, newFolder, openBenchDesk, removeFolder, type BenchDesk } from './bench-desk.ts';
import { interleave, perSecond, type Bench } from './figure.ts';
import { fill } from './fill.ts';
import { findWalk } from './walk.ts';

const citizensNow = 2000;
const atOnce = 64;
/** Talks that are copied; each is about as long as a real one. */
const finishedTalks = 200;

const reopened = async (dataDir: string): Promise<{ desk: BenchDesk; turnsPerSecond: () => Promise<number> }> => {
  const desk = await openBenchDesk({ dataDir });
  const citizens = createCitizens(desk, findWalk(desk.script), citizensNow);
  await citizens.comeBack();
  return { desk, turnsPerSecond: () => perSecond(citizensNow, () => citizens.walk(citizensNow, atOnce)) };
};

/** The desk itself writes what the large database is made of. */
const prepare = async (small: string, large: string, finished: string): Promise<void> => {
  const fresh = await openBenchDesk({ dataDir: small });
  const walk = findWalk(fresh.script);
  await createCitizens(fresh, walk, citizensNow).arrive();
  await fresh.close();
  const before = await openBenchDesk({ dataDir: finished });
  const talkers = createCitizens(before, walk, finishedTalks, 'earlier');
  await talkers.arrive();
  await talkers.walk(finishedTalks * walk.turns.length, atOnce);
  await before.close();
  await (await openBenchDesk({ dataDir: large })).close();
};

export const measure = async (bench: Bench): Promise<void> => {
  const folders = [newFolder(), newFolder(), newFolder()] as const;
  const [small, large, finished] = folders;
  try {
    await prepare(small, large, finished);
    const began = performance.now();
    const messages = bench.quick ? 200_000 : 1_000_000;
    const counts = fill({
      into: large,
      hot: small,
      finished,
      lying: (process.env.LY ?? 'newest') as 'newest',
      messages,
    });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    bench.say(`  ${counts.messages} messages of ${counts.conversations} conversations filled in within ${seconds} s`);
    const many = await reopened(large);
    const few = await reopened(small);
    const rounds = bench.quick ? { rounds: 4, warmUp: 1 } : { rounds: 9, warmUp: 2 };
    const pair = await interleave(rounds, many.turnsPerSecond, few.turnsPerSecond);
    await many.desk.close();
    await few.desk.close();
    const name = `whole turns over ${counts.messages} messages, over 2 000`;
    bench.report(name, 'turns/s', pair, { wants: 'more', must: 0.8, aim: 0.9 });
  } finally {
    folders.forEach(removeFolder);
  }
};
