/**
 * Who is there: coming, pausing, being away, leaving. The state is stored; news of it go to open consoles.
 * A short drop of the network or a reload changes nothing: leaving is a job that a console's return cancels.
 */
import { mayAnswer, type Operator } from '../domain/operator.ts';
import type { OperatorId } from '../domain/message.ts';
import { presenceStates, type Presence, type PresenceState } from '../domain/presence.ts';
import { Refusal } from '../domain/refusal.ts';
import type { ShiftDesk, Standing } from '../ports/desk.ts';
import type { Presences } from '../ports/presence.ts';
import type { JobChange } from '../ports/turns.ts';
import { assignJob } from './assign-job.ts';
import { letAllGo, type LeaveDeps } from './jobs/left.ts';
import type { OperatorDeps } from './verb.ts';

const minute = 60_000;
/** Activity is written down this often at most. */
const seenEveryMs = 30_000;

export interface ShiftDeps extends LeaveDeps, OperatorDeps {
  readonly presence: Presences;
  readonly people: OperatorDeps['people'];
  readonly views: OperatorDeps['views'] & LeaveDeps['views'];
}

export interface Shift extends ShiftDesk {
  /** After a start every operator who was there has the time of a drop to come back. */
  start(): Promise<void>;
}

const jobOf = (kind: 'left' | 'idle', operator: OperatorId, due: number): JobChange => ({
  kind: 'schedule',
  job: { key: `${kind}:${operator}`, kind, due, payload: { operator } },
});

const noJob = (kind: 'left' | 'idle', operator: OperatorId): JobChange => ({
  kind: 'cancel',
  key: `${kind}:${operator}`,
});

export const createShift = (deps: ShiftDeps): Shift => {
  const { presence, scripts, clock, live } = deps;
  const settings = () => scripts.current().organisation.settings;
  const lastSeen = new Map<OperatorId, number>();

  const leaveAt = (): number => clock.now() + settings().leaveMinutes * minute;
  const idleAt = (): number => clock.now() + settings().awayMinutes * minute;

  /** Jobs that stand while an operator is in the state. */
  const jobsFor = (operator: OperatorId, state: PresenceState): readonly JobChange[] => {
    const idle = state === 'available' ? jobOf('idle', operator, idleAt()) : noJob('idle', operator);
    const given = state === 'available' && settings().assignment === 'automatic' ? [assignJob(clock.now())] : [];
    if (state === 'offline') return [idle, noJob('left', operator)];
    const left = live.isOnline(operator) ? noJob('left', operator) : jobOf('left', operator, leaveAt());
    return [idle, left, ...given];
  };

  const become = async (
    operator: OperatorId,
    state: PresenceState,
    by: Presence['by'],
    from: readonly PresenceState[] = presenceStates,
  ): Promise<boolean> => {
    const now = clock.now();
    const before = await presence.of(operator);
    if (!from.includes(before?.state ?? 'offline')) return false;
    const same = before?.state === state;
    const changed = await presence.change({
      presence: { operator, state, since: same ? before.since : now, by, seenAt: now },
      from,
      jobs: jobsFor(operator, state),
      audit: same
        ? null
        : {
            at: now,
            actor: by === 'self' ? operator : 'system',
            action: `presence:${state}`,
            ticket: null,
            details: by === 'self' ? {} : { operator },
          },
    });
    if (changed && !same) live.announce({ operator, state, since: now });
    return changed;
  };

  const standing = async (operator: Operator): Promise<Standing> => {
    const known = await presence.of(operator.id);
    return {
      state: known?.state ?? 'offline',
      since: known?.since ?? clock.now(),
      held: (await presence.loads()).get(operator.id) ?? 0,
      capacity: operator.capacity ?? settings().capacity,
    };
  };

  return {
    standing,
    set: async (operator, state) => {
      if (!mayAnswer(operator)) throw new Refusal('forbidden');
      await become(operator.id, state, 'self');
      return standing(operator);
    },
    arrived: async (operator) => {
      if (mayAnswer(operator)) await become(operator.id, 'available', 'self');
    },
    opened: async (operator) => {
      if (!mayAnswer(operator)) return;
      const known = await presence.of(operator.id);
      // Who ended the shift stays off until they say otherwise; who was only gone is back.
      if (known?.state === 'offline' && known.by === 'self') return;
      const back = known === null || known.by === 'absence';
      await become(operator.id, back ? 'available' : known.state, 'self');
    },
    closed: async (operator) => {
      const known = await presence.of(operator.id);
      if (!known || known.state === 'offline') return;
      await presence.change({
        presence: known,
        from: [known.state],
        jobs: [jobOf('left', operator.id, leaveAt())],
        audit: null,
      });
    },
    active: async (operator) => {
      const now = clock.now();
      if (now - (lastSeen.get(operator) ?? 0) < seenEveryMs) return;
      lastSeen.set(operator, now);
      await presence.seen(operator, now);
      const known = await presence.of(operator);
      if (known?.state === 'away' && known.by === 'absence') await become(operator, 'available', 'self', ['away']);
    },
    missed: async (operator, how) => {
      if (how === 'gone') await become(operator, 'offline', 'absence');
      else await become(operator, 'away', 'absence', ['available']);
    },
    endShift: async (operator, clientId) => {
      const moved = await letAllGo(deps, operator, 'shift-end', `operator:${operator.id}:${clientId}`);
      await become(operator.id, 'offline', 'self');
      return { moved };
    },
    start: async () => {
      for (const known of await presence.list()) {
        if (known.state === 'offline') continue;
        const jobs = [jobOf('left', known.operator, leaveAt())];
        await presence.change({ presence: known, from: [known.state], jobs, audit: null });
      }
    },
  };
};
