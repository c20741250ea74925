/**
 * `npm run doctor`: looks the whole installation over, beside a running server or without one, and says what helps.
 * `doctor -- retry KEY | drop KEY` ends a dead letter, `doctor -- reindex` has the search index made anew. Leaves with 0 when nothing is bad, 1 when something is, 2 when
 * it was called wrongly.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseConfig, type Config } from '../config.ts';
import { StoreBroken } from '../storage/sqlite/errors.ts';
import { openBeside } from '../storage/sqlite/open-beside.ts';
import { hasStore, readOnly, type ReadOnlyStore } from '../storage/sqlite/read-only.ts';
import { forgetIndex } from '../storage/sqlite/search/beside.ts';
import { createUpkeep } from '../storage/sqlite/upkeep.ts';
import { content } from './doctor/content.ts';
import { bad, type Diagnosis, type Gravity } from './doctor/diagnosis.ts';
import { files as filesOnDisk } from './doctor/files.ts';
import { disk, keys, rights, settings, versions } from './doctor/installation.ts';
import { search } from './doctor/search.ts';
import { stored } from './doctor/stored.ts';
import { vault } from './doctor/vault.ts';
import { environment } from './environment.ts';

const usage = `Как пользоваться:
  npm run doctor                  осмотреть установку; сервер можно не останавливать
  npm run doctor -- retry КЛЮЧ    повторить событие, которое не удалось обработать
  npm run doctor -- drop КЛЮЧ     забыть его
  npm run doctor -- reindex       составить указатель поиска заново; сервер можно не останавливать
`;

class Usage extends Error {}
class NoSuchLetter extends Error {}

const signs: Readonly<Record<Gravity, string>> = { ok: '  ✓', look: '  !', bad: '  ✗' };
const out = (text: string): void => void process.stdout.write(`${text}\n`);

const tell = ({ gravity, what, cure }: Diagnosis): void => {
  out(`${signs[gravity]} ${what}`);
  if (cure !== null) out(`      ${cure}`);
};

/** Settings that cannot be used must not stop the doctor: what is left of them is enough to find the data. */
const configOf = (env: NodeJS.ProcessEnv): Config => {
  const whole = parseConfig(env);
  const parsed = whole.ok ? whole : parseConfig({ DATA_DIR: env['DATA_DIR']?.trim() });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  return parsed.config;
};

const ofStore = <T>(dataDir: string, read: (store: ReadOnlyStore) => T): T => {
  const store = readOnly(dataDir);
  try {
    return read(store);
  } finally {
    store.close();
  }
};

const contents = async (config: Config, now: number): Promise<readonly Diagnosis[]> => {
  const { dataDir } = config;
  if (!hasStore(dataDir)) return [];
  const used = ofStore(dataDir, (store) => store.sealedBy());
  const scenarios = ofStore(dataDir, (store) => store.activeScenarios());
  const files = ofStore(dataDir, (store) => store.files());
  const lines = ofStore(dataDir, (store) => store.lines());
  return [
    await vault(config, used),
    ...filesOnDisk(dataDir, files),
    search(dataDir, lines),
    ...content(scenarios, now),
  ];
};

/** What cannot be looked at is a finding too. */
const attempt = async (
  look: () => readonly Diagnosis[] | Promise<readonly Diagnosis[]>,
): Promise<readonly Diagnosis[]> => {
  try {
    return await look();
  } catch (error) {
    if (error instanceof StoreBroken) return [bad(error.message, 'Копии: npm run backup -- restore ФАЙЛ --force.')];
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return [bad(`Не удалось посмотреть: ${(error as Error).message}`, 'Проверьте папку данных и права на неё.')];
  }
};

const lookOver = async (): Promise<Gravity> => {
  const env = environment();
  const config = configOf(env);
  const now = Date.now();
  const found = [
    ...settings(env),
    versions(),
    ...(await attempt(() => [disk(config), ...rights(config), keys(config)])),
    ...(await attempt(() => stored(config.dataDir, now))),
    ...(await attempt(() => contents(config, now))),
  ];
  out(`Осмотр «${config.dataDir}»:`);
  for (const diagnosis of found) tell(diagnosis);
  const count = (gravity: Gravity): number => found.filter((one) => one.gravity === gravity).length;
  out(`\nПлохо: ${count('bad')}, посмотреть: ${count('look')}, в порядке: ${count('ok')}.`);
  return count('bad') > 0 ? 'bad' : 'ok';
};

const endLetter = async (verb: 'retry' | 'drop', key: string): Promise<void> => {
  const { db, writer, close } = openBeside(configOf(environment()).dataDir);
  try {
    const upkeep = createUpkeep({ db, writer });
    const done = verb === 'retry' ? await upkeep.retryDeadLetter(key, Date.now()) : await upkeep.dropDeadLetter(key);
    if (!done) throw new NoSuchLetter('Такого необработанного события нет. Список: npm run doctor.');
    out(verb === 'retry' ? 'Будет повторено: работающим сервером сразу, иначе после запуска.' : 'Забыто.');
  } finally {
    await close();
  }
};

const reindex = (): void => {
  forgetIndex(join(configOf(environment()).dataDir, 'search.db'));
  out('Указатель поиска будет составлен заново: работающим сервером сейчас, иначе после запуска.');
};

const run = async (): Promise<number> => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [verb, key, more] = positionals;
  if (verb === undefined) return (await lookOver()) === 'bad' ? 1 : 0;
  if (verb === 'reindex' && key === undefined) {
    reindex();
    return 0;
  }
  if ((verb !== 'retry' && verb !== 'drop') || key === undefined || more !== undefined) throw new Usage();
  await endLetter(verb, key);
  return 0;
};

try {
  process.exitCode = await run();
} catch (error) {
  const wrongly = error instanceof Usage || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS');
  const said =
    error instanceof Error
      ? error instanceof StoreBroken || error instanceof NoSuchLetter
        ? error.message
        : error.stack
      : String(error);
  process.stderr.write(wrongly ? usage : `${said}\n`);
  process.exitCode = wrongly ? 2 : 1;
}
