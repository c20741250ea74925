/**
 * `npm run people -- rotate-key`: seals everything of the vault anew under another key. The server is stopped meanwhile:
 * it would not know the new key. May be killed at any moment and run again: until the last value lies under the new key
 * the old one is kept, and both are known.
 */
import type { Config } from '../config.ts';
import { freshKey, keepSecrets, localSecrets } from '../secrets.ts';
import { openStore } from '../storage/sqlite/open.ts';
import { systemClock } from '../system-clock.ts';
import { vaultKeys } from '../keys.ts';
import { createVault } from '../vault/vault.ts';

const batch = 200;

type KeyConfig = Pick<Config, 'dataDir' | 'personalKey' | 'personalKeysOld'>;

/** The new key is on the disk beside the old one before anything is sealed with it. */
const prepare = ({ dataDir, personalKey, personalKeysOld }: KeyConfig): void => {
  if (personalKey !== null) {
    if (personalKeysOld.length > 0) return;
    throw new Error(
      'Ключ задан в PERSONAL_KEY. Задайте в нём новый (openssl rand -base64 48), прежний впишите в PERSONAL_KEY_OLD ' +
        'и повторите команду.',
    );
  }
  const secrets = localSecrets(dataDir);
  // More than one: an earlier change was not finished, and goes on to the same key.
  if (secrets.personalKeys.length === 1) {
    keepSecrets(dataDir, { ...secrets, personalKeys: [freshKey(), ...secrets.personalKeys] });
  }
};

const finish = ({ dataDir, personalKey }: KeyConfig): string => {
  if (personalKey !== null) return 'Готово. Уберите PERSONAL_KEY_OLD: прежний ключ больше не нужен.';
  const { visitorKey, personalKeys } = localSecrets(dataDir);
  keepSecrets(dataDir, { visitorKey, personalKeys: [personalKeys[0]] });
  return 'Готово. Прежний ключ убран из secrets.json; для старых резервных копий базы сохраните его отдельно.';
};

/** @throws StoreLocked while the server runs; VaultLocked when a value lies under a key that is not known here. */
export const rotateKey = async (config: KeyConfig, out: (line: string) => void): Promise<void> => {
  const store = openStore({ dataDir: config.dataDir, clock: systemClock });
  try {
    prepare(config);
    const vault = createVault({ rows: store.sealed, keys: vaultKeys(config) });
    let renewed = 0;
    for (let n = await vault.renew(batch); n > 0; n = await vault.renew(batch)) {
      renewed += n;
      out(`Перешифровано: ${renewed}`);
    }
    out(finish(config));
  } finally {
    await store.close();
  }
};
