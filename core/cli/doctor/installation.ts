/** The machine around the data: settings, versions, disk, the rights of the folder and of the keys in it. */
import { readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig, type Config } from '../../config.ts';
import { bad, look, well, type Diagnosis } from './diagnosis.ts';

const mb = 2 ** 20;
const fewMb = 512;
const wantedNode = 24;

export const settings = (env: Readonly<Record<string, string | undefined>>): readonly Diagnosis[] => {
  const parsed = parseConfig(env);
  if (parsed.ok) {
    const notices = parsed.config.messengers.notices.map((notice) => look(notice, 'Это можно изменить в .env.'));
    return [well('Настройки годятся'), ...notices];
  }
  return parsed.problems.map((problem) => bad(`Настройка ${problem}`, 'Поправьте .env или окружение.'));
};

export const versions = (): Diagnosis => {
  const { node } = process.versions;
  return Number(node.split('.')[0]) < wantedNode
    ? bad(`Node ${node} стар`, 'Запускайте через npm: рабочий Node ставится вместе с проектом (npm install).')
    : well(`Node ${node}`);
};

export const disk = ({ dataDir }: Config): Diagnosis => {
  const { bavail, bsize } = statfsSync(dataDir);
  const free = Math.floor((bavail * bsize) / mb);
  return free < fewMb
    ? bad(`На диске с данными свободно ${free} МБ`, 'Освободите место: при полном диске обращения не принимаются.')
    : well(`На диске с данными свободно ${free} МБ`);
};

const openToOthers = (path: string): boolean => (statSync(path).mode & 0o077) !== 0;

const modeOf = (path: string): number | null => {
  try {
    return statSync(path).mode;
  } catch {
    return null;
  }
};

export const rights = ({ dataDir }: Config): readonly Diagnosis[] => {
  const owned = ['', 'desk.db', 'secrets.json', 'first-sign-in.txt'].map((name) => join(dataDir, name));
  const open = owned.filter((path) => modeOf(path) !== null && openToOthers(path));
  if (open.length === 0) return [well('Папку данных и ключи читает только их владелец')];
  return open.map((path) => bad(`«${path}» могут читать другие`, `chmod go= "${path}"`));
};

/** Keys are either given or lie in the folder; a folder that has data and no keys has lost them. */
export const keys = (config: Config): Diagnosis => {
  const file = join(config.dataDir, 'secrets.json');
  const given = config.visitorKey !== null && config.personalKey !== null;
  if (modeOf(file) === null) {
    return given
      ? well('Ключи заданы в окружении')
      : bad(
          'Ключей нет ни в окружении, ни в папке данных',
          `Верните «${file}» оттуда, где храните ключи. Без него посетители потеряют доступ к своим диалогам.`,
        );
  }
  try {
    JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return bad(`«${file}» не читается`, 'Верните файл оттуда, где храните ключи.');
  }
  return config.production
    ? look('Ключи лежат рядом с данными', 'Перенесите их в окружение, файл уберите в хранилище ключей.')
    : well('Ключи лежат в папке данных');
};
