/**
 * Hands stored lines to messengers: in order per address, addresses side by side, within the pace of the platform.
 * Owns when and how often; what is said to a platform belongs to its channel, what is kept to the outbox.
 */
import type { Logger } from 'pino';
import type { Delivery } from '../domain/delivery.ts';
import { randomIdOf } from '../domain/delivery.ts';
import type { Message } from '../domain/message.ts';
import { unreachable } from '../domain/unreachable.ts';
import type { Messenger, SendOutcome } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Live } from '../ports/live.ts';
import type { LeasedSend, Outbox, SendEnd } from '../ports/outbox.ts';
import type { Links } from './links.ts';
import { createPace, type Pace } from './pace.ts';
import type { Fault } from './perform.ts';
import { stoppedMs, verdictOf, type Verdict } from './verdict.ts';

/** Longer than any call to a platform takes. */
const leaseMs = 30_000;
/** Calls under way at once: pace × the longest call, so that hanging ones never hold up the others. */
const maxUnderWay = 500;
const batch = 50;
/** The longest sleep: a line stored by another process is seen after this at the latest. */
const maxSleepMs = 2_000;
const backoffBaseMs = 1_000;
const backoffMaxMs = 300_000;
/** A call that hangs does not hold up a stop: its line is found again at the next start. */
const patienceMs = 5_000;
/** A line that could not be handed over within a day fails where people see it. */
const giveUpMs = 24 * 3_600_000;

export interface DeliverDeps {
  readonly outbox: Outbox;
  readonly live: Live;
  readonly clock: Clock;
  readonly log: Logger;
  readonly fault: Fault;
  /** Absent: no line carries a link. */
  readonly links?: Pick<Links, 'url'>;
  /** 0 ≤ x < 1, for the jitter. */
  readonly random?: () => number;
}

export interface Deliverer {
  start(): void;
  /** Leases nothing more; resolves when the calls under way have ended, or after 5 s. */
  stop(): Promise<void>;
  /** Lines may have become ready. */
  kick(): void;
  /** Takes room for a call that carries no line, unless some line could have to wait for it. */
  spare(peer: string): boolean;
  /** The platform refuses our token: nothing goes out until it is mended. */
  isStopped(): boolean;
}

/** 1, 2, 4… 300 s, ±20 %. */
const backoff = (attempt: number, random: () => number): number =>
  Math.round(Math.min(backoffBaseMs * 2 ** (attempt - 1), backoffMaxMs) * (0.8 + 0.4 * random()));

const endDelivery = (end: SendEnd, doubtful: boolean): Delivery => ({
  state: end.state,
  reason: end.state === 'failed' ? end.reason : null,
  doubtful,
});

/** The link is made when the line goes out: it stands in no other copy of it. */
const withLink = (message: Message, links: DeliverDeps['links']): Message =>
  message.link === undefined || !links
    ? message
    : { ...message, text: `${message.text.trimEnd()}\n\n${links.url(message.link)}` };

/** Settles one leased line: the call, its verdict, what is kept of it. Resolves when the store has it. */
const createSettle = (deps: DeliverDeps, messenger: Messenger, pace: Pace) => {
  const { outbox, live, clock, log, fault, links, random = Math.random } = deps;

  const end = async (send: LeasedSend, how: SendEnd): Promise<void> => {
    const ended = await outbox.end(send, how, clock.now() + messenger.pace.gapMs);
    if (!ended) return;
    const delivery = endDelivery(how, send.delivery.doubtful);
    live.delivered({ conversation: send.conversation, seq: send.message.seq, delivery });
    if (how.state !== 'sent') log.warn({ channel: messenger.id, ...how }, 'a line did not surely arrive');
  };

  const settle = async (send: LeasedSend, verdict: Verdict): Promise<void> => {
    const now = clock.now();
    switch (verdict.kind) {
      case 'progress':
        await outbox.progress(send, now + messenger.pace.gapMs);
        return;
      case 'end':
        await end(send, verdict.end);
        return;
      case 'again': {
        const retryAt = now + (verdict.afterMs ?? backoff(send.attempt, random));
        if (retryAt - send.since >= giveUpMs) await end(send, { state: 'failed', reason: 'expired' });
        else await outbox.postpone(send, retryAt, verdict.doubtful);
        return;
      }
      default:
        unreachable(verdict);
    }
  };

  return async (send: LeasedSend): Promise<SendOutcome | null> => {
    const calls = messenger.render(withLink(send.message, links));
    const call = calls[send.part];
    // Nothing to show there, or handed over by a sender that died: without a key of its own a call must not be repeated.
    if (call === undefined) return end(send, { state: 'sent' }).then(() => null);
    if (send.abandoned && !messenger.idempotent) return end(send, { state: 'unknown' }).then(() => null);
    await pace.address(send.address.peer);
    fault('send:leased');
    const outcome = await call(send.address, randomIdOf(send.conversation, send.message.seq, send.part));
    pace.sent(send.address.peer);
    fault('send:answered');
    await settle(send, verdictOf(outcome, send, calls.length, messenger.idempotent));
    fault('send:settled');
    return outcome;
  };
};

