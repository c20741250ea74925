import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, openCitizen, startProduct, type CitizenScreen, type Product } from './support/product.ts';

const root = join(import.meta.dirname, '..');
const site = 'http://localhost:8080';
const waitMs = 60_000;

const temp = (): string => mkdtempSync(join(tmpdir(), 'scenarios-'));
const [watched, other, pulled] = [temp(), temp(), temp()];
for (const folder of [watched, other]) cpSync(join(root, 'scenarios'), folder, { recursive: true });

const change = (folder: string, from: string, to: string): void => {
  const file = join(folder, 'login-problem.yml');
  const text = readFileSync(file, 'utf8');
  if (!text.includes(from)) throw new Error(`no «${from}»`);
  writeFileSync(file, text.replace(from, to));
};

let product: Product;
const screens: CitizenScreen[] = [];
beforeAll(async () => {
  product = await startProduct({ env: { SCENARIOS_DIR: watched } });
});
afterAll(async () => {
  for (const screen of screens) screen.close();
  await product.end();
  for (const folder of [watched, other, pulled]) rmSync(folder, { recursive: true, force: true });
});

const command = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['core/cli/scenarios.ts', ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, DATA_DIR: product.dataDir, SCENARIOS_DIR: watched },
  });

const asking = async (): Promise<CitizenScreen> => {
  const screen = await openCitizen(product.url, null, site);
  screens.push(screen);
  await screen.press('Не получается войти');
  await eventually(() => screen.view().number);
  return screen;
};

/** A citizen of this moment reads the text. */
const isSaid = async (text: string): Promise<void> => {
  const until = Date.now() + waitMs;
  for (;;) {
    const read = (await asking()).texts().at(-1) ?? '';
    if (read.includes(text)) return;
    if (Date.now() > until) throw new Error(`nobody reads «${text}», but «${read}»`);
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
};

test('an edit of the folder is published while the product runs; who has begun stays on the old scenes', async () => {
  const elena = await asking();
  change(watched, 'say: Что мешает войти?', 'say: Расскажите, что мешает войти?');
  await isSaid('Расскажите, что мешает войти?');
  await elena.press('Не приходит код');
  await elena.press('Назад');
  await eventually(() => elena.texts().at(-1)?.startsWith('Что мешает войти?'));
});

test('a broken edit leaves the version before, and the next good one is taken', async () => {
  change(watched, 'Меня взломали: hacked', 'Меня взломали: haked');
  await new Promise((resolve) => setTimeout(resolve, 1000));
  await isSaid('Расскажите, что мешает войти?');
  expect(command('check', watched).stderr).toContain('«haked» не найдено');
  change(watched, 'Меня взломали: haked', 'Меня взломали: hacked');
  change(watched, 'Расскажите, что мешает войти?', 'Что мешает вам войти?');
  await isSaid('Что мешает вам войти?');
});

test('push publishes to the running product, pull brings it into a folder, rollback is one command', async () => {
  change(other, 'say: Что мешает войти?', 'say: Что не даёт войти?');
  expect(command('push', other)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('Опубликовано') as string,
  });
  expect(command('push', other).stdout).toContain('Опубликовано уже это');
  await isSaid('Что не даёт войти?');
  expect(command('pull', pulled).status).toBe(0);
  expect(readFileSync(join(pulled, 'login-problem.yml'), 'utf8')).toContain('Что не даёт войти?');
  expect(command('versions').stdout).toMatch(/^→ [0-9a-f]{12} .*push\n/u);
  expect(command('rollback').stdout).toContain('Опубликовано');
  await isSaid('Что мешает вам войти?');
  expect(command('rollback', 'abc').stderr).toContain('Такой версии нет');
});

test('push refuses a broken folder in words and changes nothing', async () => {
  change(other, 'Меня взломали: hacked', 'Меня взломали: haked');
  const { status, stderr } = command('push', other);
  expect(status).toBe(1);
  expect(stderr).toMatch(/login-problem\.yml:\d+: Некуда идти: «haked» не найдено/u);
  expect(stderr).toContain('прежняя версия остаётся');
  await isSaid('Что мешает вам войти?');
});
