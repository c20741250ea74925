/** Scripts for tests: the shipped scenarios, a small sample of them, and folders written on the spot. */
import { join } from 'node:path';
import { createCalendar } from '../../core/domain/calendar.ts';
import { loadScenarios, type SourceFile } from '../../core/engine/load.ts';
import type { Problem } from '../../core/engine/problem.ts';
import type { Script } from '../../core/engine/types.ts';
import { createUnderstand } from '../../core/engine/understanding/create.ts';
import { readScenarioFiles } from '../../core/scenario-files.ts';

export const shippedFolder = join(import.meta.dirname, '../../scenarios');

export const shippedFiles = (): readonly SourceFile[] => readScenarioFiles(shippedFolder);

/** Six small scenarios in which every kind of scene occurs, with the facts and phrases of the day. */
export const sampleFiles = (): readonly SourceFile[] => [
  ...shippedFiles().filter(({ path }) => path === 'organisation.yml' || path === 'phrases.yml'),
  ...readScenarioFiles(join(import.meta.dirname, 'sample')),
];

export const problemsWith = (files: readonly SourceFile[]): readonly Problem[] => {
  const loaded = loadScenarios(files);
  return loaded.ok ? [] : loaded.problems;
};

const built = new Map<string, Script>();

const build = (files: readonly SourceFile[]): Script => {
  const loaded = loadScenarios(files);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems, null, 1));
  const { scenarios, organisation, phrases, lexicon } = loaded;
  return {
    scenarios,
    organisation,
    phrases,
    understand: createUnderstand(scenarios, lexicon),
    calendar: createCalendar(organisation),
  };
};

/** A script does not change, and learning takes its time: the same files are read once. */
export const scriptOf = (files: readonly SourceFile[]): Script => {
  const key = JSON.stringify(files);
  const script = built.get(key) ?? build(files);
  built.set(key, script);
  return script;
};

export const shipped = (): Script => scriptOf(shippedFiles());

export const sample = (): Script => scriptOf(sampleFiles());

/** The sample files with one replaced, added (text) or left out (null). */
export const filesWith = (changes: Readonly<Record<string, string | null>>): readonly SourceFile[] => [
  ...sampleFiles().filter(({ path }) => !Object.hasOwn(changes, path)),
  ...Object.entries(changes).flatMap(([path, text]) => (text === null ? [] : [{ path, text }])),
];
