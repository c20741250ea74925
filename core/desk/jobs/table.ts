/** Every kind of job of the desk, one file each. Kinds that need more than the desk has are given to `createDesk`. */
import type { ShiftDesk } from '../../ports/desk.ts';
import type { People } from '../../ports/people.ts';
import { termJobs } from '../timers.ts';
import { createIdle, type IdleDeps } from './idle.ts';
import type { JobTable } from './job.ts';
import { createLeft, type LeaveDeps } from './left.ts';
import { createSilence } from './silence.ts';
import { createTermJob } from './terms.ts';
import { createUnanswered, createUnansweredSoon } from './unanswered.ts';

export interface JobTableDeps extends LeaveDeps, IdleDeps {
  readonly people: LeaveDeps['people'] & Pick<People, 'list'>;
  readonly scripts: LeaveDeps['scripts'];
  readonly clock: LeaveDeps['clock'];
}

export const createJobTable = (deps: JobTableDeps, shift: Pick<ShiftDesk, 'missed'>): JobTable => ({
  silence: createSilence(deps),
  left: createLeft(deps, shift),
  idle: createIdle(deps, shift),
  'unanswered-soon': createUnansweredSoon(deps),
  unanswered: createUnanswered(deps),
  ...Object.fromEntries(termJobs.map((kind) => [kind, createTermJob(deps, kind)])),
});
