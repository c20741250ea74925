/** Links into the protected chat that a turn gives or takes back. Spending them is in `enter.ts`. */
import { isMessenger } from '../domain/delivery.ts';
import { inviteMs, type InviteId } from '../domain/invite.ts';
import type { TicketNumber } from '../domain/ticket-number.ts';
import type { Draft } from './draft.ts';
import type { Links } from './links.ts';

/** Issues a link with the turn; the line that carries it is said next. */
export const giveLink = (draft: Draft, links: Links, number: TicketNumber): InviteId => {
  const { id, hash } = links.fresh();
  const { channel } = draft.conversation().replyTo;
  draft.invite({ kind: 'issue', invite: { hash, number, channel, at: draft.at, until: draft.at + inviteMs } });
  return id;
};

/** Everybody who came by a link goes; links that were not opened end. */
export const closeAccess = (draft: Draft): void => {
  draft.letOut(draft.conversation().addresses.filter(({ channel }) => !isMessenger(channel)));
  draft.invite({ kind: 'withdraw', at: draft.at });
  draft.audit('citizen', 'address:left');
};
