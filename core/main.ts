/**
 * Composition root: config → adapters → desk → channels and console; start, drain, stop.
 * The only reader of `process.env`. Nothing here decides anything about a conversation.
 */
import { mkdirSync } from 'node:fs';
import { pino, type Logger } from 'pino';
import { scheduleBackups } from './backup/schedule.ts';
import { type Config, parseConfig } from './config.ts';
import { warnOfCalendar } from './calendar-warning.ts';
import type { Fault } from './desk/perform.ts';
import { openDoors } from './doors.ts';
import { watchEventLoop } from './event-loop.ts';
import type { FirstSignIn } from './first-people.ts';
import { followScenarios } from './follow-scenarios.ts';
import { addCommonChecks, addSearchCheck } from './health-checks.ts';
import { createHealth } from './http/health.ts';
import { createMetrics } from './http/metrics.ts';
import { keepHouse } from './housekeeping.ts';
import { createIndexer } from './indexer.ts';
import { live, outliveOutput } from './lifecycle.ts';
import { createHttpServer, listen } from './http-server.ts';
import { createLogStream } from './log-stream.ts';
import { createParts } from './parts.ts';
import type { Clock } from './ports/clock.ts';
import type { Meter } from './ports/meter.ts';
import { harmlessError } from './harmless-error.ts';
import { auditSettings } from './settings-audit.ts';
import { watchStandstill } from './standstill.ts';
import { openStore } from './storage/sqlite/open.ts';
import type { Sandbox } from './sandbox.ts';
import { systemClock } from './system-clock.ts';
import { vaultKeys } from './keys.ts';
import { checkVault } from './vault/check.ts';
import { banner, explain } from './words.ts';

export interface StartOptions {
  readonly clock?: Clock;
  readonly log?: Logger;
  /** Named points at which a test may end the process. */
  readonly fault?: Fault;
  readonly sandbox?: Pick<Sandbox, 'door'> | null;
  /** For measuring only. */
  readonly synchronous?: 'FULL' | 'NORMAL';
}

export interface Running {
  readonly url: string;
  readonly port: number;
  readonly firstSignIns: readonly FirstSignIn[];
  readonly meter: Pick<Meter, 'unhandled'>;
  /** What stopping waits for at the moment. */
  ending(): string;
  /** Takes nothing new in, ends what was begun, closes the store. */
  stop(): Promise<void>;
}

const createLog = ({ logLevel }: Config, stream = createLogStream(2)): Logger =>
  pino({ level: logLevel, redact: ['req.headers'] }, stream);

export const start = async (config: Config, options: StartOptions = {}): Promise<Running> => {
  const log = (options.log ?? createLog(config)).child({}, { serializers: { err: harmlessError } });
  const clock = options.clock ?? systemClock;
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const metrics = createMetrics();
  const store = openStore({
    dataDir: config.dataDir,
    clock,
    log,
    onGroup: metrics.group,
    ...(options.fault ? { fault: options.fault } : {}),
    ...(options.synchronous ? { synchronous: options.synchronous } : {}),
  });
  const server = createHttpServer(config);
  const loop = watchEventLoop(log);
  try {
    const parts = await createParts({ config, store, log, clock, meter: metrics, fault: options.fault ?? (() => {}) });
    const health = createHealth(log);
    const organisation = () => parts.scripts.current().organisation;
    health.add('vault', () => checkVault(store.sealed, vaultKeys(config)));
    addCommonChecks(health, { ...config, ...store, ...parts, organisation, loop, clock });
    const port = await listen(server, config);
    const webhooks = parts.messengers.flatMap(({ webhook }) => webhook ?? []);
    const { sandbox = null } = options;
    const doors = await openDoors({ ...parts, webhooks, config, store, server, log, clock, health, metrics, sandbox });
    await auditSettings(store.audit, config, clock.now());
    await parts.desk.shift.start();
    parts.desk.jobs.start();
    parts.deliveries.start();
    for (const messenger of parts.messengers) {
      health.add(messenger.id, messenger.health);
      await messenger.start();
    }
    const indexer = createIndexer({ search: store.search, live: parts.live, clock, log });
    addSearchCheck(health, indexer, clock);
    indexer.start();
    let ending = '';
    let warming: Promise<void> = Promise.resolve();
    clock.after(0, () => {
      void parts.scripts.learnt();
      warnOfCalendar(parts.scripts, clock.now(), log);
      warming = metrics.warmUp();
    });
    const folder = config.production ? null : config.scenariosDir;
    const stopFollowing = followScenarios({ scripts: parts.scripts, clock, log, folder });
    const stopHousekeeping = keepHouse({ ...store, files: parts.files, clock, log });
    const backups =
      config.backupDir === null ? null : scheduleBackups({ ...config, folder: config.backupDir, clock, log });
    if (backups) health.add('backup', backups.check);
    return {
      url: doors.url,
      port,
      firstSignIns: parts.firstSignIns,
      meter: metrics,
      ending: () => ending,
      stop: async () => {
        stopHousekeeping();
        backups?.stop();
        loop.stop();
        const steps: readonly (readonly [name: string, step: () => Promise<unknown>])[] = [
          ['scenarios', stopFollowing],
          ['doors', doors.close],
          ['deliveries', parts.deliveries.stop],
          ['messengers', () => Promise.all(parts.messengers.map((messenger) => messenger.stop()))],
          ['jobs', parts.desk.jobs.stop],
          ['desk', parts.desk.idle],
          ['metrics', () => warming],
          ['indexer', indexer.stop],
          ['store', store.close],
        ];
        for (const [name, step] of steps) {
          ending = name;
          await step();
        }
      },
    };
  } catch (error) {
    loop.stop();
    server.close();
    await store.close();
    throw error;
  }
};

/** `npm start`. */
export const main = async (): Promise<void> => {
  outliveOutput();
  const parsed = parseConfig(process.env);
  if (!parsed.ok) {
    process.stderr.write(`Настройки не годятся:\n${parsed.problems.map((problem) => `  ${problem}\n`).join('')}`);
    process.exitCode = 1;
    return;
  }
  const stream = createLogStream(2);
  const log = createLog(parsed.config, stream);
  try {
    const sandbox =
      parsed.config.sandbox.length > 0
        ? await (await import('./sandbox.ts')).openSandbox(parsed.config, systemClock)
        : null;
    const config = sandbox?.config ?? parsed.config;
    const running = await start(config, { log, sandbox });
    await sandbox?.attach();
    process.stdout.write(banner(running, config));
    if (log.isLevelEnabled('warn')) watchStandstill(2);
    const stop = async (): Promise<void> => {
      sandbox?.hangUp();
      await running.stop();
      await sandbox?.close();
    };
    live({ log, stream, ...running, stop });
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
};
