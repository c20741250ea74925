/** Which keys are worked with: those of the environment, or those generated into the data folder. */
import type { Config } from './config.ts';
import { localSecrets } from './secrets.ts';
import { vaultKey, type VaultKey } from './vault/keys.ts';

export const vaultKeys = (
  config: Pick<Config, 'dataDir' | 'personalKey' | 'personalKeysOld'>,
): readonly [VaultKey, ...VaultKey[]] => {
  const [first, ...others] =
    config.personalKey === null
      ? localSecrets(config.dataDir).personalKeys
      : [config.personalKey, ...config.personalKeysOld];
  return [vaultKey(first ?? ''), ...others.map(vaultKey)];
};

/** Signs what citizens hold: visitor tokens, one-time links. */
export const visitorKey = (config: Pick<Config, 'dataDir' | 'visitorKey'>): string =>
  config.visitorKey ?? localSecrets(config.dataDir).visitorKey;
