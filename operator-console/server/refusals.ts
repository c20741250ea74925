/**
 * Whoever asks for what is not theirs is seen in the audit: a request that their role may not make, a ticket that is there
 * and not theirs to see. Owns the line; the answer stays the same as for what is absent.
 */
import type { Logger } from 'pino';
import { seesTicket, type Operator } from '../../core/domain/operator.ts';
import type { Audit } from '../../core/ports/audit.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Views } from '../../core/ports/views.ts';
import { ticketNumber, type RequestName } from './schemas.ts';

export interface RefusalDeps {
  readonly audit: Pick<Audit, 'write'>;
  readonly views: Pick<Views, 'ticket'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A screen that asks again and again writes no more than this: one line a person and request. */
const everyMs = 60_000;

const numberIn = (raw: unknown): string | null => {
  const asked = typeof raw === 'object' && raw !== null && 'number' in raw ? ticketNumber.safeParse(raw.number) : null;
  return asked?.success ? asked.data : null;
};

export type NoteRefusal = (operator: Operator, request: RequestName, raw: unknown, code: string) => void;

export const createRefusals = ({ audit, views, clock, log }: RefusalDeps): NoteRefusal => {
  const told = new Map<string, number>();

  const note = async (operator: Operator, request: RequestName, raw: unknown, code: string): Promise<void> => {
    const number = numberIn(raw);
    const row = number === null ? null : await views.ticket(number);
    const foreign = row !== null && !seesTicket(operator, row.ticket);
    // Absent, or passed to another desk under the hand of who had it: a slip, not an attempt.
    if (code !== 'forbidden' && !(code === 'not-found' && foreign)) return;
    const now = clock.now();
    const key = `${operator.id} ${request}`;
    if (now - (told.get(key) ?? -Infinity) < everyMs) return;
    told.set(key, now);
    const ticket = row?.ticket.number ?? null;
    await audit.write([{ at: now, actor: operator.id, action: 'access:refused', ticket, details: { request } }]);
  };

  return (...asked) => {
    note(...asked).catch((error: unknown) =>
      log.error({ err: error }, 'a refusal could not be written into the audit'),
    );
  };
};
