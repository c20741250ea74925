import { pino } from 'pino';
import { addSearchCheck } from '../core/health-checks.ts';
import { createIndexer } from '../core/indexer.ts';
import { createLive } from '../core/live/live.ts';
import type { Check } from '../core/ports/health.ts';
import { aConversation, dayOne } from './support/builders.ts';
import { createSimulatedClock } from './support/clock.ts';

const log = pino({ level: 'silent' });
const news = { conversation: aConversation(), messages: [], changed: [], tickets: [], alerts: [] };

/** An index with so many batches to take, or with something wrong. */
const anIndexer = (batches: number) => {
  const clock = createSimulatedClock(dayOne);
  const live = createLive(log);
  const index = { left: batches, taken: 0, broken: false };
  const search = {
    index: async (): Promise<boolean> => {
      if (index.broken) throw new Error('the disk is full');
      index.taken += 1;
      index.left -= 1;
      return index.left > 0;
    },
  };
  const indexer = createIndexer({ search, live, clock, log });
  const checks: Check[] = [];
  addSearchCheck({ add: (_name, check) => void checks.push(check) }, indexer, clock);
  const level = async (): Promise<string | undefined> => (await checks[0]?.())?.level;
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    // What the batch began to wait for settles before time goes on.
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { index, indexer, live, level, pass };
};

test('takes batch after batch until nothing is left, then one more after news', async () => {
  const { index, indexer, live, pass } = anIndexer(3);
  indexer.start();
  for (let at = 0; at < 6; at += 1) await pass(300);
  expect(index.taken).toBe(3);
  live.publish(news);
  live.publish(news);
  await pass(300);
  expect(index.taken).toBe(4);
  await indexer.stop();
  live.publish(news);
  await pass(60_000);
  expect(index.taken).toBe(4);
});

test('tries again when a batch fails, and health tells when that goes on for a minute', async () => {
  const { index, indexer, level, pass } = anIndexer(1);
  index.broken = true;
  indexer.start();
  await pass(300);
  expect(await level()).toBe('ok');
  for (let at = 0; at < 14; at += 1) await pass(5_000);
  expect(await level()).toBe('degraded');
  index.broken = false;
  await pass(5_000);
  expect([index.taken, indexer.failingSince()]).toEqual([1, null]);
  expect(await level()).toBe('ok');
  await indexer.stop();
});
