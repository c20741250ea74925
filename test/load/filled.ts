/** Two data folders to compare: 2 000 citizens who talk now, alone and after a million messages of the past. */
import { createCitizens, newFolder, openBenchDesk, removeFolder } from './bench-desk.ts';
import type { Bench } from './figure.ts';
import { fill, type Lying } from './fill.ts';
import { findWalk } from './walk.ts';

export const citizensNow = 2000;
const atOnce = 64;
/** Talks that are copied; each is as long as the walk. */
const finishedTalks = 200;

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

/** `keysKept`: share of the past whose events' keys are not forgotten yet. The folders are gone afterwards. */
export const withManyMessages = async <T>(
  bench: Bench,
  { lying, keysKept }: { readonly lying: Lying; readonly keysKept: number },
  use: (folders: { readonly small: string; readonly large: string }) => Promise<T>,
): Promise<T> => {
  const folders = [newFolder(), newFolder(), newFolder()] as const;
  const [small, large, finished] = folders;
  try {
    await prepare(small, large, finished);
    const began = performance.now();
    const messages = bench.quick ? 200_000 : 1_000_000;
    const counts = fill({ into: large, hot: small, lying, finished, messages, keysKept });
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    bench.say(`  ${counts.messages} messages of ${counts.conversations} conversations filled in within ${seconds} s`);
    return await use({ small, large });
  } finally {
    folders.forEach(removeFolder);
  }
};
