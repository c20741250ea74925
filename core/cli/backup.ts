/** `npm run backup -- create | check | restore`: a copy of everything but the keys, beside a running server. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { BackupRefused, readArchive } from '../backup/archive.ts';
import { createBackup } from '../backup/create.ts';
import { restoreBackup } from '../backup/restore.ts';
import { parseConfig } from '../config.ts';
import { StoreBroken, StoreLocked } from '../storage/sqlite/errors.ts';
import { numbersSkipped } from '../storage/sqlite/snapshot.ts';
import { environment } from './environment.ts';

const usage = `Как пользоваться:
  npm run backup -- create [ФАЙЛ]            сделать копию; сервер можно не останавливать
  npm run backup -- check ФАЙЛ               проверить, что копия цела
  npm run backup -- restore ФАЙЛ [--force]   вернуть данные из копии; сервер должен быть остановлен
`;

const aboutKeys = `Ключей в копии нет. Храните их отдельно от копий: файл secrets.json из папки данных
или переменные окружения, если ключи заданы в них. Без ключей скрытые данные не прочитать.`;

class Usage extends Error {}

const out = (text: string): void => void process.stdout.write(`${text}\n`);
const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

const dataFolder = (): string => {
  const parsed = parseConfig({ DATA_DIR: environment()['DATA_DIR'] });
  if (!parsed.ok) throw new BackupRefused(parsed.problems.join('\n'));
  return parsed.config.dataDir;
};

const create = async (given: string | undefined): Promise<void> => {
  const now = Date.now();
  const stamp = new Date(now).toISOString().replace(/[:.]/gu, '-').slice(0, 19);
  const file = resolve(given ?? join(dataFolder(), 'backups', `desk-${stamp}.tar`));
  const made = await createBackup(dataFolder(), file, now);
  out(`Копия готова и проверена: ${made.file}`);
  out(`${megabytes(made.bytes)} МБ, вложений: ${made.attachments}. Перенесите её на другую машину.`);
  out(aboutKeys);
};

const check = async (file: string): Promise<void> => {
  const { takenAt, entries } = await readArchive(resolve(file));
  out(`Копия цела. Сделана ${takenAt}, вложений: ${Object.keys(entries).length - 1}.`);
};

const restore = async (file: string, force: boolean): Promise<void> => {
  const dataDir = dataFolder();
  const { takenAt, attachments, before } = await restoreBackup(resolve(file), dataDir, { force, now: Date.now() });
  out(`Данные возвращены в «${dataDir}» по состоянию на ${takenAt}, вложений: ${attachments}.`);
  if (before !== null) out(`Прежние данные отложены в «${before}».`);
  out(
    `Номера обращений продолжатся с запасом в ${numbersSkipped}, чтобы ни один не повторился. Всем нужно войти заново.`,
  );
  out(aboutKeys);
};

const run = async (): Promise<void> => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { force: { type: 'boolean' } } });
  const [command, file, more] = positionals;
  if (more !== undefined) throw new Usage();
  if (command === 'create') await create(file);
  else if (command === 'check' && file !== undefined) await check(file);
  else if (command === 'restore' && file !== undefined) await restore(file, values.force ?? false);
  else throw new Usage();
};

const explain = (error: unknown): string => {
  if (error instanceof Usage || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS')) return usage;
  const expected = error instanceof BackupRefused || error instanceof StoreLocked || error instanceof StoreBroken;
  return `${error instanceof Error ? (expected ? error.message : error.stack) : String(error)}\n`;
};

try {
  await run();
} catch (error) {
  process.stderr.write(explain(error));
  process.exitCode = 1;
}
