/** Lines of text with what each is about: from a JSON-lines file, or the examples that the scenarios ship. */
import { readFileSync } from 'node:fs';
import { loadScenarios } from '../../engine/load.ts';
import { lessonOf } from '../../engine/understanding/create.ts';
import type { Lesson } from '../../engine/understanding/learn.ts';
import { outOfScope } from '../../engine/understanding/reserved.ts';
import { readScenarioFiles } from '../../scenario-files.ts';

export interface Sample {
  readonly text: string;
  readonly topic: string;
  /** How it was written: clean, with slips, at length… */
  readonly kind: string;
}

/** What stands wrong in a file or on the command line, in words that tell the cure. */
export class CannotRead extends Error {}

const isOutOfScope = (topic: string): boolean => topic === outOfScope || topic === '__oos__';

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

const readLine = (line: string, where: string): Sample => {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    throw new CannotRead(`${where}: это не JSON. Нужна строка вида {"text": "…", "topic": "…"}.`);
  }
  const { text, topic, label, kind } = (data ?? {}) as Readonly<Record<string, unknown>>;
  const words = textOf(text);
  const about = textOf(topic) ?? textOf(label);
  if (words === null || about === null) {
    throw new CannotRead(`${where}: нужны «text» и «topic» (или «label»).`);
  }
  return { text: words, topic: isOutOfScope(about) ? outOfScope : about, kind: textOf(kind) ?? '' };
};

export const readSamples = (file: string): readonly Sample[] => {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    throw new CannotRead(`Файл ${file} не читается.`);
  }
  return content
    .split('\n')
    .map((line, at) => ({ line, where: `${file}:${at + 1}` }))
    .filter(({ line }) => line.trim() !== '')
    .map(({ line, where }) => readLine(line, where));
};

/** What the scenarios in the folder teach. */
export const shippedLesson = (folder: string): Lesson => {
  const loaded = loadScenarios(readScenarioFiles(folder));
  if (!loaded.ok) {
    const [first] = loaded.problems;
    throw new CannotRead(`Сценарии с замечаниями (${first?.file}:${first?.line}). Сначала: npm run scenarios -- check`);
  }
  return lessonOf(loaded.scenarios, loaded.lexicon);
};

/** The lexicon joins words of our topics; lines about other things are learnt without it. */
export const lessonFrom = (samples: readonly Sample[], shipped: Lesson): Lesson => {
  const ours = new Set(shipped.examples.map(({ topic }) => topic));
  const isOurs = samples.some(({ topic }) => topic !== outOfScope && ours.has(topic));
  return { examples: samples, lexicon: isOurs ? shipped.lexicon : [] };
};
