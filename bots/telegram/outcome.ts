/** What a failed call of the Bot API means for the line that it carried. Pure. */
import type { SendOutcome } from '../../core/ports/channel.ts';

/** What telegraf throws, as far as it is read; the payload it carries along is never touched. */
interface ApiFailure {
  readonly response?: {
    readonly error_code?: number;
    readonly description?: string;
    readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
  };
  readonly code?: unknown;
}

const later = (afterMs: number | null, doubtful: boolean): SendOutcome => ({
  kind: 'later',
  afterMs,
  scope: 'address',
  doubtful,
});

/** The connection was never made, so nothing can have arrived. */
const neverSent =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EAI_FAIL|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|CERT_.*|ERR_TLS_.*|ERR_SSL_.*|DEPTH_ZERO_.*|SELF_SIGNED_.*|UNABLE_TO_.*|HOSTNAME_MISMATCH)$/u;

/** The citizen cannot be written to any more. */
const gone = /chat not found|user is deactivated|peer_id_invalid|bot was blocked|can't initiate|bot was kicked/iu;

const ofStatus = (code: number, description: string, retryAfter: number | undefined): SendOutcome => {
  if (code === 429) return later(Math.max(retryAfter ?? 1, 1) * 1000, false);
  if (code === 403) return { kind: 'failed', reason: 'blocked' };
  if (code === 401 || code === 404) return { kind: 'stopped' };
  // A file is larger than is taken at all.
  if (code === 413) return { kind: 'failed', reason: 'file' };
  if (code >= 500) return later(null, true);
  if (gone.test(description)) return { kind: 'failed', reason: 'blocked' };
  return { kind: 'failed', reason: 'refused' };
};

export const outcomeOf = (error: unknown): SendOutcome => {
  const { response, code } = (typeof error === 'object' && error !== null ? error : {}) as ApiFailure;
  if (typeof response?.error_code === 'number') {
    return ofStatus(response.error_code, response.description ?? '', response.parameters?.retry_after);
  }
  return typeof code === 'string' && neverSent.test(code) ? later(null, false) : { kind: 'unknown' };
};

/** A chat that has moved: its new id; null otherwise. */
export const movedTo = (error: unknown): number | null => {
  const { response } = (typeof error === 'object' && error !== null ? error : {}) as ApiFailure;
  return response?.parameters?.migrate_to_chat_id ?? null;
};
