/** One event from VK on its way to the desk, however it came. Stored first, answered after. */
import type { Logger } from 'pino';
import { Refusal } from '../../core/domain/refusal.ts';
import { unreachable } from '../../core/domain/unreachable.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { CitizenDesk } from '../../core/ports/desk.ts';
import type { Turns } from '../../core/ports/turns.ts';
import { envelope, fromMessage, parseEvent, type Parsed, type VkPress } from './parse.ts';

/** `refused`: the store cannot take it now. `failed`: a bug; the event comes again and ends as a dead letter. */
export type Taken = 'stored' | 'ignored' | 'foreign' | 'refused' | 'failed';

export interface Intake {
  take(event: unknown): Promise<Taken>;
  /** A message of the history, as the platform keeps it. */
  takeMessage(message: unknown): Promise<Taken>;
}

export interface IntakeDeps {
  readonly desk: Pick<CitizenDesk, 'receive'>;
  readonly turns: Pick<Turns, 'bury'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly groupId: number;
  /** Best effort. */
  readonly answerPress: (press: VkPress) => void;
  /** Leaves a conversation of many with a sentence. Best effort. */
  readonly leave: (peer: number) => void;
  /** The whole of a message that came cut. */
  readonly whole: (peer: number, message: number) => Promise<unknown>;
}

export const createIntake = (deps: IntakeDeps): Intake => {
  const { desk, turns, clock, log, groupId } = deps;

  const store = async (parsed: Parsed): Promise<Taken> => {
    switch (parsed.kind) {
      case 'inbound':
        await desk.receive(parsed.inbound);
        if (parsed.press) deps.answerPress(parsed.press);
        return 'stored';
      case 'cropped': {
        const message = await deps.whole(parsed.peer, parsed.message);
        return store(fromMessage({ ...(message as object), is_cropped: false }, groupId, String(parsed.message)));
      }
      case 'crowd':
        deps.leave(parsed.peer);
        return 'ignored';
      case 'broken':
        // Its text may hold anything: only that it came is kept.
        await turns.bury({ key: parsed.dedupe, at: clock.now(), error: parsed.why, raw: '' });
        log.warn({ channel: 'vk', why: parsed.why }, 'an event became a dead letter');
        return 'ignored';
      case 'ignored':
        return 'ignored';
      default:
        return unreachable(parsed);
    }
  };

  const guarded = async (parsed: () => Parsed): Promise<Taken> => {
    try {
      return await store(parsed());
    } catch (error) {
      if (error instanceof Refusal) return 'refused';
      log.error({ err: error, channel: 'vk' }, 'an event could not be taken');
      return 'failed';
    }
  };

  return {
    take: async (event) => {
      const head = envelope.safeParse(event);
      return head.success && head.data.group_id === groupId ? guarded(() => parseEvent(head.data)) : 'foreign';
    },
    takeMessage: (message) => guarded(() => fromMessage(message, groupId, 'history')),
  };
};
