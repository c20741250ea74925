/**
 * A panel that says what no widget says (an operator's request, a wish to join a room) is seen in the audit, without a
 * word of what it sent. Owns the line and how many there may be; ending the connection belongs to the channel.
 */
import type { Logger } from 'pino';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { TicketNumber } from '../../core/domain/ticket-number.ts';
import type { Audit } from '../../core/ports/audit.ts';
import type { Clock } from '../../core/ports/clock.ts';

export interface TrespassDeps {
  readonly audit: Pick<Audit, 'write'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Names of the requests that are the console's: the only ones that may stand in the audit. */
  readonly staffRequests: ReadonlySet<string>;
}

/** Seconds. A visitor is made by whoever asks for one, so there is a measure for all of them together, too. */
const perVisitor = { points: 1, duration: 600 };
export const trespassesInAll = { points: 30, duration: 3600 };

export type NoteTrespass = (visitor: string, ticket: TicketNumber | null, event: string) => void;

export const createTrespass = ({ audit, clock, log, staffRequests }: TrespassDeps): NoteTrespass => {
  const own = new RateLimiterMemory(perVisitor);
  const all = new RateLimiterMemory(trespassesInAll);
  const note = async (visitor: string, ticket: TicketNumber | null, event: string): Promise<void> => {
    await own.consume(visitor);
    await all.consume('all');
    const request = staffRequests.has(event) ? event : 'unknown';
    await audit.write([
      { at: clock.now(), actor: 'citizen', action: 'access:refused', ticket, details: { request, how: 'widget' } },
    ]);
  };
  return (...said) => {
    note(...said).catch((error: unknown) => {
      if (!(error instanceof RateLimiterRes))
        log.error({ err: error }, 'a trespass could not be written into the audit');
    });
  };
};
