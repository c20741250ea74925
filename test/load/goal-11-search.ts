/**
 * Search over a million messages: the first page of 50 tickets, newest first, asked through the port as the console
 * asks it, against the bound of 20 ms. And what keeping the index up costs the turns: whole turns a second with the
 * indexer running beside them to the same without it. At that load the indexer never catches up, so it never rests.
 */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { createIndexer } from '../../core/indexer.ts';
import type { SearchQuery } from '../../core/ports/search.ts';
import { systemClock } from '../../core/system-clock.ts';
import { createCitizens, newFolder, openBenchDesk, removeFolder, type BenchDesk } from './bench-desk.ts';
import { interleave, median, perSecond, type Bench } from './figure.ts';
import { withManyMessages } from './filled.ts';
import { findWalk } from './walk.ts';

const boundMs = 20;
const citizensBeside = 500;
const atOnce = 64;

const query = (text: string, departments: readonly string[] | null = null): SearchQuery => ({
  text,
  among: null,
  filter: { status: null, category: null, department: null, channel: null, owner: null, from: null, to: null },
  sees: { departments, owner: null },
  cursor: null,
  limit: 50,
});

/** Half of the talks went to a department; those who may see only these are asked for too. */
const handOver = (dataDir: string): void => {
  const db = new DatabaseSync(join(dataDir, 'desk.db'));
  db.exec("UPDATE tickets SET department = 'general' WHERE key % 2 = 0");
  db.close();
};

interface Asked {
  readonly query: SearchQuery;
  readonly finds: number;
}

/** The buttons of the walk stand in every talk. */
const questionsOf = ({ script }: BenchDesk): Readonly<Record<string, Asked>> => {
  const labels = findWalk(script).turns.flatMap(({ labels, pressed }) => labels[pressed] ?? []);
  const words = labels.map((label) => label.match(/\p{L}{4,}/gu) ?? []).find(({ length }) => length > 1);
  const [first, second] = words ?? [];
  if (first === undefined || second === undefined) throw new Error('no button of the walk has two words');
  return {
    'a word of every talk': { query: query(first), finds: 50 },
    'two words': { query: query(`${second} ${first}`), finds: 50 },
    'the beginning of a word': { query: query(first.slice(0, 4)), finds: 50 },
    'a word, for an operator of one department': { query: query(first, ['general']), finds: 50 },
    'a word that nobody wrote': { query: query('абракадабра'), finds: 0 },
    'no words, every ticket': { query: query(''), finds: 50 },
  };
};

const findMs = async (desk: BenchDesk, { query: asked, finds }: Asked, rounds: number): Promise<number> => {
  const spent: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    const { hits } = await desk.store.search.find(asked);
    spent.push(performance.now() - began);
    if (hits.length !== finds) throw new Error(`${hits.length} tickets were found instead of ${finds}`);
  }
  return median(spent);
};

const measureFinding = (bench: Bench): Promise<void> =>
  withManyMessages(bench, { lying: 'newest', keysKept: 0 }, async ({ large }) => {
    handOver(large);
    const desk = await openBenchDesk({ dataDir: large });
    const began = performance.now();
    while (await desk.store.search.index());
    const { indexed } = await desk.store.search.state();
    const us = ((performance.now() - began) * 1000) / indexed;
    bench.say(`  ${indexed} lines indexed, ${us.toFixed(0)} µs a line`);
    const goal = { wants: 'less', must: 1, aim: 0.25 } as const;
    for (const [name, asked] of Object.entries(questionsOf(desk))) {
      await findMs(desk, asked, 3);
      const value = await findMs(desk, asked, bench.quick ? 10 : 30);
      const pair = { value, baseline: boundMs, ratio: value / boundMs };
      bench.report(`search over ${indexed} lines: ${name}`, 'ms', pair, goal);
    }
    await desk.close();
  });

const openArm = async (dataDir: string, withIndexer: boolean) => {
  const desk = await openBenchDesk({ dataDir });
  const citizens = createCitizens(desk, findWalk(desk.script), citizensBeside);
  await citizens.arrive();
  const log = pino({ level: 'warn' }, pino.destination(2));
  const turns = 2000;
  return {
    desk,
    turnsPerSecond: async (): Promise<number> => {
      // Begun anew for each round, so that it is quiet while the other arm is measured.
      const indexer = createIndexer({ search: desk.store.search, live: desk.live, clock: systemClock, log });
      if (withIndexer) indexer.start();
      const measured = await perSecond(turns, () => citizens.walk(turns, atOnce));
      await indexer.stop();
      return measured;
    },
  };
};

const measureBeside = async (bench: Bench): Promise<void> => {
  const folders = [newFolder(), newFolder()] as const;
  const on = await openArm(folders[0], true);
  const off = await openArm(folders[1], false);
  try {
    const rounds = bench.quick ? { rounds: 5, warmUp: 1 } : { rounds: 15, warmUp: 2 };
    const pair = await interleave(rounds, on.turnsPerSecond, off.turnsPerSecond);
    const { indexed } = await on.desk.store.search.state();
    bench.say(`  ${indexed} lines were indexed meanwhile`);
    bench.report('whole turns with the indexer, without', 'turns/s', pair, { wants: 'more', must: 0.7, aim: 0.9 });
  } finally {
    await on.desk.close();
    await off.desk.close();
    folders.forEach(removeFolder);
  }
};

export const measure = async (bench: Bench): Promise<void> => {
  await measureBeside(bench);
  await measureFinding(bench);
};
