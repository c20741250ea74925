/**
 * The desk over the embedded store in a folder of its own, without sockets, and citizens who walk through it:
 * each turn is whole, from `receive` to the durable commit.
 */
import { plainLoad } from '../support/load.ts';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { inboundOf } from '../../bots/web/parse.ts';
import { createDesk, type Desk } from '../../core/desk/create-desk.ts';
import { createNumbers } from '../../core/desk/numbers.ts';
import { createScripts } from '../../core/desk/scripts.ts';
import type { Conversation } from '../../core/domain/conversation.ts';
import type { Inbound } from '../../core/domain/inbound.ts';
import type { Script } from '../../core/engine/types.ts';
import { createLive } from '../../core/live/live.ts';
import type { Live } from '../../core/ports/live.ts';
import type { Turns } from '../../core/ports/turns.ts';
import { openStore, type SqliteStore } from '../../core/storage/sqlite/open.ts';
import { systemClock } from '../../core/system-clock.ts';
import { vaultOver } from '../support/vault.ts';
import { shippedFiles } from './shipped.ts';
import type { Walk } from './walk.ts';

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'desk-bench-'));
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** What a widget tells about the page it stands on. */
const origin = {
  page: 'https://portal.example.ru/services/passport',
  title: 'Замена паспорта',
  device: 'Chrome, Windows',
};

export interface BenchDesk {
  readonly desk: Desk;
  readonly live: Live;
  readonly script: Script;
  readonly store: SqliteStore;
  close(): Promise<void>;
}

export interface BenchDeskOptions {
  readonly dataDir: string;
  readonly synchronous?: 'FULL' | 'NORMAL';
  /** Looks over the shoulder of the store. */
  readonly watch?: (turns: Turns) => Turns;
}

export const openBenchDesk = async (options: BenchDeskOptions): Promise<BenchDesk> => {
  const { dataDir, synchronous = 'FULL', watch = (turns) => turns } = options;
  const clock = systemClock;
  const log = pino({ level: 'warn' }, pino.destination(2));
  const store = openStore({ dataDir, clock, synchronous });
  const scripts = await createScripts({ store: store.scenarios, folder: shippedFiles(), clock, load: plainLoad });
  const script = scripts.current();
  const live = createLive(log);
  const turns = watch(store.turns);
  const numbers = createNumbers(turns, script.organisation.zone);
  const { jobs, views, people, presence, queue } = store;
  const fault = (): void => {};
  const desk = createDesk({
    turns,
    jobs,
    views,
    people,
    presence,
    fileRows: store.fileRows,
    lines: store.lines,
    queue,
    invites: store.invites,
    numbers,
    scripts,
    live,
    clock,
    log,
    fault,
    wasUnclean: false,
    personal: vaultOver(store),
  });
  const close = async (): Promise<void> => {
    await desk.idle();
    await store.close();
  };
  return { desk, live, script, store, close };
};

export interface Citizens {
  /** Every one of them opens the chat. */
  arrive(): Promise<void>;
  /** Every one of them looks at the chat opened in an earlier run. */
  comeBack(): Promise<void>;
  /** The next press of the citizen whose turn it is: all of them walk side by side. */
  next(): Promise<void>;
  /** `count` presses, at most `atOnce` of them at a time. */
  walk(count: number, atOnce: number): Promise<void>;
}

/** As a widget does: a fresh id for each event, and the button looked up in what was offered last. */
export const createCitizens = ({ desk, live }: BenchDesk, walk: Walk, count: number, name = 'visitor'): Citizens => {
  const seen = new Map<string, Conversation>();
  const visitors = Array.from({ length: count }, (_, index) => `${name}-${String(index).padStart(14, '0')}`);
  const labels = walk.turns.map(({ labels, pressed }) => labels[pressed]);
  const run = randomBytes(6).toString('base64url');
  let events = 0;
  let presses = 0;
  live.subscribe(({ conversation }) => seen.set(conversation.replyTo.peer, conversation));

  const receive = async (visitor: string, said: Inbound['said']): Promise<void> => {
    const id = `${run}-${String((events += 1)).padStart(13, '0')}`;
    const { outcome } = await desk.citizens.receive(inboundOf(visitor, said, id, origin));
    if (outcome !== 'committed') throw new Error(`a turn of ${visitor} ended as ${outcome}`);
  };

  const press = (visitor: string, label: string | undefined): Promise<void> => {
    const conversation = seen.get(visitor);
    const index = conversation?.engine.offered.findIndex((option) => option.label === label) ?? -1;
    if (!conversation || index < 0) throw new Error(`${visitor} is not offered «${String(label)}»`);
    return receive(visitor, { kind: 'press', payload: `${String(conversation.offerSeq)}.${index}` });
  };

  const next = (): Promise<void> => {
    const visitor = visitors[presses % count];
    const label = labels[Math.floor(presses / count) % labels.length];
    presses += 1;
    return press(visitor ?? '', label);
  };

  const inParallel = async (total: number, atOnce: number, one: (index: number) => Promise<void>): Promise<void> => {
    let begun = 0;
    const worker = async (): Promise<void> => {
      while (begun < total) await one((begun += 1) - 1);
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, total) }, worker));
  };

  return {
    arrive: () => inParallel(count, 100, (index) => receive(visitors[index] ?? '', { kind: 'start', payload: '' })),
    comeBack: () =>
      inParallel(count, 100, async (index) => {
        const peer = visitors[index] ?? '';
        const known = await desk.citizens.conversation({ channel: 'web', peer });
        if (!known) throw new Error(`${peer} has never been here`);
        seen.set(peer, known.conversation);
      }),
    next,
    walk: (total, atOnce) => inParallel(total, atOnce, next),
  };
};