/** Sends what is ready for one messenger. */
export const createDeliverer = (deps: DeliverDeps, messenger: Messenger): Deliverer => {
  const { outbox, clock, log } = deps;
  const pace = createPace(clock, messenger.pace);
  const settle = createSettle(deps, messenger, pace);
  const underWay = new Set<Promise<void>>();
  let stopping = false;
  let restUntil = 0;
  let isStopped = false;
  let pumping = false;
  let wantedAgain = false;
  let cancelWake = (): void => {};

  const rest = (outcome: SendOutcome): void => {
    if (outcome.kind === 'stopped') {
      if (!isStopped) log.error({ channel: messenger.id }, 'the platform refuses our token: sending rests');
      isStopped = true;
      restUntil = clock.now() + stoppedMs;
      return;
    }
    if (outcome.kind === 'later' && outcome.scope === 'channel') {
      restUntil = Math.max(restUntil, clock.now() + (outcome.afterMs ?? backoffBaseMs));
    }
    if (outcome.kind === 'sent' || outcome.kind === 'failed') isStopped = false;
  };

  const sendOne = async (send: LeasedSend): Promise<void> => {
    try {
      const outcome = await settle(send);
      if (outcome) rest(outcome);
    } catch (error) {
      // The lease runs out and the line comes again.
      log.error({ err: error, channel: messenger.id }, 'a line could not be handed over');
    }
  };

  const launch = (send: LeasedSend): void => {
    const mine = sendOne(send).finally(() => {
      underWay.delete(mine);
      kick();
    });
    underWay.add(mine);
  };

  /** Leases and launches what may go now; returns how long nothing more can. */
  const pump = async (): Promise<number> => {
    for (;;) {
      const resting = restUntil - clock.now();
      if (resting > 0) return resting;
      // After a refused token one line alone tries whether it is accepted again.
      const room = isStopped ? 1 - underWay.size : Math.min(batch, pace.available(), maxUnderWay - underWay.size);
      if (room <= 0) return pace.refillMs();
      const sends = await outbox.lease(messenger.id, clock.now(), leaseMs, room);
      if (sends.length === 0) break;
      pace.take(sends.length);
      sends.forEach(launch);
      if (isStopped) return stoppedMs;
    }
    const next = await outbox.nextDue(messenger.id);
    return next === null ? maxSleepMs : Math.max(next - clock.now(), 10);
  };

  const pumped = (sleep: number): void => {
    pumping = false;
    cancelWake();
    if (stopping) return;
    if (wantedAgain) kick();
    else cancelWake = clock.after(Math.min(sleep, maxSleepMs), kick);
  };

  const kick = (): void => {
    if (stopping) return;
    if (pumping) {
      wantedAgain = true;
      return;
    }
    pumping = true;
    wantedAgain = false;
    pump().then(pumped, (error: unknown) => {
      log.error({ err: error, channel: messenger.id }, 'the outbox could not be read');
      pumped(maxSleepMs);
    });
  };

  return {
    start: kick,
    kick,
    isStopped: () => isStopped,
    spare: (peer) => {
      const isBusy =
        stopping || isStopped || restUntil > clock.now() || pace.available() < messenger.pace.perSecond / 2;
      if (isBusy || !pace.isQuiet(peer)) return false;
      pace.take(1);
      return true;
    },
    stop: async () => {
      stopping = true;
      cancelWake();
      let cancelPatience = (): void => {};
      const patience = new Promise<void>((resolve) => {
        cancelPatience = clock.after(patienceMs, resolve);
      });
      await Promise.race([Promise.allSettled(underWay), patience]);
      cancelPatience();
    },
  };
};
