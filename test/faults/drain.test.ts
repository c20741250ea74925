/** The product as it is really started, told to end while everybody is talking. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ownEnv } from '../support/child.ts';
import type { Citizen } from './citizens.ts';
import { createField, newFolder, removeFolder } from './field.ts';
import { pause } from './link.ts';

const main = join(import.meta.dirname, '../../core/main.ts');
const program = `const { main } = await import(${JSON.stringify(main)}); await main();`;

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
}

const startMain = async (dataDir: string): Promise<Started> => {
  const args = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program];
  const env = { ...ownEnv(), DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'silent', SANDBOX: 'false' };
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env });
  let said = '';
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    said += chunk.toString();
    const url = /(http:\/\/\S+)\/operator/u.exec(said)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error(`the product did not start: ${said}`);
};

const ended = async (
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: string | null }> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return { code: child.exitCode, signal: child.signalCode };
};

const talkers = 12;
const messages = 8;
const drainMs = 10_000;

test.each([
  ['SIGTERM lets everything begun come to its end', null, { code: 0, signal: null }],
  ['SIGKILL on top of SIGTERM loses nothing that was acknowledged', 3, { code: null, signal: 'SIGKILL' }],
] as const)('%s', async (_, killAfterMs, expected) => {
  const dataDir = newFolder();
  let started = startMain(dataDir);
  const field = createField({ dataDir, url: async () => (await started).url, seed: 11 });
  const { citizens } = field;
  try {
    const first = await started;
    const crowd: Citizen[] = await Promise.all(Array.from({ length: talkers }, () => citizens.arrive()));
    const talk = async (citizen: Citizen): Promise<void> => {
      for (let sent = 0; sent < messages; sent += 1) await citizens.say(citizen);
    };
    const talking = Promise.all(crowd.map(talk));
    const answered = (): number => field.history.ops.filter(({ endedAt }) => endedAt !== null).length;
    while (answered() < talkers) await pause(1);
    const asked = performance.now();
    first.child.kill('SIGTERM');
    // Who asks from now on waits for the next one, which may only start when the folder is free.
    const end = ended(first.child);
    started = end.then(() => startMain(dataDir));
    if (killAfterMs !== null) {
      await pause(killAfterMs);
      first.child.kill('SIGKILL');
    }
    expect(await end).toEqual(expected);
    expect(performance.now() - asked).toBeLessThan(drainMs);
    await talking;
    expect(field.history.ops).toHaveLength(talkers * messages);
    expect(field.history.ops.filter(({ outcome }) => outcome.kind !== 'ok')).toEqual([]);
    // It was in the middle of it: somebody had to ask again, somebody had been answered before.
    expect(field.history.ops.some(({ tries }) => tries > 1)).toBe(true);
    expect(field.history.ops.some(({ endedAt }) => endedAt !== null && endedAt < asked)).toBe(true);
    await field.verify();
  } finally {
    citizens.leave();
    const last = await started;
    last.child.kill('SIGTERM');
    await ended(last.child);
    removeFolder(dataDir);
  }
});
