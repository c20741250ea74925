/** One way of handling webhooks under measurement: its process, its platform, its events. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { newFolder, removeFolder } from '../bench-desk.ts';
import { perSecond, percentile } from '../figure.ts';
import type { Platform } from './events.ts';
import { atRate, openPoster, openSink, saturate, until, type Sink } from './platform.ts';

export type ArmName = 'ours' | 'floor' | 'telegraf';

export interface Arm {
  readonly sink: Sink;
  /** Events a second, from the first posted to the last one acknowledged. */
  acknowledged(count: number): Promise<number>;
  /** The same, to the last one answered in its chat. */
  turns(count: number): Promise<number>;
  /** p99 of the time from the planned moment of an event to the reply in its chat, ms; and whether all were answered. */
  replyP99(rate: number, seconds: number): Promise<number>;
  /** Resident memory of the process, MB. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

const connections = 64;
const people = 2_000;
/** Words of the menu's own button: each turn is a step of the engine, a line of the citizen, a reply with buttons. */
const text = 'В начало';
const patience = 60;

/** `paced`: replies go as fast as the platform allows, and no faster. */
export const openArm = async (name: ArmName, platform: Platform, paced = false): Promise<Arm> => {
  const folder = newFolder();
  const sink = await openSink(platform);
  const child = fork(join(import.meta.dirname, 'serve.ts'), [name, platform, sink.url, folder, paced ? 'paced' : ''], {
    execArgv: ['--disable-warning=ExperimentalWarning', ...(process.env['ARM_FLAGS']?.split(' ') ?? [])],
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  const poster = openPoster(platform, `http://127.0.0.1:${port}`, connections);
  let next = 0;
  const peer = (): number => 1_000 + ((next += 1) % people);

  const acknowledged = (count: number): Promise<number> =>
    perSecond(count, () => saturate(count, connections, () => poster.post(peer(), text)));

  const turns = async (count: number): Promise<number> => {
    const before = sink.replies();
    return perSecond(count, async () => {
      await saturate(count, connections, () => poster.post(peer(), text));
      await until(() => sink.replies() - before >= count, patience);
    });
  };

  const replyP99 = async (rate: number, seconds: number): Promise<number> => {
    const waiting = new Map<number, number[]>();
    const spent: number[] = [];
    const count = rate * seconds;
    sink.onReply((from) => {
      const planned = waiting.get(from)?.shift();
      if (planned !== undefined) spent.push(performance.now() - planned);
    });
    const posted: Promise<void>[] = [];
    await atRate(rate, count, (_index, planned) => {
      const from = peer();
      waiting.set(from, [...(waiting.get(from) ?? []), planned]);
      posted.push(poster.post(from, text));
    });
    await Promise.all(posted);
    await until(() => spent.length >= count, patience);
    sink.onReply(() => {});
    return percentile(spent, 0.99);
  };

  // Everybody has been here before: the first message greets.
  const greeted = (): Promise<void> => saturate(people, connections, () => poster.post(peer(), '/start'));
  await greeted();
  if (!paced) await until(() => sink.replies() >= people, patience);

  return {
    sink,
    acknowledged,
    turns,
    replyP99,
    memory: async () => {
      child.send('memory');
      const [{ memory }] = (await once(child, 'message')) as [{ memory: NodeJS.MemoryUsage }];
      return memory.rss / 1024 / 1024;
    },
    close: async () => {
      await poster.close();
      child.disconnect();
      await once(child, 'exit');
      await sink.close();
      removeFolder(folder);
    },
  };
};
