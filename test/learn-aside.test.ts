import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { loadScenarios } from '../core/engine/load.ts';
import { lessonOf } from '../core/engine/understanding/create.ts';
import { learn } from '../core/engine/understanding/learn.ts';
import { keepCache } from '../core/cache-file.ts';
import { createLearn } from '../core/learn-aside.ts';
import { sampleFiles } from './engine/scripts.ts';
import { tempDir } from './support/product.ts';

const loaded = loadScenarios(sampleFiles());
if (!loaded.ok) throw new Error('the sample has problems');
const { scenarios, lexicon } = loaded;

const dataDir = tempDir();
const cache = join(dataDir, 'understanding.cache');
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const texts = ['не могу войти', 'какой размер файла', 'ghbdtn', 'немогувойти', 'почём гречка'];
const never = (): Worker => {
  throw new Error('nothing is to be learnt again');
};

describe('examples learnt aside', () => {
  test('the same examples give the same model, bit for bit', () => {
    const lesson = lessonOf(scenarios, lexicon);
    expect(learn(lesson)).toEqual(learn(lesson));
  });

  test('by a thread, remembered, and understood alike from the memory', async () => {
    const understand = await createLearn({ dataDir, warn: () => {} })(scenarios, lexicon);
    expect(statSync(cache).mode & 0o077).toBe(0);
    const again = await createLearn({ dataDir, warn: () => {}, spawn: never })(scenarios, lexicon);
    for (const text of texts) expect(again(text)).toEqual(understand(text));
    expect(understand('не могу войти').ranked[0]?.topic).toBe('login-problem');
  });

  test('a changed lexicon or a damaged memory is learnt anew', async () => {
    let spawned = 0;
    const spawn = (): Worker => {
      spawned += 1;
      throw new Error('no thread here');
    };
    const told: unknown[] = [];
    const learnBoth = createLearn({ dataDir, warn: ({ err }) => told.push(err), spawn });
    await expect(learnBoth(scenarios, [{ id: 'файл', words: ['файл'] }])).rejects.toThrow('no thread here');
    writeFileSync(cache, 'broken');
    await expect(learnBoth(scenarios, lexicon)).rejects.toThrow('no thread here');
    expect([spawned, told.length]).toEqual([2, 2]);
  });

  test('what cannot be put in place leaves nothing half written', () => {
    const taken = join(dataDir, 'taken');
    mkdirSync(join(taken, 'inside'), { recursive: true });
    keepCache(taken, 'what was learnt');
    expect(existsSync(`${taken}.new`)).toBe(false);
  });

  test('a thread that dies is told, not waited for', async () => {
    const spawn = (): Worker => new Worker('process.exit(3)', { eval: true });
    await expect(createLearn({ dataDir, warn: () => {}, spawn })(scenarios, lexicon)).rejects.toThrow('ended with 3');
  });
});
