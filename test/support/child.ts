/** The product as people run it: `core/start.mjs` in a process of its own, which a test may end with kill -9. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { scenariosAtAnyHour } from './scenarios.ts';

const root = join(import.meta.dirname, '../..');

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    await once(server.listen(port), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};

/** Below the ports that systems give out by themselves, some for each of the files that run at once. */
const [firstPort, ports, files] = [20_000, 2_000, 6];
const firstOfFile = firstPort + (Number(process.env['JEST_WORKER_ID'] ?? 1) % files) * ports;
let lastPort = Math.floor(Math.random() * ports);

/** Nobody else is given it while a server is down between two starts. */
export const freePort = async (): Promise<number> => {
  for (;;) {
    lastPort = (lastPort + 1) % ports;
    if (await isFree(firstOfFile + lastPort)) return firstOfFile + lastPort;
  }
};

/** What a child process gets of our environment: nothing that could set up the product. */
export const ownEnv = (): Readonly<Record<string, string>> => {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  return { PATH, HOME, NODE_COMPILE_CACHE };
};

export interface Child {
  readonly url: string;
  readonly process: ChildProcess;
  /** Everything it has printed so far. */
  output(): string;
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
}

export interface ChildOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Resolves once it listens; rejects with its output when it ends before. */
export const startChild = async ({ dataDir, port, env = {} }: ChildOptions): Promise<Child> => {
  const child = spawn(process.execPath, ['core/start.mjs'], {
    cwd: root,
    env: {
      ...ownEnv(),
      PORT: String(port),
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      SANDBOX: 'false',
      SCENARIOS_DIR: scenariosAtAnyHour(),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const listening = (async () => {
    while (child.exitCode === null && !output.includes('/healthz')) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return child.exitCode === null;
  })();
  const ok = await Promise.race([listening, ended.then(() => false)]);
  if (!ok) throw new Error(output);
  return {
    url: `http://localhost:${port}`,
    process: child,
    output: () => output,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
};
