/**
 * What the bot can neither read nor keep: voice, stickers, a place on the map… One polite sentence, and it goes on where
 * it was. A person who has the ticket sees that it came; then the bot is silent.
 */
import type { OtherKind } from '../domain/inbound.ts';
import { unreachable } from '../domain/unreachable.ts';
import { confirmAgain } from './confirm.ts';
import { change, move, sayPhrase, type Draft } from './draft.ts';
import { isBarred } from './elsewhere.ts';
import { introduce } from './ticketing.ts';
import { again } from './walk.ts';

/** `command`: «/something» that no bot of ours knows. */
export type Unread = OtherKind | 'command';

/**
 * What may not be kept here was told of already, with its line; why files were not kept is told by the desk, which knows
 * their names and sizes.
 */
const told = (draft: Draft, what: Unread): Draft => {
  const met = introduce(draft);
  const isTold = what === 'file' || (isBarred(draft) && (what === 'contact' || what === 'scan'));
  return isTold ? met : sayPhrase(met, `other-${what}`);
};

export const other = (draft: Draft, what: Unread): Draft => {
  const { mode } = draft.state;
  switch (mode.kind) {
    case 'live':
      return move(draft, 'citizen-wrote');
    case 'queued':
      return draft.ticket
        ? move(draft, 'citizen-wrote')
        : again(told(change(draft, { mode: { kind: 'scripted' } }), what));
    case 'confirming':
      return confirmAgain(told(draft, what));
    case 'returning':
      return sayPhrase(told(draft, what), 'returning-again');
    case 'consenting':
    case 'elsewhere':
    case 'scripted':
      return again(told(draft, what));
    default:
      return unreachable(mode);
  }
};
