/** Every kind of job of the desk, one file each. Kinds that need more than the desk has are given to `createDesk`. */
import type { VerbDeps } from '../perform.ts';
import type { JobTable } from './job.ts';
import { createSilence } from './silence.ts';

export const createJobTable = (deps: VerbDeps): JobTable => ({
  silence: createSilence(deps),
});
