/**
 * `npm run bench [-- --goal 4 --goal 7] [--quick] [--peers]`: the product's own goals of speed and size, each measured
 * next to its baseline in one run. JSON lines go to stdout, words to stderr. How to read them: README.md.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { figureOf, verdict, type Bench } from './figure.ts';

type Measure = (bench: Bench) => Promise<void>;

/** Loaded one by one, so that a goal measures nothing that another one has loaded. */
const goals: Readonly<Record<string, () => Promise<Measure>>> = {
  1: async () => (await import('./goal-01-webhooks.ts')).measure,
  3: async () => (await import('./goal-03-replies.ts')).measure,
  4: async () => (await import('./goal-04-engine-peers.ts')).measure,
  5: async () => (await import('./goal-05-many-scenarios.ts')).measure,
  6: async () => (await import('./goal-06-many-messages.ts')).measure,
  7: async () => (await import('./goal-07-bytes.ts')).measure,
  8: async () => (await import('./goal-08-idle.ts')).measure,
  9: async () => (await import('./goal-09-reply.ts')).measure,
  10: async () => (await import('./goal-10-durable.ts')).measure,
  11: async () => (await import('./goal-11-search.ts')).measure,
  13: async () => (await import('./goal-13-start.ts')).measure,
  14: async () => (await import('./goal-14-widget.ts')).measure,
  outbox: async () => (await import('./outbox.ts')).measure,
  personal: async () => (await import('./personal.ts')).measure,
};

const say = (words: string): void => void process.stderr.write(`${words}\n`);

const installPeers = (): number => {
  say('Installing the peers into test/load/peers…');
  const folder = join(import.meta.dirname, 'peers');
  const run = spawnSync('npm', ['ci', '--prefix', folder, '--no-audit', '--no-fund'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return run.status ?? 1;
};

const createBench = (quick: boolean): Bench => ({
  quick,
  say,
  report: (name, unit, pair, goal) => {
    const figure = figureOf(name, unit, pair, goal);
    process.stdout.write(`${JSON.stringify(figure)}\n`);
    say(
      `  ${name}: ${figure.value} ${unit} to ${figure.baseline}, ratio ${figure.ratio}: ${verdict(pair.ratio, goal)}`,
    );
  },
});

/** Each goal runs in a process of its own: a warm heap or a compiled function of one is no part of another. */
const measureApart = (goal: string, quick: boolean): number => {
  const args = [
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    import.meta.filename,
    '--alone',
    '--goal',
    goal,
  ];
  const run = spawnSync(process.execPath, quick ? [...args, '--quick'] : args, { stdio: 'inherit' });
  return run.status ?? 1;
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: {
      goal: { type: 'string', multiple: true },
      quick: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      alone: { type: 'boolean', default: false },
    },
  });
  if (values.peers) return installPeers();
  const wanted = values.goal ?? Object.keys(goals);
  const unknown = wanted.filter((goal) => !Object.hasOwn(goals, goal));
  if (unknown.length > 0) {
    say(`There is no goal ${unknown.join(', ')} here. Known ones: ${Object.keys(goals).join(', ')}.`);
    return 1;
  }
  if (!values.alone) return wanted.map((goal) => measureApart(goal, values.quick)).some((code) => code !== 0) ? 1 : 0;
  for (const goal of wanted) {
    say(`Goal ${goal}`);
    const load = goals[goal];
    if (load) await (await load())(createBench(values.quick));
  }
  return 0;
};

process.exitCode = await main();
