/** `npm run backup -- …` and `npm run doctor -- …` as the engineer runs them. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { ownEnv } from '../support/child.ts';

export interface Said {
  readonly code: number;
  readonly text: string;
}

export const command = (
  name: 'backup' | 'doctor',
  dataDir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> =>
  new Promise((resolve) => {
    const script = join(import.meta.dirname, '../../core/cli', `${name}.ts`);
    const options = {
      cwd: join(import.meta.dirname, '../..'),
      env: { ...ownEnv(), DATA_DIR: dataDir, ...env },
    };
    const flags = ['--disable-warning=ExperimentalWarning', script];
    execFile(process.execPath, [...flags, ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, text: stdout + stderr });
    });
  });
