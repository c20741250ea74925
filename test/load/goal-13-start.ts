/**
 * A cold start of the whole product: a fresh process of `core/start.mjs` until it has told its addresses (it listens
 * then), on a data folder whose people and keys an earlier start has made, front ends built. Against a process that
 * only imports telegraf, vk-io, express and socket.io and opens a database. Memory is what stays resident then.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, removeFolder } from './bench-desk.ts';
import { alternate, pairOf, type Bench } from './figure.ts';
import { missingPeers, peersFolder, peersInstalled } from './peers.ts';

interface Started {
  readonly ms: number;
  readonly mb: number;
}

const residentMb = (pid: number): number => {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s*(\d+)/mu.exec(readFileSync(status, 'utf8'))?.[1]
    : spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return Number(kilobytes) / 1024;
};

/** Runs the script until it has written `ready`, then ends it. */
const startOf = (
  args: readonly string[],
  ready: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Started> =>
  new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    let started: Started | null = null;
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      if (started || !output.includes(ready)) return;
      started = { ms: performance.now() - began, mb: residentMb(child.pid ?? 0) };
      child.kill('SIGTERM');
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      errors += part;
    });
    child.once('error', reject);
    child.once('close', () => (started ? resolve(started) : reject(new Error(`it did not start: ${errors}${output}`))));
  });

const project = join(import.meta.dirname, '../..');
const startFile = join(project, 'core/start.mjs');

export const measure = async (bench: Bench): Promise<void> => {
  if (!peersInstalled()) {
    bench.say(missingPeers);
    return;
  }
  const dataDir = newFolder();
  try {
    const built = spawnSync(process.execPath, [startFile, '--build-only'], { stdio: ['ignore', 2, 2] });
    if (built.status !== 0) throw new Error('the front ends could not be built');
    const env = { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', NODE_ENV: undefined };
    const product = (): Promise<Started> => startOf([startFile], '/healthz', env);
    const script = join(peersFolder, 'five-packages.mjs');
    const packages = (): Promise<Started> => startOf([script, join(dataDir, 'bare.db')], 'ready', {});
    bench.say('  the first start makes the people');
    await product();
    const rounds = bench.quick ? { rounds: 3, warmUp: 1 } : { rounds: 9, warmUp: 1 };
    const samples = await alternate(rounds, product, packages);
    const of = (figure: keyof Started) =>
      pairOf(samples.map(({ value, baseline }) => ({ value: value[figure], baseline: baseline[figure] })));
    const goal = { wants: 'less', must: 1.5, aim: 1.2 } as const;
    bench.report('start until listening, five packages alone', 'ms', of('ms'), goal);
    bench.report('resident memory after the start, five packages alone', 'MB', of('mb'), goal);
  } finally {
    removeFolder(dataDir);
  }
};
