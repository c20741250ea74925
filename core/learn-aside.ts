/**
 * Learns the examples of the scenarios in a thread of its own, so that the server answers meanwhile, and remembers what
 * was learnt: the same examples, lexicon and program are not learnt twice. The memory is a file in the data folder;
 * without it everything works.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { keepCache } from './cache-file.ts';
import type { Learn } from './desk/scripts.ts';
import { lessonOf, understandBy } from './engine/understanding/create.ts';
import type { Lesson, Model } from './engine/understanding/learn.ts';

export interface LearnDeps {
  readonly dataDir: string;
  /** Hears why the thread could not do it. */
  readonly warn: (why: { readonly err: unknown }) => void;
  /** For tests that end a thread. */
  readonly spawn?: (lesson: Lesson) => Worker;
}

interface Remembered {
  readonly key: string;
  readonly model: Model;
}

const programDirs = ['engine/understanding', 'text'].map((dir) => join(import.meta.dirname, dir));
const quiet = ['--disable-warning=ExperimentalWarning'];

/** Changes with any letter of what is learnt and of the program that learns. */
const keyOf = (lesson: Lesson): string => {
  const hash = createHash('sha256');
  for (const dir of programDirs) {
    for (const name of readdirSync(dir).sort()) hash.update(name).update(readFileSync(join(dir, name)));
  }
  return hash.update(JSON.stringify(lesson)).digest('base64url');
};

const recall = (file: string, key: string): Model | null => {
  try {
    const remembered = deserialize(readFileSync(file)) as Remembered;
    return remembered.key === key ? remembered.model : null;
  } catch {
    return null;
  }
};

const spawnThread = (lesson: Lesson): Worker =>
  new Worker(new URL('learn-thread.ts', import.meta.url), { workerData: lesson, execArgv: quiet });

const learnAside = (worker: Worker): Promise<Model> =>
  new Promise((resolve, reject) => {
    // A server that stops does not wait for it.
    worker.unref();
    worker.once('message', (model: Model) => resolve(model));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the learning thread ended with ${code}`)));
  });

export const createLearn = ({ dataDir, warn, spawn = spawnThread }: LearnDeps): Learn => {
  const file = join(dataDir, 'understanding.cache');
  return async (scenarios, lexicon) => {
    const lesson = lessonOf(scenarios, lexicon);
    const key = keyOf(lesson);
    const known = recall(file, key);
    if (known) return understandBy(known);
    try {
      const model = await learnAside(spawn(lesson));
      keepCache(file, serialize({ key, model } satisfies Remembered));
      return understandBy(model);
    } catch (error) {
      warn({ err: error });
      throw error;
    }
  };
};
