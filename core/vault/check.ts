/** Whether the keys that are here open what is there; asked by health and doctor. */
import { fine, type Finding } from '../ports/health.ts';
import type { SealedRows } from '../ports/personal.ts';
import type { VaultKey } from './keys.ts';

export const checkVault = async (rows: Pick<SealedRows, 'keys'>, keys: readonly VaultKey[]): Promise<Finding> => {
  const used = await rows.keys();
  const unknown = used.filter((id) => keys.every((key) => key.id !== id));
  if (unknown.length > 0) {
    const detail =
      'верните прежний ключ: PERSONAL_KEY, PERSONAL_KEY_OLD или DATA_DIR/secrets.json оттуда же, откуда база; ' +
      `нет ключей: ${unknown.join(', ')}`;
    return { level: 'degraded', why: 'часть персональных данных зашифрована другим ключом', detail };
  }
  const old = used.filter((id) => id !== keys[0]?.id);
  return old.length === 0 ? fine() : fine('смена ключа не закончена: npm run people -- rotate-key');
};
