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

  const bury = async (inbound: Inbound, error: string): ReturnType<Receive> => {
    await turns.bury({ key: inbound.dedupe, at: clock.now(), error, raw: envelope(deps, inbound) });
    log.error({ channel: inbound.address.channel }, 'an event failed three times and became a dead letter');
    return { outcome: 'buried', conversation: '', seq: 0 };
  };

  /** Attempts that the store could not take are no fault of the event. */
  const refused = new Map<string, number>();
  const failures = async (inbound: Inbound): Promise<number> =>
    (await turns.attempt(inbound.dedupe, envelope(deps, inbound))) - (refused.get(inbound.dedupe) ?? 0);

  const handle: Receive = async (inbound) => {
    const suspicious = clock.now() < suspiciousUntil;
    if (suspicious) {
      const seen = await turns.receipt(inbound.dedupe);
      if (!seen && (await failures(inbound)) > maxAttempts) {
        return bury(inbound, 'the process died while handling it');
      }
    }
    try {
      return await receive(inbound);
    } catch (error) {
      if (error instanceof Refusal) {
        if (suspicious) refused.set(inbound.dedupe, (refused.get(inbound.dedupe) ?? 0) + 1);
        throw error;
      }
      log.error({ err: error, channel: inbound.address.channel }, 'a turn failed');
      const attempts = suspicious ? 1 : await failures(inbound);
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
