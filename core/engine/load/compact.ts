/**
 * The loaded scenarios written down afresh. What comes out of the reader holds slices of whole files and lies scattered
 * among everything else that was read; copied, a scenario lies together, and the files can go.
 */
import type { Scenario, Scene } from '../scenario.ts';

const copy = <T>(plain: T): T => JSON.parse(JSON.stringify(plain)) as T;

const compactOne = ({ scenes, ...frame }: Scenario): Scenario => ({
  ...copy(frame),
  scenes: new Map([...scenes.values()].map((scene): readonly [string, Scene] => [scene.id, copy(scene)])),
});

export const compact = (scenarios: ReadonlyMap<string, Scenario>): ReadonlyMap<string, Scenario> =>
  new Map([...scenarios.values()].map((scenario) => [scenario.id, compactOne(scenario)]));
