/**
 * A server in a process of its own, as the goals over sockets measure it: the whole product, or a bare one of the same
 * libraries that does the least that could be called the same. Run as a program it serves; imported it starts one.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Server } from 'socket.io';
import { parseConfig } from '../../core/config.ts';
import { start } from '../../core/main.ts';

export type Kind = 'product' | 'bare';

export interface Served {
  readonly url: string;
  /** Bytes of its heap that are in use, after the garbage is gone. */
  heap(): Promise<number>;
  end(): Promise<void>;
}

interface Facts {
  readonly url?: string;
  readonly heap?: number;
}

/** Every citizen in a room; lines of operators are stored before they go there, those of one tick in one transaction that outlives a power cut. */
const serveBare = async (dataDir: string): Promise<string> => {
  const db = new DatabaseSync(join(dataDir, 'bare.db'));
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE lines (room TEXT, seq INTEGER, at INTEGER, text TEXT, PRIMARY KEY (room, seq)) WITHOUT ROWID;`);
  const insert = db.prepare('INSERT INTO lines SELECT ?, coalesce(max(seq), 0) + 1, ?, ? FROM lines WHERE room = ?');
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const io = new Server(server, { serveClient: false });
  io.of('/citizen').on('connection', (socket) => {
    socket.on('conversation:open', async ({ page }: { page: string }, ack: (answer: object) => void) => {
      await socket.join(page);
      ack({ ok: true });
    });
  });
  let waiting: (() => void)[] = [];
  const commit = (): void => {
    const done = waiting;
    waiting = [];
    db.exec('COMMIT');
    for (const tell of done) tell();
  };
  io.of('/operator').on('connection', (socket) => {
    socket.on('message:send', ({ number, text }: { number: string; text: string }, ack: (answer: object) => void) => {
      if (waiting.length === 0) {
        db.exec('BEGIN IMMEDIATE');
        setImmediate(commit);
      }
      insert.run(number, Date.now(), text, number);
      waiting.push(() => {
        io.of('/citizen').to(number).emit('message:added', { text });
        ack({ ok: true });
      });
    });
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
};

const serveProduct = async (dataDir: string, scenarios: string): Promise<string> => {
  const parsed = parseConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    SCENARIOS_DIR: scenarios,
    LOG_LEVEL: 'error',
    TRUST_PROXY: 'loopback',
  });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return (await start(parsed.config)).url;
};

const serve = async (kind: string, dataDir: string, scenarios: string): Promise<void> => {
  const tell = (facts: Facts): void => void process.send?.(facts);
  process.on('message', () => {
    // Twice: what the first round has freed may hold more.
    globalThis.gc?.();
    globalThis.gc?.();
    tell({ heap: process.memoryUsage().heapUsed });
  });
  process.once('disconnect', () => process.exit(0));
  tell({ url: kind === 'bare' ? await serveBare(dataDir) : await serveProduct(dataDir, scenarios) });
};

const told = async <K extends keyof Facts>(child: ChildProcess, name: K): Promise<NonNullable<Facts[K]>> => {
  const [facts] = (await once(child, 'message')) as [Facts];
  const fact = facts[name];
  if (fact === undefined) throw new Error(`the server has not told its ${name}`);
  return fact;
};

export const startServed = async (kind: Kind, dataDir: string, scenarios: string): Promise<Served> => {
  const child = fork(import.meta.filename, [kind, dataDir, scenarios], {
    execArgv: ['--expose-gc', '--disable-warning=ExperimentalWarning'],
  });
  const url = await told(child, 'url');
  return {
    url,
    heap: async () => {
      child.send('heap');
      return told(child, 'heap');
    },
    end: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};

if (import.meta.main) {
  const [kind = '', dataDir = '', scenarios = ''] = process.argv.slice(2);
  await serve(kind, dataDir, scenarios);
}
