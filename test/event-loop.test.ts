/** F54: the program stands still for five seconds, as by a bad regular expression. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ownEnv } from './support/child.ts';
import { hiredFolder } from './support/hired.ts';
import { eventually, openCitizen } from './support/product.ts';
import { scenariosAtAnyHour } from './support/scenarios.ts';

const root = join(import.meta.dirname, '..');
const dataDir = hiredFolder();
let child: ChildProcess;
let output = '';
afterAll(async () => {
  child.kill('SIGKILL');
  await once(child, 'exit');
  rmSync(dataDir, { recursive: true });
});

/** The product as it runs, and a bad day that begins by a word on its input. */
const program = `
  const { main } = await import(${JSON.stringify(join(root, 'core/main.ts'))});
  await main();
  const drown = () => { const until = Date.now() + 5_000; while (Date.now() < until); };
  process.stdin.once('data', drown);`;

test('nobody is disconnected, what was sent meanwhile is taken, and the log tells where it stood', async () => {
  child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: root,
    env: {
      ...ownEnv(),
      NODE_NO_WARNINGS: '1',
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      SCENARIOS_DIR: scenariosAtAnyHour(),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => (output += part.toString()));
  const url = await eventually(() => /http:\/\/localhost:\d+/u.exec(output)?.[0], 60_000);
  const elena = await openCitizen(url);
  let gone = 0;
  elena.socket.on('disconnect', () => (gone += 1));
  child.stdin?.write('now\n');
  await eventually(() => output.includes('stands still'), 30_000);
  expect(await elena.send('вы здесь?')).toMatchObject({ ok: true });
  expect(gone).toBe(0);
  elena.close();
  const told = output.split('\n').filter((line) => line.includes('"the event loop stands still"'));
  expect(told).toHaveLength(1);
  const { at, level } = JSON.parse(told[0] ?? '') as { at: readonly string[]; level: number };
  expect(level).toBe(40);
  expect(at[0]).toMatch(/^drown .*:\d+$/u);
});
