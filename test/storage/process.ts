/** Starts `child.ts` in a process of its own and listens to what it tells. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('child.ts', import.meta.url));
const quiet = '--disable-warning=ExperimentalWarning';

export type Told = Readonly<Record<string, unknown>>;

export interface Running {
  readonly told: readonly Told[];
  /** Resolves with the first line that has the key. */
  heard(key: string): Promise<Told>;
  /** Resolves when it has ended, with the signal that ended it, if one did. */
  readonly ended: Promise<NodeJS.Signals | null>;
  kill(): Promise<void>;
}

const listen = (child: ChildProcess): Running => {
  const told: Told[] = [];
  const waiting: { readonly key: string; readonly resolve: (line: Told) => void }[] = [];
  if (child.stdout === null) throw new Error('the process has no output');
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const said = JSON.parse(line) as Told;
    told.push(said);
    for (const { key, resolve } of waiting) if (key in said) resolve(said);
  });
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(
    ([[, signal]]) => signal as NodeJS.Signals | null,
  );
  return {
    told,
    heard: async (key) =>
      told.find((line) => key in line) ??
      Promise.race([
        new Promise<Told>((resolve) => waiting.push({ key, resolve })),
        ended.then(() => {
          throw new Error(`the process ended without telling «${key}»`);
        }),
      ]),
    ended,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};

export const start = (...parameters: readonly string[]): Running =>
  listen(spawn(process.execPath, [quiet, script, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] }));

/** The same, where no file may grow over the given number of 512-byte blocks. */
export const startOnSmallDisk = (blocks: number, ...parameters: readonly string[]): Running =>
  listen(
    spawn('sh', ['-c', `ulimit -f ${blocks}; exec "$@"`, 'sh', process.execPath, quiet, script, ...parameters], {
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
