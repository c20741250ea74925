/**
 * The product as the outside world knows it: it serves, it is killed, it serves again on the same data.
 * Starts and ends child processes of its own and no others; a warm one stands by, so that a restart is quick.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ownEnv } from '../support/child.ts';
import type { Break } from './breaks.ts';
import type { Haste } from '../support/fast-clock.ts';
import type { FromChild, Kill, ToChild } from './protocol.ts';

export interface Service {
  readonly dataDir: string;
  /** Its address, once it serves. @throws when it ended in a way nobody asked for. */
  up(): Promise<string>;
  /** Sets the next point of death; null: none. False when it was dead before it heard. */
  arm(kill: Kill | null): Promise<boolean>;
  /** Kills it now, from outside. */
  kill(): Promise<void>;
  /** Hears of each death, before there is a successor; the last one who asked. */
  onDeath(hear: (() => void) | null): void;
  /** How often it has died so far. */
  deaths(): number;
  /** Everything that all of them have told the engineer. */
  log(): string;
  /** Process id of the one that serves. */
  pid(): number;
  /** Ends it, and everything it had standing by. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly dataDir: string;
  readonly break?: Break;
  /** Death while it starts for the first time. */
  readonly kill?: Kill;
  /** Further settings of the product. */
  readonly env?: Readonly<Record<string, string>>;
  readonly haste?: Haste;
}

const entry = join(import.meta.dirname, 'server.ts');
const startMs = 20_000;

interface Child {
  readonly process: ChildProcess;
  send(message: ToChild): void;
  /** Resolves with the first message of the kind, or null when the process ended before. */
  heard<K extends FromChild['kind']>(kind: K): Promise<Extract<FromChild, { kind: K }> | null>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null; readonly said: string }>;
}

const spawnChild = ({ dataDir, break: broken, env, haste }: ServiceOptions, hear: (chunk: string) => void): Child => {
  const args = ['--disable-warning=ExperimentalWarning', entry, ...(broken ? [`--break=${broken}`] : [])];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: { ...ownEnv(), ...env, DATA_DIR: dataDir, ...(haste ? { HASTE: JSON.stringify(haste) } : {}) },
  });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
    hear(chunk.toString());
  });
  const ended = once(child, 'exit').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as string | null,
    said,
  }));
  return {
    process: child,
    // A message to a process that is just being killed is lost, as it should be.
    send: (message) => void (child.connected && child.send(message, () => {})),
    heard: (kind) =>
      new Promise((resolve) => {
        const listen = (message: FromChild): void => {
          if (message.kind !== kind) return;
          child.off('message', listen);
          resolve(message as Extract<FromChild, { kind: typeof kind }>);
        };
        child.on('message', listen);
        void ended.then(() => resolve(null));
      }),
    ended,
  };
};

const warmChild = (
  options: ServiceOptions,
  hear: (chunk: string) => void,
): { readonly child: Child; readonly warm: Promise<unknown> } => {
  const child = spawnChild(options, hear);
  return { child, warm: child.heard('warm') };
};

export const startService = async (options: ServiceOptions): Promise<Service> => {
  let log = '';
  const warmUp = () =>
    warmChild(options, (chunk) => {
      log += chunk;
    });
  let standby = warmUp();
  let current: Child = standby.child;
  let serving: Promise<string>;
  let deaths = 0;
  let stopping = false;
  let heardOfDeath: (() => void) | null = null;

  const takeOver = async (kill: Kill | null): Promise<string> => {
    const { child, warm } = standby;
    current = child;
    await warm;
    const heard = child.heard('serving');
    child.send({ kind: 'start', kill });
    const timer = setTimeout(() => child.process.kill('SIGKILL'), startMs);
    const ready = heard.finally(() => clearTimeout(timer));
    void child.ended.then(afterEnd);
    const message = await ready;
    if (!stopping && standby.child === child) standby = warmUp();
    if (message) return message.url;
    // It died while starting; its successor serves.
    return stopping ? Promise.reject(new Error('stopped')) : serving;
  };

  const afterEnd = ({ code, signal, said }: Awaited<Child['ended']>): void => {
    if (stopping) return;
    deaths += 1;
    heardOfDeath?.();
    if (standby.child === current) standby = warmUp();
    serving =
      signal === 'SIGKILL'
        ? takeOver(null)
        : Promise.reject(new Error(`the product ended with ${code ?? signal}: ${said}`));
    serving.catch(() => {});
  };

  serving = takeOver(options.kill ?? null);
  serving.catch(() => {});

  /** The address of the newest one: the one asked for may die while it is waited for. */
  const up = async (): Promise<string> => {
    for (;;) {
      const waited = serving;
      const url = await waited;
      if (waited === serving) return url;
    }
  };

  await up();
  return {
    dataDir: options.dataDir,
    up,
    arm: async (kill) => {
      const child = current;
      const heard = child.heard('armed');
      child.send({ kind: 'arm', kill });
      return (await heard) !== null;
    },
    kill: async () => {
      const child = current;
      child.process.kill('SIGKILL');
      await child.ended;
    },
    onDeath: (hear) => {
      heardOfDeath = hear;
    },
    deaths: () => deaths,
    log: () => log,
    pid: () => current.process.pid ?? 0,
    stop: async () => {
      stopping = true;
      current.send({ kind: 'stop' });
      const timer = setTimeout(() => current.process.kill('SIGKILL'), 8000);
      if (standby.child !== current) standby.child.process.kill('SIGKILL');
      await Promise.all([current.ended, standby.child.ended]);
      clearTimeout(timer);
    },
  };
};
