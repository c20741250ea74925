/**
 * Events that break their turn again and again end as dead letters instead of blocking the conversation for ever.
 * A refusal is an answer, not a failure: it is passed on and never counted.
 */
import type { Logger } from 'pino';
import type { Inbound } from '../domain/inbound.ts';
import type { PolicyOf } from '../domain/policy.ts';
import { harmless, hideAll, withoutSecrets } from '../domain/screening/screen.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Personal } from '../ports/personal.ts';
import type { Turns } from '../ports/turns.ts';
import { cleanText } from './clean-text.ts';
import type { Receive } from './receive.ts';

const maxAttempts = 3;
/** After a crash every event is counted before its step for this long: one that kills the process ends here too. */
const suspicionMs = 60_000;

export interface PoisonDeps {
  readonly turns: Turns;
  readonly clock: Clock;
  readonly log: Logger;
  /** The last run ended without closing the store. */
  readonly wasUnclean: boolean;
  readonly personal: Pick<Personal, 'wrap'>;
  readonly policyOf?: PolicyOf;
}

/** The number of a card is sent again or not at all. */
const withoutCard = (said: Inbound['said']): Inbound['said'] =>
  said.kind === 'other' ? { kind: 'other', what: said.what } : said;

/**
 * The event under lock: whole for another try, and read by nobody on the way. A password is not even kept there, nor
 * anything personal from where it may not be.
 */
const envelope = ({ personal, policyOf }: PoisonDeps, inbound: Inbound): string => {
  const { said, address } = inbound;
  const cut = policyOf?.(address.channel) === 'no-personal' ? hideAll : withoutSecrets;
  const kept =
    said.kind === 'text' || said.kind === 'edit' ? { ...said, text: cut(cleanText(said.text)) } : withoutCard(said);
  return personal.wrap(JSON.stringify({ ...inbound, said: kept }));
};

export const guardPoison = (receive: Receive, deps: PoisonDeps): Receive => {
  const { turns, clock, log } = deps;
  const suspiciousUntil = deps.wasUnclean ? clock.now() + suspicionMs : 0;

  /** Begun by this process, which is alive: only what another one has begun may have killed it. */
  const begun = new Set<string>();

  const bury = async (inbound: Inbound, error: string): ReturnType<Receive> => {
    begun.delete(inbound.dedupe);
    await turns.bury({ key: inbound.dedupe, at: clock.now(), error, raw: envelope(deps, inbound) });
    log.error({ channel: inbound.address.channel }, 'an event failed three times and became a dead letter');
    return { outcome: 'buried', conversation: '', seq: 0 };
  };

  const attemptsAt = (inbound: Inbound): Promise<number> => turns.attempt(inbound.dedupe, envelope(deps, inbound));

  /** Under suspicion an event is counted before its step, once a process; null: it is not counted. */
  const countBefore = async (inbound: Inbound): Promise<number | null> => {
    const { dedupe } = inbound;
    if (clock.now() >= suspiciousUntil || begun.has(dedupe) || (await turns.receipt(dedupe))) return null;
    const attempts = await attemptsAt(inbound);
    begun.add(dedupe);
    return attempts;
  };

  const handle: Receive = async (inbound) => {
    const counted = await countBefore(inbound);
    if (counted !== null && counted > maxAttempts) return bury(inbound, 'the process died while handling it');
    try {
      const receipt = await receive(inbound);
      begun.delete(inbound.dedupe);
      return receipt;
    } catch (error) {
      // What the store could not take is no fault of the event.
      if (error instanceof Refusal) throw error;
      log.error({ err: error, channel: inbound.address.channel }, 'a turn failed');
      const attempts = counted ?? (await attemptsAt(inbound));
      if (attempts >= maxAttempts)
        return bury(inbound, harmless(error instanceof Error ? error.message : String(error)));
      throw error;
    }
  };

  /** The same event several times at once (two tabs, a retry that overtakes the answer) is one attempt, not several. */
  const underWay = new Map<string, ReturnType<Receive>>();
  return async (inbound) => {
    const same = underWay.get(inbound.dedupe);
    if (same) {
      const receipt = await same;
      return receipt.outcome === 'committed' ? { ...receipt, outcome: 'duplicate' } : receipt;
    }
    const mine = handle(inbound);
    underWay.set(inbound.dedupe, mine);
    try {
      return await mine;
    } finally {
      underWay.delete(inbound.dedupe);
    }
  };
};
