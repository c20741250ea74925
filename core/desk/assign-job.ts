/** One job gives out the whole queue; asked for twice it is done once. */
import type { JobChange } from '../ports/turns.ts';

export const assignJob = (now: number): JobChange => ({
  kind: 'schedule',
  job: { key: 'assign', kind: 'assign', due: now, payload: {} },
});
