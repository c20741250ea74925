// `npm start`: checks the Node version, builds the front ends when their sources are newer, starts the server.
// Plain JavaScript that an old Node can read, so that it can say what is wrong.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `Нужен Node 24, а это ${process.versions.node}. Он ставится вместе с проектом: запускайте «npm install», затем «npm start».\n`,
  );
  process.exit(1);
}
process.chdir(root);
// Settings may lie in a file beside; what is set in the environment wins.
if (existsSync('.env')) process.loadEnvFile('.env');
// What was compiled at the last start need not be compiled again: half of a start is this.
module.enableCompileCache?.(join(root, 'node_modules/.cache/compile'));

const newest = (path) => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  const inside = readdirSync(path).filter((name) => name !== 'dist' && name !== 'node_modules');
  return Math.max(0, ...inside.map((name) => newest(join(path, name))));
};

const frontEnds = [
  {
    title: 'виджет',
    sources: ['bots/web/widget', 'bots/web/contract.ts', 'core/domain', 'core/browser', 'package-lock.json'],
    built: 'bots/web/widget/dist/launcher.js',
    config: 'bots/web/widget/vite.config.ts',
  },
  {
    title: 'пульт оператора',
    sources: [
      'operator-console/web',
      'operator-console/contract.ts',
      'operator-console/contract',
      'core/domain',
      'core/browser',
      'package-lock.json',
    ],
    built: 'operator-console/web/dist/index.html',
    config: 'operator-console/web/vite.config.ts',
  },
  // For trying only: production neither builds nor serves it.
  ...(process.env.NODE_ENV === 'production'
    ? []
    : [
        {
          title: 'песочницу',
          sources: ['bots/sandbox/page', 'bots/sandbox/contract.ts', 'bots/web/widget', 'package-lock.json'],
          built: 'bots/sandbox/page/dist/index.html',
          config: 'bots/sandbox/page/vite.config.ts',
        },
      ]),
];

const isStale = ({ sources, built }) =>
  !existsSync(built) || Math.max(...sources.map(newest)) > statSync(built).mtimeMs;

const build = async () => {
  const { build: viteBuild } = await import('vite');
  for (const { title, config } of frontEnds.filter(isStale)) {
    const began = Date.now();
    process.stdout.write(`Собираю ${title}… `);
    await viteBuild({ configFile: config, logLevel: 'warn', root: dirname(config) });
    process.stdout.write(`готово за ${((Date.now() - began) / 1000).toFixed(1)} с\n`);
  }
};

if (process.argv.includes('--build-only')) await build();
else {
  // In a process of its own: the builder sets NODE_ENV and leaves a lot of memory behind.
  const built = frontEnds.some(isStale)
    ? spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--build-only'], { stdio: 'inherit' }).status === 0
    : true;
  if (built) {
    const { main } = await import('./main.ts');
    await main();
  } else process.exitCode = 1;
}
