/** One event of a platform on its way to the desk, however it came. Stored first, answered after. */
import type { Logger } from 'pino';
import type { ChannelId } from '../../core/domain/conversation.ts';
import type { Inbound } from '../../core/domain/inbound.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import { unreachable } from '../../core/domain/unreachable.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { CitizenDesk } from '../../core/ports/desk.ts';
import type { Turns } from '../../core/ports/turns.ts';

/** `Press`: what the platform wants back to stop the spinning of a button. */
export type Parsed<Press> =
  | { readonly kind: 'inbound'; readonly inbound: Inbound; readonly press: Press | null }
  /** A group, channel or conversation of many: to be left with a sentence. */
  | { readonly kind: 'crowd'; readonly chat: number }
  /** Nothing for us; `what` is a short constant. */
  | { readonly kind: 'ignored'; readonly what: string }
  /** Looks like ours and cannot be read. */
  | { readonly kind: 'broken'; readonly dedupe: string; readonly why: string }
  /** Not an event of this platform, or not meant for us. */
  | { readonly kind: 'foreign' };

/** `refused`: the store cannot take it now. `failed`: a bug; the event comes again and ends as a dead letter. */
export type Taken = 'stored' | 'ignored' | 'foreign' | 'refused' | 'failed';

export interface Intake {
  take(event: unknown): Promise<Taken>;
}

/** What the intakes of all messengers are made of. */
export interface IntakeDeps {
  readonly desk: Pick<CitizenDesk, 'receive'>;
  readonly turns: Pick<Turns, 'bury'>;
  readonly clock: Clock;
  readonly log: Logger;
}

export interface PlatformAnswers<Press> {
  readonly channel: ChannelId;
  /** A press must be answered, or its button spins on. Best effort. */
  readonly answerPress: (press: Press) => void;
  /** Leaves a conversation of many with a sentence. Best effort. */
  readonly leave: (chat: number) => void;
}

/** Takes what `parse` makes of an event; it may have to ask the platform for the rest of it. */
export const createTake = <Press>(deps: IntakeDeps & PlatformAnswers<Press>) => {
  const { desk, turns, clock, log, channel } = deps;

  const store = async (parsed: Parsed<Press>): Promise<Taken> => {
    switch (parsed.kind) {
      case 'inbound':
        await desk.receive(parsed.inbound);
        if (parsed.press !== null) deps.answerPress(parsed.press);
        return 'stored';
      case 'crowd':
        deps.leave(parsed.chat);
        return 'ignored';
      case 'broken':
        // Its text may hold anything: only that it came is kept.
        await turns.bury({ key: parsed.dedupe, at: clock.now(), error: parsed.why, raw: '' });
        log.warn({ channel, why: parsed.why }, 'an event became a dead letter');
        return 'ignored';
      case 'ignored':
      case 'foreign':
        return parsed.kind;
      default:
        return unreachable(parsed);
    }
  };

  return async (parse: () => Parsed<Press> | Promise<Parsed<Press>>): Promise<Taken> => {
    try {
      return await store(await parse());
    } catch (error) {
      if (error instanceof Refusal) return 'refused';
      log.error({ err: error, channel }, 'an event could not be taken');
      return 'failed';
    }
  };
};
