/**
 * Keys that were not given: made once and kept in `DATA_DIR/secrets.json` (0600), outside the database and its backups.
 * A change of the file is whole or not at all.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const key = z.string().min(32);
const secretsSchema = z.strictObject({
  visitorKey: key,
  /** The present one first; the others open what is not yet sealed anew. Absent in files of the first version. */
  personalKeys: z.array(key).min(1).optional(),
});

export interface Secrets {
  readonly visitorKey: string;
  readonly personalKeys: readonly [string, ...string[]];
}

export const freshKey = (): string => randomBytes(48).toString('base64url');

const fileIn = (dataDir: string): string => join(dataDir, 'secrets.json');

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

/** On the disk before it takes the place of the old one: a key that is lost is worse than one that was never made. */
export const keepSecrets = (dataDir: string, secrets: Secrets): void => {
  const file = fileIn(dataDir);
  const handle = openSync(`${file}.new`, 'w', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(secrets, null, 2)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.new`, file);
};

export const localSecrets = (dataDir: string): Secrets => {
  const kept = read(fileIn(dataDir));
  const { visitorKey = freshKey(), personalKeys } = kept === null ? {} : secretsSchema.parse(JSON.parse(kept));
  const [first = freshKey(), ...others] = personalKeys ?? [];
  const secrets: Secrets = { visitorKey, personalKeys: [first, ...others] };
  if (personalKeys === undefined) keepSecrets(dataDir, secrets);
  return secrets;
};
