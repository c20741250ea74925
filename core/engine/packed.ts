/** Loaded scenarios as plain data, to be copied or kept in a file, and back. */
import type { Place } from '../domain/conversation.ts';
import type { Scenario, Scenarios, Scene, Topic } from './scenario.ts';

export interface PackedScenarios {
  readonly version: string;
  readonly menu: Place;
  readonly scenarios: readonly (Omit<Scenario, 'scenes'> & { readonly scenes: readonly Scene[] })[];
  readonly topics: readonly Topic[];
}

export const pack = ({ version, menu, byId, topics }: Scenarios): PackedScenarios => ({
  version,
  menu,
  scenarios: [...byId.values()].map((scenario) => ({ ...scenario, scenes: [...scenario.scenes.values()] })),
  topics: [...topics.values()],
});

const byName = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((one) => [one.id, one]));

export const unpack = ({ version, menu, scenarios, topics }: PackedScenarios): Scenarios => ({
  version,
  menu,
  byId: byName(scenarios.map((scenario) => ({ ...scenario, scenes: byName(scenario.scenes) }))),
  topics: byName(topics),
});

/** One copy of each text, however often it stands there: names are then told apart at a glance, not letter by letter. */
const createPool = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    const first = known.get(text);
    if (first !== undefined) return first;
    known.set(text, text);
    return text;
  };
};

/** Reads what `pack` gave after it was written down as JSON. */
export const readPacked = (json: string): unknown => {
  const pool = createPool();
  return JSON.parse(json, (_key, value: unknown) => (typeof value === 'string' ? pool(value) : value));
};

/**
 * The same scenarios written down afresh. What comes out of a reader holds slices of whole files and lies scattered
 * among everything else that was read; copied, a scenario lies together, and the files can go.
 */
export const compact = (scenarios: Scenarios): Scenarios =>
  unpack(readPacked(JSON.stringify(pack(scenarios))) as PackedScenarios);
