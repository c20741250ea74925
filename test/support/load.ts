/** How a desk that a test puts together comes by its scenarios. */
import type { Learn, Load } from '../../core/desk/scripts.ts';
import { loadScenarios } from '../../core/engine/load.ts';
import { createLearn } from '../../core/learn-aside.ts';
import { createLoad } from '../../core/scenario-cache.ts';

/** Anew each time, remembering nothing. */
export const plainLoad: Load = async (files) => loadScenarios(files);

/** As the product does: what the data folder remembers is neither read nor learnt again. */
export const remembered = (dataDir: string): { readonly load: Load; readonly learn: Learn } => ({
  load: createLoad(dataDir),
  learn: createLearn({ dataDir, warn: () => {} }),
});
