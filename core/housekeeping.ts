/** Forgets once an hour what nobody needs any more. How long each thing is kept is said here. */
import type { Logger } from 'pino';
import type { Clock } from './ports/clock.ts';
import type { Files } from './ports/files.ts';
import type { Invites } from './ports/invites.ts';
import type { Outbox } from './ports/outbox.ts';
import type { Turns } from './ports/turns.ts';
import type { Upkeep } from './ports/upkeep.ts';

const hour = 3_600_000;
const day = 24 * hour;
const keptMs = {
  /** Platforms repeat an event for two days at most. */
  dedupe: 7 * day,
  /** How long the console tells of a line that it has arrived in the messenger. */
  deliveries: 30 * day,
  /** Locks of sign-in look back a quarter of an hour. */
  failures: day,
  /** A sign-in lives twelve hours. */
  signIns: day,
  /** Time enough for the engineer to look; the events hold what citizens wrote. */
  letters: 30 * day,
  /** So long a link that is over is told apart from one that never was. */
  invites: 7 * day,
} as const;

export interface HousekeepingDeps {
  readonly turns: Pick<Turns, 'forget'>;
  readonly outbox: Pick<Outbox, 'forget'>;
  readonly upkeep: Pick<Upkeep, 'tidy'>;
  /** How long a file waits for its message is its port's to say. */
  readonly files: Pick<Files, 'sweep'>;
  readonly invites: Pick<Invites, 'forget'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Returns the function that ends it. */
export const keepHouse = ({ turns, outbox, upkeep, files, invites, clock, log }: HousekeepingDeps): (() => void) => {
  let cancel = (): void => {};
  const round = (): void => {
    const now = clock.now();
    const { failures, signIns, letters } = keptMs;
    Promise.all([
      turns.forget(now - keptMs.dedupe),
      outbox.forget(now - keptMs.deliveries),
      upkeep.tidy({ failures: now - failures, signIns: now - signIns, letters: now - letters }),
      files.sweep(),
      invites.forget(now - keptMs.invites),
    ]).catch((error: unknown) => log.error({ err: error }, 'housekeeping failed'));
    cancel = clock.after(hour, round);
  };
  cancel = clock.after(hour, round);
  return () => cancel();
};
