import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadScenarios } from '../core/engine/load.ts';
import { createLoad } from '../core/scenario-cache.ts';
import { readScenarioFiles } from '../core/scenario-files.ts';
import { tempDir } from './support/product.ts';

const files = readScenarioFiles('scenarios');
const dataDir = tempDir();
const cache = join(dataDir, 'scenarios.cache.json');
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the memory of loaded scenarios', () => {
  test('gives back exactly what loading gives', async () => {
    const plain = loadScenarios(files);
    expect(await createLoad(dataDir)(files)).toEqual(plain);
    expect(statSync(cache).mode & 0o077).toBe(0);
    expect(await createLoad(dataDir)(files)).toEqual(plain);
  });

  test('is not believed when a letter of the scenarios has changed', async () => {
    const edited = files.map((file) =>
      file.path === 'phone.yml' ? { ...file, text: file.text.replace('Горячая линия', 'Горячая  линия') } : file,
    );
    const loaded = await createLoad(dataDir)(edited);
    expect(loaded.ok && loaded.scenarios.version).not.toBe(JSON.parse(readFileSync(cache, 'utf8')).version);
    expect(loaded).toEqual(loadScenarios(edited));
  });

  test('that is damaged or cannot be written costs nothing but time', async () => {
    writeFileSync(cache, '{"key":');
    expect(await createLoad(dataDir)(files)).toEqual(loadScenarios(files));
    expect(await createLoad('/nowhere/at/all')(files)).toEqual(loadScenarios(files));
  });

  test('does not remember what was refused', async () => {
    const broken = files.filter(({ path }) => path !== 'phrases.yml');
    rmSync(cache, { force: true });
    expect((await createLoad(dataDir)(broken)).ok).toBe(false);
    expect(() => statSync(cache)).toThrow();
  });
});
