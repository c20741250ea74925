/** An open console in which nothing is done for long: its operator is «нет на месте» until they come back. */
import type { Clock } from '../../ports/clock.ts';
import type { Presences } from '../../ports/presence.ts';
import type { Scripts } from '../scripts.ts';
import type { ShiftDesk } from '../../ports/desk.ts';
import type { RunJob } from './job.ts';

const minute = 60_000;

export interface IdleDeps {
  readonly presence: Pick<Presences, 'of'>;
  readonly scripts: Pick<Scripts, 'current'>;
  readonly clock: Clock;
}

export const createIdle =
  ({ presence, scripts, clock }: IdleDeps, shift: Pick<ShiftDesk, 'missed'>): RunJob =>
  async (job) => {
    const known = await presence.of(job.payload['operator'] ?? '');
    if (known?.state !== 'available') return null;
    const due = known.seenAt + scripts.current().organisation.settings.awayMinutes * minute;
    if (due > clock.now()) return due;
    await shift.missed(known.operator, 'idle');
    return null;
  };
