/**
 * A backup every hour into a folder, made by a process of its own so that nobody waits for it. The last day is kept
 * hour by hour, two weeks day by day.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../ports/clock.ts';
import { fine, type Finding } from '../ports/health.ts';

export interface ScheduleDeps {
  /** Where backups go. */
  readonly folder: string;
  readonly dataDir: string;
  readonly clock: Clock;
  readonly log: { error(fields: object, message: string): void; info(fields: object, message: string): void };
}

export interface Schedule {
  /** Makes one now, unless one is being made. */
  run(): Promise<void>;
  check(): Finding;
  /** Makes no more; one that is being made comes to its end by itself. */
  stop(): void;
}

const hourMs = 3_600_000;
const lateMs = 3 * hourMs;
const keptHours = 24;
const keptDays = 14;
const script = join(import.meta.dirname, '../cli/backup.ts');

const ours = /^desk-(\d{4}-\d{2}-\d{2})T\d{2}-\d{2}-\d{2}\.tar$/u;
const nameAt = (now: number): string => `desk-${new Date(now).toISOString().replace(/[:.]/gu, '-').slice(0, 19)}.tar`;
const momentOf = (name: string): number => {
  const [date = '', time = ''] = name.slice('desk-'.length, -'.tar'.length).split('T');
  return Date.parse(`${date}T${time.replaceAll('-', ':')}Z`);
};

/** Names that need not be kept: neither among the newest, nor the newest of one of the last days. */
export const superfluous = (names: readonly string[]): readonly string[] => {
  const known = names.filter((name) => ours.test(name)).sort((a, b) => b.localeCompare(a, 'en'));
  const dayOf = (name: string): string => ours.exec(name)?.[1] ?? '';
  const days = [...new Set(known.map(dayOf))].slice(0, keptDays);
  const kept = new Set([...known.slice(0, keptHours), ...days.map((day) => known.find((name) => dayOf(name) === day))]);
  return known.filter((name) => !kept.has(name));
};

const make = (dataDir: string, file: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const flags = ['--disable-warning=ExperimentalWarning', script, 'create', file];
    execFile(process.execPath, flags, { env: { DATA_DIR: dataDir } }, (error, _, stderr) =>
      error ? reject(new Error(stderr.trim() || error.message)) : resolve(),
    );
  });

export const scheduleBackups = ({ folder, dataDir, clock, log }: ScheduleDeps): Schedule => {
  const made = (): readonly string[] =>
    existsSync(folder) ? readdirSync(folder).filter((name) => ours.test(name)) : [];
  const newest = (): number => Math.max(0, ...made().map(momentOf));
  const begun = clock.now();
  let running: Promise<void> | null = null;
  let stopped = false;
  let cancel = (): void => {};

  const backUp = async (): Promise<void> => {
    try {
      const file = join(folder, nameAt(clock.now()));
      await make(dataDir, file);
      log.info({ file }, 'a backup was made');
      for (const name of superfluous(made())) rmSync(join(folder, name), { force: true });
    } catch (error) {
      log.error({ err: error }, 'a backup could not be made');
    }
  };
  const run = (): Promise<void> =>
    (running ??= backUp().finally(() => {
      running = null;
    }));
  const sleep = (ms: number): void => {
    if (!stopped) cancel = clock.after(ms, () => void run().then(() => sleep(hourMs)));
  };
  sleep(Math.min(Math.max(newest() + hourMs - begun, 60_000), hourMs));

  return {
    run,
    check: () => {
      const last = newest();
      const detail = last === 0 ? 'копий ещё нет' : `последняя копия: ${new Date(last).toISOString()}`;
      const late = clock.now() - Math.max(last, begun) > lateMs;
      return late ? { level: 'degraded', why: 'резервные копии не делаются', detail } : fine(detail);
    },
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
