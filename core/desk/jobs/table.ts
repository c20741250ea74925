/** Every kind of job of the desk, one file each. Kinds that need more than the desk has are given to `createDesk`. */
import type { ShiftDesk } from '../../ports/desk.ts';
import type { People } from '../../ports/people.ts';
import { termJobs } from '../timers.ts';
import { createAssign, type AssignDeps } from './assign.ts';
import { createIdle, type IdleDeps } from './idle.ts';
import type { JobTable } from './job.ts';
import { createLeft, type LeaveDeps } from './left.ts';
import { createSilence } from './silence.ts';
import { createTermJob } from './terms.ts';
import { createUnanswered, createUnansweredSoon } from './unanswered.ts';

export interface JobTableDeps extends LeaveDeps, IdleDeps {
  readonly queue: AssignDeps['queue'];
  readonly presence: IdleDeps['presence'] & AssignDeps['presence'];
  readonly views: LeaveDeps['views'] & AssignDeps['views'];
  readonly people: LeaveDeps['people'] & Pick<People, 'list'>;
  readonly scripts: LeaveDeps['scripts'];
  readonly clock: LeaveDeps['clock'];
}

export const createJobTable = (deps: JobTableDeps, shift: Pick<ShiftDesk, 'missed'>): JobTable => ({
  silence: createSilence(deps),
  left: createLeft(deps, shift),
  idle: createIdle(deps, shift),
  assign: createAssign(deps),
  'unanswered-soon': createUnansweredSoon(deps),
  unanswered: createUnanswered(deps),
  ...Object.fromEntries(termJobs.map((kind) => [kind, createTermJob(deps, kind)])),
});
