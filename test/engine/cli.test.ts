import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkScenarios } from '../../core/cli/scenarios.ts';
import { filesWith, sampleFiles } from './scripts.ts';

const root = join(import.meta.dirname, '../..');

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, ['core/cli/scenarios.ts', ...args], { cwd: root, encoding: 'utf8' });

const withFolder = (files: ReturnType<typeof sampleFiles>, use: (folder: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  try {
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('an author checks the scenarios', () => {
  test('and reads what there is when all is well', () => {
    const { status, stdout, stderr } = run('check');
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Всё в порядке: \d+ сценари\S+, \d+ сцен\S*, \d+ тем\S*\. Версия [0-9a-f]{12}\.\n$/u);
    expect(status).toBe(0);
  });

  test('and reads file, line, what and cure of every problem otherwise', () => {
    const menu = sampleFiles().find(({ path }) => path === 'menu.yml')?.text ?? '';
    withFolder(filesWith({ 'menu.yml': menu.replace(': phone', ': telephone') }), (folder) => {
      const { status, stderr } = run('check', folder);
      expect(stderr).toBe(
        'menu.yml:22: Некуда идти: «telephone» не найдено.\n' +
          '  Впишите имя сцены этого файла, имя сценария или сценарий/сцена.\n\n' +
          '1 замечание. Пока они есть, сценарии не публикуются.\n',
      );
      expect(status).toBe(1);
    });
  });

  test('and is told in November that the calendar ends', () => {
    const text = sampleFiles().find(({ path }) => path === 'organisation.yml')?.text ?? '';
    const shorter = text.replace(/ {2}- year: 2027[\s\S]*?(?=\n#)/u, '');
    withFolder(filesWith({ 'organisation.yml': shorter }), (folder) => {
      expect(checkScenarios(folder, Date.UTC(2026, 9, 1)).code).toBe(0);
      expect(checkScenarios(folder, Date.UTC(2026, 10, 1)).text).toContain('нет 2027 года');
    });
  });

  test('and is told how to ask, or that the folder is not there', () => {
    expect(run().status).toBe(2);
    expect(run('chek').stderr).toContain('npm run scenarios -- check');
    expect(run('check', '/no/such/folder')).toMatchObject({ status: 1, stderr: 'Нет папки /no/such/folder.\n' });
  });
});
