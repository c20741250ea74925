/**
 * Which scripts conversations walk: the active published version, and the older ones that open tickets are pinned to.
 * Scenes are pinned; facts, phrases and the understanding are always today's.
 */
import type { Loaded } from '../engine/load.ts';
import type { Problem } from '../engine/problem.ts';
import type { Scenarios } from '../engine/scenario.ts';
import type { Script } from '../engine/types.ts';
import { createUnderstand } from '../engine/understanding/create.ts';
import type { Understand } from '../engine/understanding/understanding.ts';
import type { ScenarioFile, ScenarioStore } from '../ports/scenario-store.ts';

export interface Scripts {
  current(): Script;
  /** Learns the examples now, instead of at the first free text: after the doors are open, before anybody writes. */
  warmUp(): void;
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

/** How files become scenarios; `core/engine/load.ts` behind whatever remembers its work. */
export type Load = (files: readonly ScenarioFile[]) => Promise<Loaded>;

const scriptOf = async (load: Load, files: readonly ScenarioFile[]): Promise<Script> => {
  const loaded = await load(files);
  if (!loaded.ok) throw new ScenariosBroken(loaded.problems);
  return {
    scenarios: loaded.scenarios,
    organisation: loaded.organisation,
    phrases: loaded.phrases,
    understand: learnt(loaded.scenarios),
  };
};

/** Learning the examples takes a while; it is put off until the first text or `warmUp`. */
const learnt = (scenarios: Scenarios): Understand => {
  let understand: Understand | null = null;
  return (text) => (understand ??= createUnderstand(scenarios))(text);
};

/** Publishes the files as the active version. @throws ScenariosBroken with every problem found. */
export const createScripts = async (
  store: ScenarioStore,
  files: readonly ScenarioFile[],
  now: number,
  load: Load,
): Promise<Scripts> => {
  const active = await scriptOf(load, files);
  await store.publish({ hash: active.scenarios.version, publishedAt: now, files });
  const older = new Map<string, Script>();

  const loadOlder = async (version: string): Promise<Script> => {
    const published = await store.load(version);
    const loaded = published && (await load(published.files));
    return loaded?.ok ? { ...active, scenarios: loaded.scenarios } : active;
  };

  return {
    current: () => active,
    warmUp: () => void active.understand(''),
    pinned: async (version) => {
      if (version === null || version === active.scenarios.version) return active;
      const known = older.get(version) ?? (await loadOlder(version));
      older.set(version, known);
      return known;
    },
  };
};
