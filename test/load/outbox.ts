/**
 * The outbox by itself: 10 000 lines to 2 000 chats handed over as fast as the platform takes them, against the same
 * calls made by fetch with nothing stored; and the memory of a platform that refuses everything for haste.
 */
import { pino } from 'pino';
import { createTelegramChannel } from '../../bots/telegram/channel.ts';
import { createDeliveries } from '../../core/desk/deliveries.ts';
import { queuedDelivery } from '../../core/domain/delivery.ts';
import type { Messenger } from '../../core/ports/channel.ts';
import { systemClock } from '../../core/system-clock.ts';
import { aConversation, aMessage, aTurn } from '../support/builders.ts';
import { newFolder, openBenchDesk, removeFolder, type BenchDesk } from './bench-desk.ts';
import { interleave, perSecond, type Bench } from './figure.ts';
import { openSink, saturate, until, type Sink } from './webhooks/platform.ts';

const chats = 2_000;
const linesEach = 5;
const total = chats * linesEach;
const text = 'Ваше обращение передано специалисту. Ответ придёт в этот чат, повторять ничего не нужно.';
const log = pino({ level: 'silent' });

const fill = async ({ store }: BenchDesk): Promise<void> => {
  await saturate(chats, 200, async (chat) => {
    const address = { channel: 'telegram', peer: String(1_000 + chat) } as const;
    const known = await store.turns.find(address);
    const before = known?.conversation ?? aConversation({ replyTo: address, version: 0 });
    const messages = Array.from({ length: linesEach }, (_, at) =>
      aMessage({ seq: before.lastSeq + 1 + at, author: { kind: 'bot' }, text, delivery: queuedDelivery }),
    );
    const outbox = messages.map(({ seq }) => ({ seq, address }));
    const conversation = { ...before, version: before.version + 1, lastSeq: before.lastSeq + linesEach };
    await store.turns.commit(aTurn({ conversation, messages, outbox, at: systemClock.now() }));
  });
};

const deliveriesOf = ({ desk, store, live }: BenchDesk, sink: Sink, pace: Messenger['pace'] | null) => {
  const channel = createTelegramChannel({
    token: '1:bench',
    apiRoot: sink.url,
    webhook: null,
    desk: desk.citizens,
    turns: store.turns,
    files: { read: async () => null },
    clock: systemClock,
    log,
    privateOnly: () => '',
  });
  const deps = { ...store, live, clock: systemClock, log, fault: () => {} };
  return createDeliveries(deps, [pace === null ? channel : { ...channel, pace }]);
};

/** Lines a second until the last one has arrived. */
const drain = async (bench: BenchDesk, sink: Sink): Promise<number> => {
  await fill(bench);
  const before = sink.replies();
  const deliveries = deliveriesOf(bench, sink, { perSecond: 1_000_000, gapMs: 0 });
  const speed = await perSecond(total, async () => {
    deliveries.start();
    await until(() => sink.replies() - before >= total, 120);
  });
  await deliveries.stop();
  return speed;
};

const bare = (sink: Sink): Promise<number> => {
  const body = (chat: number): string => JSON.stringify({ chat_id: 1_000 + (chat % chats), text });
  const headers = { 'content-type': 'application/json' };
  return perSecond(total, () =>
    saturate(total, 64, async (chat) => {
      const response = await fetch(`${sink.url}/bot1:bench/sendMessage`, { method: 'POST', headers, body: body(chat) });
      await response.arrayBuffer();
    }),
  );
};

const heap = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};

/** MB that the heap has grown by, at the worst, while every line is refused. */
const storm = async (bench: BenchDesk, sink: Sink, seconds: number): Promise<number> => {
  await fill(bench);
  sink.refuse(true);
  const deliveries = deliveriesOf(bench, sink, null);
  const before = heap();
  let worst = 0;
  deliveries.start();
  for (let second = 0; second < seconds; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    worst = Math.max(worst, heap() - before);
  }
  await deliveries.stop();
  sink.refuse(false);
  return worst;
};

/** MB. */
const bound = 50;

export const measure = async (bench: Bench): Promise<void> => {
  const folder = newFolder();
  const desk = await openBenchDesk({ dataDir: folder });
  const sink = await openSink('telegram');
  try {
    const pair = await interleave(
      bench.quick ? { rounds: 1, warmUp: 0 } : { rounds: 3, warmUp: 1 },
      () => drain(desk, sink),
      () => bare(sink),
    );
    bench.report('outbox: 10 000 lines to 2 000 chats, bare fetch', 'lines/s', pair, null);
    const value = await storm(desk, sink, bench.quick ? 5 : 30);
    bench.report(
      'outbox: heap in a storm of 429, the bound',
      'MB',
      { value, baseline: bound, ratio: value / bound },
      { wants: 'less', must: 1, aim: 0.5 },
    );
  } finally {
    await sink.close();
    await desk.close();
    removeFolder(folder);
  }
};
