/**
 * Whole turns a second (`receive` to the durable commit, 64 at once) over a database of a million messages, against one
 * of about two thousand. The same 2 000 citizens talk in both: in the large one they came last, as those who talk
 * today have, and the messages have come in over a year, so that the desk still keeps the event keys of one week.
 * For information the hardest case too: those citizens' rows spread evenly among all others, and no key forgotten.
 */
import { createCitizens, openBenchDesk, type BenchDesk } from './bench-desk.ts';
import { interleave, perSecond, type Bench, type Pair } from './figure.ts';
import type { Lying } from './fill.ts';
import { citizensNow, withManyMessages } from './filled.ts';
import { findWalk } from './walk.ts';

const atOnce = 64;
const reopened = async (dataDir: string): Promise<{ desk: BenchDesk; turnsPerSecond: () => Promise<number> }> => {
  const desk = await openBenchDesk({ dataDir });
  const citizens = createCitizens(desk, findWalk(desk.script), citizensNow);
  await citizens.comeBack();
  return { desk, turnsPerSecond: () => perSecond(citizensNow, () => citizens.walk(citizensNow, atOnce)) };
};

const compare = (bench: Bench, lying: Lying, keysKept: number): Promise<Pair> =>
  withManyMessages(bench, { lying, keysKept }, async ({ small, large }) => {
    const many = await reopened(large);
    const few = await reopened(small);
    const rounds = bench.quick ? { rounds: 4, warmUp: 1 } : { rounds: 9, warmUp: 2 };
    const pair = await interleave(rounds, many.turnsPerSecond, few.turnsPerSecond);
    await many.desk.close();
    await few.desk.close();
    return pair;
  });

export const measure = async (bench: Bench): Promise<void> => {
  const stored = bench.quick ? '200 000' : '1 000 000';
  const goal = { wants: 'more', must: 0.8, aim: 0.9 } as const;
  bench.report(
    `whole turns over ${stored} messages, over 2 000`,
    'turns/s',
    await compare(bench, 'newest', 7 / 365),
    goal,
  );
  const spread = await compare(bench, 'spread', 1);
  bench.report(`whole turns over ${stored} messages (hardest case), over 2 000`, 'turns/s', spread, null);
};
