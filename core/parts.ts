/** What a running product is made of, each part built from those before it: scripts, files, messengers, vault, desk. */
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createDeliveries } from './desk/deliveries.ts';
import { createBoard } from './desk/board.ts';
import { createDesk } from './desk/create-desk.ts';
import { createNumbers } from './desk/numbers.ts';
import type { Fault } from './desk/perform.ts';
import { createLines } from './desk/lines.ts';
import { createLinks } from './desk/links.ts';
import { createScripts, type Scripts } from './desk/scripts.ts';
import { uncheckedProblems } from './engine/unchecked.ts';
import { createDiskFiles } from './files/disk/files.ts';
import { createFirstPeople } from './first-people.ts';
import { tellRefused } from './follow-scenarios.ts';
import { createLearn } from './learn-aside.ts';
import { createLive } from './live/live.ts';
import { createMessengers } from './messengers.ts';
import type { Clock } from './ports/clock.ts';
import type { Meter } from './ports/meter.ts';
import { createLoad } from './scenario-cache.ts';
import { readScenarioFiles } from './scenario-files.ts';
import { seedCanned } from './shipped-canned.ts';
import type { SqliteStore } from './storage/sqlite/open.ts';
import { vaultKeys, visitorKey } from './keys.ts';
import { createVault } from './vault/vault.ts';

export interface PartDeps {
  readonly config: Config;
  readonly store: SqliteStore;
  readonly log: Logger;
  readonly clock: Clock;
  readonly meter: Meter;
  readonly fault: Fault;
}

const openScripts = ({ store, config, clock, log }: PartDeps): Promise<Scripts> =>
  createScripts({
    store: store.scenarios,
    folder: readScenarioFiles(config.scenariosDir),
    clock,
    load: createLoad(config.dataDir),
    learn: createLearn({
      dataDir: config.dataDir,
      warn: (why) => log.warn(why, 'the examples are learnt on the spot'),
    }),
    folderPublishes: !config.production,
    onRefused: tellRefused(log),
    ...(config.production ? { accept: uncheckedProblems } : {}),
  });

export const createParts = async (deps: PartDeps) => {
  const { config, store, log, clock, meter, fault } = deps;
  const published = await openScripts(deps);
  const lines = createLines({ scripts: published, changes: store.lineChanges, clock });
  await lines.load();
  const { scripts } = lines;
  const organisation = scripts.current().organisation;
  const live = createLive(log);
  const numbers = createNumbers(store.turns, organisation.zone);
  const files = createDiskFiles({ folder: join(config.dataDir, 'files'), rows: store.fileRows, clock, log, fault });
  await files.clear();
  const { turns, people, presence } = store;
  const messengers = await createMessengers({ config, desk: () => desk.citizens, turns, files, scripts, clock, log });
  const links = createLinks(visitorKey(config), config.publicUrl);
  const deliveries = createDeliveries({ ...store, live, clock, log, fault, links }, messengers);
  const personal = createVault({ rows: store.sealed, keys: vaultKeys(config) });
  const board = createBoard({ queue: store.queue, presence, people, scripts, live, log });
  await board.refresh();
  const { policyOf } = config.messengers;
  const ports = { ...store, personal, board, links, policyOf, bringing: { files, messengers } };
  const desk = createDesk({ ...ports, numbers, scripts, live, clock, log, fault, meter });
  await seedCanned(
    store.canned,
    config.scenariosDir,
    organisation.departments.map(({ id }) => id),
  );
  const firstSignIns = await createFirstPeople({
    ...config,
    people,
    now: clock.now(),
    departments: organisation.departments.map((department) => department.id),
  });
  return { scripts, lines, live, desk, board, messengers, deliveries, files, vault: personal, firstSignIns };
};
