/** The process around the product: signals, output that nobody reads, errors that nobody expected. */
import { execFileSync, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { closeSync, constants, openSync, readSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createLogStream } from '../core/log-stream.ts';
import { freePort, startChild } from './support/child.ts';
import { eventually, freshId, openCitizen, tempDir } from './support/product.ts';

const root = join(import.meta.dirname, '..');
const folders: string[] = [];
const folder = (): string => {
  const made = tempDir();
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** On a connection of its own: one that is kept would be cut when the product ends. */
const answers = (url: string): Promise<boolean> =>
  new Promise((resolve) => {
    const asking = get(`${url}/healthz/live`, { agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200));
    });
    asking.on('error', () => resolve(false));
  });

const until = async (check: () => Promise<boolean>): Promise<void> => {
  while (!(await check())) await new Promise((resolve) => setTimeout(resolve, 50));
};

const spawnProduct = (port: number, stdio: StdioOptions): ChildProcess =>
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', 'core/start.mjs'], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: folder(), LOG_LEVEL: 'trace' },
    stdio,
  });

describe('output that nobody reads (F60)', () => {
  test.each<[string, () => StdioOptions, (child: ChildProcess) => void]>([
    [
      'both pipes closed',
      () => ['ignore', 'pipe', 'pipe'],
      (child) => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      },
    ],
    ['a full disk under the log', () => ['ignore', 'ignore', openSync('/dev/full', 'w')], () => {}],
  ])('%s: people are served, and it ends as told', async (_, stdio, spoil) => {
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const child = spawnProduct(port, stdio());
    spoil(child);
    await until(() => answers(url));
    const elena = await openCitizen(url);
    expect(await elena.send('забыл пароль')).toMatchObject({ ok: true });
    elena.close();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('a reader who is slow gets every line, and nobody waits for him meanwhile', async () => {
    const path = join(folder(), 'pipe');
    execFileSync('mkfifo', [path]);
    const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const stream = createLogStream(fd);
    const count = 3_000;
    const line = (n: number): string => `${JSON.stringify({ n, text: 'x'.repeat(100) })}\n`;
    for (let n = 0; n < count; n += 1) stream.write(line(n));
    await stream.flush(50);
    let read = '';
    const buffer = Buffer.alloc(65_536);
    const take = (): void => {
      try {
        read += buffer.toString('utf8', 0, readSync(fd, buffer));
      } catch (error) {
        expect((error as NodeJS.ErrnoException).code).toBe('EAGAIN');
      }
    };
    await eventually(() => {
      take();
      return read.length === Array.from({ length: count }, (_, n) => line(n).length).reduce((a, b) => a + b);
    }, 30_000);
    expect(
      read
        .split('\n')
        .slice(0, -1)
        .map((one) => (JSON.parse(one) as { n: number }).n),
    ).toEqual(Array.from({ length: count }, (_, n) => n));
    closeSync(fd);
  });

  test('a reader who never comes costs no memory without end', async () => {
    const path = join(folder(), 'pipe');
    execFileSync('mkfifo', [path]);
    const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const stream = createLogStream(fd);
    const before = process.memoryUsage().heapUsed;
    for (let n = 0; n < 200_000; n += 1) stream.write(`${String(n).padEnd(1_000, 'x')}\n`);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100 * 2 ** 20);
    // The descriptor stays open: the stream will go on trying to write to it.
    await stream.flush(20);
  });
});

describe('ending', () => {
  test('connections on which nobody says anything, and a WebSocket whose other side sleeps, hold nothing up', async () => {
    const child = await startChild({ dataDir: folder(), port: await freePort() });
    const port = Number(new URL(child.url).port);
    const mute = connect(port, 'localhost');
    await once(mute, 'connect');
    const asleep = connect(port, 'localhost');
    asleep.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost:${port}\r\nOrigin: ${child.url}\r\n` +
        'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
        `Sec-WebSocket-Key: ${Buffer.from('0123456789abcdef').toString('base64')}\r\n\r\n`,
    );
    const [upgraded] = (await once(asleep, 'data')) as [Buffer];
    expect(upgraded.toString()).toContain('101 Switching Protocols');
    asleep.pause();
    expect(await child.stop()).toBe(0);
    for (const socket of [mute, asleep]) socket.destroy();
  });

  test('a second signal ends it at once, and what was acknowledged is there', async () => {
    const dataDir = folder();
    const child = await startChild({ dataDir, port: await freePort() });
    const elena = await openCitizen(child.url);
    await elena.send('забыл пароль');
    const { number } = elena.view();
    // A turn that cannot end keeps the first signal waiting.
    const other = new DatabaseSync(join(dataDir, 'desk.db'), { timeout: 5_000 });
    other.exec('BEGIN EXCLUSIVE');
    elena.socket.emit('message:send', { clientId: freshId(), text: 'ещё вопрос' }, () => {});
    await elena.open();
    elena.close();
    const ended = once(child.process, 'exit');
    child.process.kill('SIGTERM');
    await until(async () => !(await answers(child.url)));
    child.process.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
    other.close();
    const again = await startChild({ dataDir, port: Number(new URL(child.url).port) });
    const back = await openCitizen(again.url, elena.token());
    expect(back.view().number).toBe(number);
    back.close();
    expect(await again.stop()).toBe(0);
  });
});

describe('an error that nobody expected', () => {
  const run = async (
    body: string,
  ): Promise<{ code: number | null; log: readonly { msg: string; level: number }[] }> => {
    const program = `
      const { live } = await import(${JSON.stringify(join(root, 'core/lifecycle.ts'))});
      const { createLogStream } = await import(${JSON.stringify(join(root, 'core/log-stream.ts'))});
      const { pino } = await import('pino');
      const stream = createLogStream(2);
      live({ log: pino({}, stream), stream, meter: { unhandled: () => {} }, ending: () => '', stop: async () => {} });
      ${body}`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: root,
      env: { NODE_NO_WARNINGS: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return {
      code,
      log: said
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { msg: string; level: number }),
    };
  };

  test('thrown: it is logged once and the process ends, for its state is unknown', async () => {
    const { code, log } = await run("setTimeout(() => { throw new Error('boom'); }, 1); setInterval(() => {}, 1000);");
    expect(code).toBe(1);
    expect(log).toMatchObject([{ level: 60, err: { message: 'boom' } }]);
  });

  test('of a promise: it is logged once and the service goes on', async () => {
    const { code, log } = await run(
      "Promise.reject(new Error('boom')); setTimeout(() => process.kill(process.pid, 'SIGTERM'), 200); setInterval(() => {}, 1000);",
    );
    expect(code).toBe(0);
    expect(log).toMatchObject([{ level: 50, err: { message: 'boom' } }, { msg: 'stopping' }]);
  });
});
