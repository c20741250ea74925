/** Keys that were not given: made once and kept in `DATA_DIR/secrets.json` (0600), outside the database and its backups. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const secretsSchema = z.strictObject({ visitorKey: z.string().min(32) });
export type Secrets = z.infer<typeof secretsSchema>;

const read = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

export const localSecrets = (dataDir: string): Secrets => {
  const file = join(dataDir, 'secrets.json');
  const kept = read(file);
  if (kept !== null) return secretsSchema.parse(JSON.parse(kept));
  const secrets = { visitorKey: randomBytes(48).toString('base64url') };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  return secrets;
};
