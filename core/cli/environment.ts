/** Settings for commands, as for the server: what is set wins, the rest comes from `.env` beside package.json. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '../../.env');

export const environment = (): NodeJS.ProcessEnv => {
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
};
