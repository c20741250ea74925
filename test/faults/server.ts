/**
 * The product as a child process that can be killed at a named point. Only the tests of this folder start it.
 *
 *   node test/faults/server.ts [--break=<name>]   DATA_DIR=…
 *
 * It loads, says `warm` and waits for `start`, so that a restart costs no loading. It ends with its parent.
 */
import { flushCompileCache } from 'node:module';
import { roomForAll, scenariosAtAnyHour } from '../support/scenarios.ts';
import { parseConfig } from '../../core/config.ts';
import { start, type Running } from '../../core/main.ts';
import { systemClock } from '../../core/system-clock.ts';
import { breaks, type Break } from './breaks.ts';
import { startDoctored } from './doctored.ts';
import { createFastClock, type Haste } from '../support/fast-clock.ts';
import type { FromChild, Kill, ToChild } from './protocol.ts';

const tell = (message: FromChild): void => void process.send?.(message);

let kill: Kill | null = null;
let passed = 0;
/** The commit of a counted failure or of the jobs is not the commit of the turn: an aimed kill waits for the step. */
let stepped = false;

const fault = (point: string): void => {
  if (!kill) return;
  if (point === 'turn:stepped') stepped = true;
  if (point !== kill.point || (kill.aimed && point.startsWith('commit:') && !stepped)) return;
  passed += 1;
  if (passed >= kill.count) process.kill(process.pid, 'SIGKILL');
};

const arm = (next: Kill | null): void => {
  kill = next;
  passed = 0;
  stepped = false;
};

const haste = process.env['HASTE'];
const clock = haste === undefined ? systemClock : createFastClock(JSON.parse(haste) as Haste);

const named = process.argv.find((word) => word.startsWith('--break='))?.slice('--break='.length);
let running: Running | null = null;

const run = async (): Promise<void> => {
  const parsed = parseConfig({
    PORT: '0',
    LOG_LEVEL: 'info',
    SCENARIOS_DIR: scenariosAtAnyHour([roomForAll]),
    ...process.env,
  });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  running =
    named === undefined
      ? await start(parsed.config, { fault, clock })
      : await startDoctored(parsed.config, breaks[named as Break], fault, clock);
  tell({ kind: 'serving', url: running.url });
};

const stop = async (): Promise<void> => {
  await running?.stop();
  process.exit(0);
};

process.on('message', (message: ToChild) => {
  switch (message.kind) {
    case 'start':
      arm(message.kill);
      run().catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      });
      return;
    case 'arm':
      arm(message.kill);
      tell({ kind: 'armed' });
      return;
    case 'stop':
      void stop();
      return;
    default:
      throw new Error(`unknown message ${JSON.stringify(message satisfies never)}`);
  }
});
process.on('disconnect', () => process.exit(0));
tell({ kind: 'warm' });
// Whoever is killed leaves nothing behind otherwise, and the next one would compile it all anew.
flushCompileCache();
