// `npm test`: finds or installs what the tests need beyond npm, builds the front ends, prepares data folders, runs jest on
// the project's Node.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const inCi = process.env.CI === 'true';
const browserSuites = 'test/e2e';

const onPath = (name) =>
  (process.env.PATH ?? '')
    .split(':')
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

const findChromium = () =>
  process.env.CHROMIUM ?? onPath('chromium') ?? onPath('chromium-browser') ?? onPath('google-chrome');

const isRootOnDebian = () =>
  process.getuid?.() === 0 && existsSync('/etc/debian_version') && onPath('apt-get') !== undefined;

const aptInstall = (name) => {
  process.stdout.write(`Ставлю ${name} (apt-get)…\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env };
  spawnSync('apt-get', ['update'], quiet);
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', name], quiet);
};

if (!findChromium() && isRootOnDebian()) aptInstall('chromium');
const chromium = findChromium();
const skipped = [];
if (!chromium) {
  process.stderr.write(
    `Нет Chromium. Поставьте его (apt-get install chromium) или укажите путь: CHROMIUM=/путь/к/chromium npm test.\n`,
  );
  if (inCi) process.exit(1);
  process.stderr.write(`Без него пропускаются наборы из ${browserSuites}.\n`);
  skipped.push(`--testPathIgnorePatterns=/${browserSuites}/`, '--testPathIgnorePatterns=/node_modules/');
}

const node = process.execPath;
execFileSync(node, ['core/start.mjs', '--build-only'], { stdio: 'inherit' });
const quiet = '--disable-warning=ExperimentalWarning';
const prepared = mkdtempSync(join(tmpdir(), 'desk-prepared-'));
const env = {
  ...process.env,
  DESK_PREPARED: prepared,
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile'),
  ...(chromium ? { CHROMIUM: chromium } : {}),
};
execFileSync(node, [quiet, 'test/support/prepare.ts', prepared], { stdio: 'inherit', env });
const jest = JSON.parse(readFileSync('node_modules/jest/package.json', 'utf8')).bin;
const run = spawnSync(
  node,
  [
    quiet,
    '--experimental-vm-modules',
    join('node_modules/jest', typeof jest === 'string' ? jest : jest.jest),
    ...skipped,
    ...process.argv.slice(2),
  ],
  { stdio: 'inherit', env },
);
rmSync(prepared, { recursive: true, force: true });
process.exit(run.status ?? 1);
