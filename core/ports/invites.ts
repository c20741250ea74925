/** One-time links as they are stored. They are issued, spent and withdrawn by turns alone (`Turn.invites`). */
import type { Invite } from '../domain/invite.ts';

export type InviteChange =
  | { readonly kind: 'issue'; readonly invite: Omit<Invite, 'conversation' | 'spent'> }
  /** Once and in time, or the turn is `stale`; `at` decides about the time. */
  | { readonly kind: 'spend'; readonly hash: string; readonly peer: string; readonly at: number }
  /** Every link of the conversation that is not spent ends now. */
  | { readonly kind: 'withdraw'; readonly at: number };

export interface Invites {
  find(hash: string): Promise<Invite | null>;
  /** Forgets links that ended before the moment. Returns how many went. */
  forget(before: number): Promise<number>;
}
