/** One update from Telegram on its way to the desk, however it came. Stored first, answered after. */
import type { Logger } from 'pino';
import { Refusal } from '../../core/domain/refusal.ts';
import { unreachable } from '../../core/domain/unreachable.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { CitizenDesk } from '../../core/ports/desk.ts';
import type { Turns } from '../../core/ports/turns.ts';
import { parseUpdate } from './parse.ts';

/** `refused`: the store cannot take it now. `failed`: a bug; the update comes again and ends as a dead letter. */
export type Taken = 'stored' | 'ignored' | 'foreign' | 'refused' | 'failed';

export interface Intake {
  take(update: unknown): Promise<Taken>;
}

export interface IntakeDeps {
  readonly desk: Pick<CitizenDesk, 'receive'>;
  readonly turns: Pick<Turns, 'bury'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** The bot's own id. */
  readonly bot: string;
  /** A press must be answered, or its button spins for half a minute. Best effort. */
  readonly answerPress: (callback: string) => void;
  /** Leaves a group or channel with a sentence. Best effort. */
  readonly leave: (chat: number) => void;
}

export const createIntake = (deps: IntakeDeps): Intake => {
  const { desk, turns, clock, log, bot } = deps;

  const store = async (update: unknown): Promise<Taken> => {
    const parsed = parseUpdate(update, bot);
    switch (parsed.kind) {
      case 'inbound':
        await desk.receive(parsed.inbound);
        if (parsed.callback !== null) deps.answerPress(parsed.callback);
        return 'stored';
      case 'crowd':
        deps.leave(parsed.chat);
        return 'ignored';
      case 'broken':
        // Its text may hold anything: only that it came is kept.
        await turns.bury({ key: parsed.dedupe, at: clock.now(), error: parsed.why, raw: '' });
        log.warn({ channel: 'telegram', why: parsed.why }, 'an update became a dead letter');
        return 'ignored';
      case 'ignored':
      case 'foreign':
        return parsed.kind;
      default:
        return unreachable(parsed);
    }
  };

  return {
    take: async (update) => {
      try {
        return await store(update);
      } catch (error) {
        if (error instanceof Refusal) return 'refused';
        log.error({ err: error, channel: 'telegram' }, 'an update could not be taken');
        return 'failed';
      }
    },
  };
};
