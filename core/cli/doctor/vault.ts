/** Whether the keys that are here open what is sealed in the database. Reads alone: the doctor makes no keys. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { vaultKeys } from '../../keys.ts';
import { checkVault } from '../../vault/check.ts';
import { bad, look, well, type Diagnosis } from './diagnosis.ts';

const hasKeys = ({ personalKey, dataDir }: Config): boolean => {
  if (personalKey !== null) return true;
  const file = join(dataDir, 'secrets.json');
  return existsSync(file) && 'personalKeys' in (JSON.parse(readFileSync(file, 'utf8')) as object);
};

/** `used`: ids of the keys that boxes in the database are sealed with. */
export const vault = async (config: Config, used: readonly string[]): Promise<Diagnosis> => {
  if (!hasKeys(config)) {
    return used.length === 0
      ? well('Зашифрованных данных нет')
      : bad('Ключа персональных данных нет', 'Верните PERSONAL_KEY или secrets.json: без него их не прочитать.');
  }
  const { level, why, detail } = await checkVault({ keys: async () => [...used] }, vaultKeys(config));
  if (level !== 'ok') return bad(why ?? 'персональные данные не читаются', detail ?? '');
  return detail === null ? well('Ключ открывает персональные данные') : look('Ключ меняли', detail);
};
