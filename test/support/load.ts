/** How a desk that a test puts together comes by its scenarios. */
import { join } from 'node:path';
import type { Learn, Load } from '../../core/desk/scripts.ts';
import { loadScenarios } from '../../core/engine/load.ts';
import { createLearn } from '../../core/learn-aside.ts';
import type { ScenarioFile } from '../../core/ports/scenario-store.ts';
import { createLoad } from '../../core/scenario-cache.ts';
import { readScenarioFiles } from '../../core/scenario-files.ts';
import { kindOf, preparedIn } from './hired.ts';
import { shippedScenarios } from './scenarios.ts';

/** Anew each time, remembering nothing. */
export const plainLoad: Load = async (files) => loadScenarios(files);

/** As the product does: what the data folder remembers is neither read nor learnt again. */
export const remembered = (dataDir: string): { readonly load: Load; readonly learn: Learn } => ({
  load: createLoad(dataDir),
  learn: createLearn({ dataDir, warn: () => {} }),
});

/** The shipped scenarios, read and learnt once for the whole run by `prepare.ts`. */
export const shipped = (): {
  readonly folder: readonly ScenarioFile[];
  readonly load: Load;
  readonly learn?: Learn;
} => {
  const prepared = process.env[preparedIn];
  const how = prepared === undefined ? { load: plainLoad } : remembered(join(prepared, kindOf(shippedScenarios)));
  return { folder: readScenarioFiles(shippedScenarios), ...how };
};
