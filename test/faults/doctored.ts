/**
 * The product put together by hand, so that a test may stand between its parts: to break a rule on purpose, or to
 * poison an event. Nothing of it is in the product; without changes it behaves as `core/main.ts` composes it.
 */
import { remembered } from '../support/load.ts';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Config } from '../../core/config.ts';
import { createDeliveries } from '../../core/desk/deliveries.ts';
import { createBoard } from '../../core/desk/board.ts';
import { createLines } from '../../core/desk/lines.ts';
import { createDesk } from '../../core/desk/create-desk.ts';
import { createNumbers } from '../../core/desk/numbers.ts';
import type { Fault } from '../../core/desk/perform.ts';
import { createScripts, type Scripts } from '../../core/desk/scripts.ts';
import { openDoors } from '../../core/doors.ts';
import { createFirstPeople } from '../../core/first-people.ts';
import { createHealth } from '../../core/http/health.ts';
import { createMetrics } from '../../core/http/metrics.ts';
import { createDiskFiles } from '../../core/files/disk/files.ts';
import { createLive } from '../../core/live/live.ts';
import type { Running } from '../../core/main.ts';
import type { Live } from '../../core/ports/live.ts';
import type { Numbers } from '../../core/ports/numbers.ts';
import type { Turns } from '../../core/ports/turns.ts';
import type { Views } from '../../core/ports/views.ts';
import { readScenarioFiles } from '../../core/scenario-files.ts';
import { openStore } from '../../core/storage/sqlite/open.ts';
import { systemClock } from '../../core/system-clock.ts';
import { vaultKeys, visitorKey } from '../../core/keys.ts';
import { createLinks } from '../../core/desk/links.ts';
import { createMessengers, type WiredMessenger } from '../../core/messengers.ts';
import type { Clock } from '../../core/ports/clock.ts';
import { createVault } from '../../core/vault/vault.ts';

/** What stands between the parts. */
export interface Changes {
  /** Before the store is opened for the product; its tables are there and empty. */
  readonly loosen?: (dataDir: string) => void;
  readonly turns?: (turns: Turns) => Turns;
  readonly numbers?: (numbers: Numbers) => Numbers;
  readonly scripts?: (scripts: Scripts) => Scripts;
  readonly live?: (live: Live) => Live;
  readonly views?: (views: Views) => Views;
  readonly messengers?: (messengers: readonly WiredMessenger[]) => readonly WiredMessenger[];
}

const through = <T>(change: ((part: T) => T) | undefined, part: T): T => change?.(part) ?? part;

const listening = async (host: string, port: number): Promise<ReturnType<typeof createServer>> => {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(port, host, resolve);
  });
  return server;
};

/** Stores are opened once more when tables must be loosened first. */
const storeFor = async (config: Config, changes: Changes, fault: Fault, clock: Clock) => {
  mkdirSync(config.dataDir, { recursive: true });
  const options = { dataDir: config.dataDir, clock, fault };
  if (changes.loosen) {
    await openStore(options).close();
    changes.loosen(config.dataDir);
  }
  return openStore(options);
};

export const startDoctored = async (
  config: Config,
  changes: Changes,
  fault: Fault = () => {},
  clock: Clock = systemClock,
): Promise<Running> => {
  const opened = await storeFor(config, changes, fault, clock);
  const turns = through(changes.turns, opened.turns);
  const store = { ...opened, turns, views: through(changes.views, opened.views) };
  const log = pino({ level: 'silent' });
  const files = readScenarioFiles(config.scenariosDir);
  const scripts = through(
    changes.scripts,
    await createScripts({ store: store.scenarios, folder: files, clock, ...remembered(config.dataDir) }),
  );
  await scripts.learnt();
  const { organisation } = scripts.current();
  const live = through(changes.live, createLive(log));
  const numbers = through(changes.numbers, createNumbers(turns, organisation.zone));
  const shared = { turns, scripts, clock, log };
  const attachments = createDiskFiles({ folder: join(config.dataDir, 'files'), rows: store.fileRows, clock, log });
  const wired = await createMessengers({ config, desk: () => desk.citizens, files: attachments, ...shared });
  const messengers = through(changes.messengers, wired);
  const links = createLinks(visitorKey(config), null);
  const deliveries = createDeliveries({ ...store, live, clock, log, fault, links }, messengers);
  const policies = { policyOf: config.messengers.policyOf, bringing: { files: attachments, messengers } };
  const personal = createVault({ rows: store.sealed, keys: vaultKeys(config) });
  const board = createBoard({ ...store, scripts, live, log });
  await board.refresh();
  const desk = createDesk({ ...store, ...shared, ...policies, board, personal, links, numbers, live, fault });
  const departments = organisation.departments.map(({ id }) => id);
  const firstSignIns = await createFirstPeople({ ...config, people: store.people, departments, now: Date.now() });
  const server = await listening(config.host, config.port);
  const parts = { files: attachments, health: createHealth(log), metrics: createMetrics(), vault: personal };
  const doors = await openDoors({
    config,
    scripts,
    live,
    desk,
    board,
    lines: createLines({ scripts, changes: store.lineChanges, clock }),
    deliveries,
    webhooks: messengers.flatMap(({ webhook }) => webhook ?? []),
    store,
    server,
    log,
    clock,
    ...parts,
  });
  desk.jobs.start();
  deliveries.start();
  for (const messenger of messengers) await messenger.start();
  return {
    url: doors.url,
    port: (server.address() as AddressInfo).port,
    firstSignIns,
    meter: parts.metrics,
    ending: () => '',
    stop: async () => {
      await doors.close();
      await deliveries.stop();
      await Promise.all(messengers.map((messenger) => messenger.stop()));
      await desk.jobs.stop();
      await desk.idle();
      await opened.close();
    },
  };
};
