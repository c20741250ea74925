/** What becomes of a line after a call of the platform. Pure. */
import { unreachable } from '../domain/unreachable.ts';
import type { SendOutcome } from '../ports/channel.ts';
import type { LeasedSend, SendEnd } from '../ports/outbox.ts';

export type Verdict =
  | { readonly kind: 'progress' }
  | { readonly kind: 'end'; readonly end: SendEnd }
  | { readonly kind: 'again'; readonly afterMs: number | null; readonly doubtful: boolean };

/** How long a platform that no longer knows us is left alone before the next try. */
export const stoppedMs = 60_000;

export const verdictOf = (outcome: SendOutcome, send: LeasedSend, parts: number, idempotent: boolean): Verdict => {
  switch (outcome.kind) {
    case 'sent':
      return send.part + 1 < parts ? { kind: 'progress' } : { kind: 'end', end: { state: 'sent' } };
    case 'failed':
      return { kind: 'end', end: { state: 'failed', reason: outcome.reason } };
    case 'unknown':
      return idempotent
        ? { kind: 'again', afterMs: null, doubtful: false }
        : { kind: 'end', end: { state: 'unknown' } };
    case 'later':
      return { kind: 'again', afterMs: outcome.afterMs, doubtful: outcome.doubtful && !idempotent };
    case 'stopped':
      return { kind: 'again', afterMs: stoppedMs, doubtful: false };
    default:
      return unreachable(outcome);
  }
};
