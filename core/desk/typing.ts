/**
 * Shows where the citizen wrote last that the owner of the ticket writes. It rides on what the pace leaves over: no line
 * waits for it, it is kept nowhere, its failures are counted and harm nobody. It ends by itself when nothing more is said
 * of it.
 */
import type { ChannelId } from '../domain/conversation.ts';
import type { Operator } from '../domain/operator.ts';
import { isHeld } from '../domain/ticket.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { Messenger } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Meter } from '../ports/meter.ts';
import type { Turns } from '../ports/turns.ts';
import type { Views } from '../ports/views.ts';
import type { Deliverer } from './deliver.ts';
import { sweep } from './sweep.ts';

/** Telegram shows it for 5 s or less (https://core.telegram.org/bots/api#sendchataction), VK for about 10. */
const gapMs = 4_000;

export interface TypingDeps {
  readonly views: Pick<Views, 'ticket'>;
  readonly turns: Pick<Turns, 'load'>;
  readonly clock: Clock;
  readonly meter: Pick<Meter, 'typing'>;
}

export interface Line {
  readonly typing: Messenger['typing'];
  readonly spare: Deliverer['spare'];
}

export const createTyping = (
  { views, turns, clock, meter }: TypingDeps,
  lineOf: (channel: ChannelId) => Line | undefined,
): ((operator: Operator, number: TicketNumber) => void) => {
  /** By who writes and where: somebody else's strokes take nothing from the owner. */
  const shownAt = new Map<string, number>();

  /** False: it is to be tried again at the next stroke. */
  const show = async (operator: Operator, number: TicketNumber): Promise<boolean> => {
    const ticket = (await views.ticket(number))?.ticket;
    if (!ticket || ticket.owner !== operator.id || !isHeld(ticket)) return true;
    const conversation = (await turns.load(ticket.conversation))?.conversation;
    const line = conversation && lineOf(conversation.replyTo.channel);
    if (!line) return true;
    if (!line.spare(conversation.replyTo.peer)) {
      meter.typing('skipped');
      return false;
    }
    await line.typing(conversation.replyTo);
    meter.typing('shown');
    return true;
  };

  return (operator, number) => {
    const now = clock.now();
    const key = `${operator.id} ${number}`;
    if (now - (shownAt.get(key) ?? -Infinity) < gapMs) return;
    sweep(shownAt, (at) => now - at >= gapMs);
    shownAt.set(key, now);
    show(operator, number).then(
      (done) => void (done || shownAt.delete(key)),
      () => meter.typing('failed'),
    );
  };
};
