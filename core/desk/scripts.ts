/**
 * Which scripts conversations walk: the active published version, and the older ones that open tickets are pinned to.
 * Scenes are pinned; facts, phrases and the understanding are always today's.
 */
import { loadScenarios } from '../engine/load.ts';
import type { Problem } from '../engine/problem.ts';
import type { Script } from '../engine/types.ts';
import { createUnderstand } from '../engine/understanding/create.ts';
import type { ScenarioFile, ScenarioStore } from '../ports/scenario-store.ts';

export interface Scripts {
  current(): Script;
  /** The script of a pinned version; today's when that version is unknown or no longer readable. */
  pinned(version: string | null): Promise<Script>;
}

export class ScenariosBroken extends Error {
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super(`${problems.length} problems in the scenarios`);
    this.name = 'ScenariosBroken';
    this.problems = problems;
  }
}

const scriptOf = (files: readonly ScenarioFile[]): Script => {
  const loaded = loadScenarios(files);
  if (!loaded.ok) throw new ScenariosBroken(loaded.problems);
  return {
    scenarios: loaded.scenarios,
    organisation: loaded.organisation,
    phrases: loaded.phrases,
    understand: createUnderstand(loaded.scenarios),
  };
};

/** Publishes the files as the active version. @throws ScenariosBroken with every problem found. */
export const createScripts = async (
  store: ScenarioStore,
  files: readonly ScenarioFile[],
  now: number,
): Promise<Scripts> => {
  const active = scriptOf(files);
  await store.publish({ hash: active.scenarios.version, publishedAt: now, files });
  const older = new Map<string, Script>();

  const load = async (version: string): Promise<Script> => {
    const published = await store.load(version);
    const loaded = published && loadScenarios(published.files);
    return loaded?.ok ? { ...active, scenarios: loaded.scenarios } : active;
  };

  return {
    current: () => active,
    pinned: async (version) => {
      if (version === null || version === active.scenarios.version) return active;
      const known = older.get(version) ?? (await load(version));
      older.set(version, known);
      return known;
    },
  };
};
