/** Which ticket waits for people while the conversation is about something else, or about nothing. */
import type { Draft } from './draft.ts';
import type { OwnTicket } from './types.ts';

export const waitingOf = (draft: Draft): OwnTicket | null =>
  draft.moment.own.find(
    ({ number, status }) => (status === 'queued' || status === 'expert') && number !== draft.ticket?.number,
  ) ?? null;
