/** Waiting for a person: the bot answers about the wait and the status, and is silent otherwise. */
import { unreachable } from '../../domain/unreachable.ts';
import type { Offered } from '../../domain/conversation.ts';
import { ladderLabels, withPeople } from '../due-buttons.ts';
import { sayPhrase, move, type Draft } from '../draft.ts';
import { offeredByWords } from '../label.ts';
import { offers } from '../offers.ts';
import { aboutOwn, complain, escalate, remind } from '../own-ticket.ts';
import type { Own } from '../scenario.ts';
import { askedNumber, ownStatus, statusOfNumber } from '../status.ts';
import type { Words } from '../types.ts';
import { asksAboutWait } from '../understanding/intents.ts';
import { isAttended, park } from '../waiting.ts';
import { alreadyQueued, withdraw } from '../withdraw.ts';

/** Longer texts tell the operator something; they are no question to the bot. */
const maxAsked = 200;

const acted = (draft: Draft, { does }: Offered): Draft => {
  switch (does.act) {
    case 'withdraw':
      return withdraw(draft);
    case 'remind':
      return remind(draft);
    case 'escalate':
      return escalate(draft);
    case 'complain':
      return complain(draft);
    case 'operator':
      return alreadyQueued(draft);
    default:
      return alreadyQueued(sayPhrase(draft, 'menu-stale'));
  }
};

/** A topic about one's own request, clearly meant. */
const ownTopic = (draft: Draft, typed: string): Own | null => {
  if (typed.length > maxAsked) return null;
  const { outcome, ranked } = draft.script.understand(typed);
  return (outcome === 'answer' && draft.script.scenarios.byId.get(ranked[0]?.topic ?? '')?.own) || null;
};

const asked = (draft: Draft, typed: string): Draft | null => {
  const ticket = withPeople(draft);
  const own = ticket && ownTopic(draft, typed);
  return ticket && own ? aboutOwn(move(draft, 'citizen-wrote'), ticket, own) : null;
};

const text = (draft: Draft, typed: string): Draft => {
  const pressed = offeredByWords([...offers(draft), ...ladderLabels(draft)], typed, false);
  if (pressed) return acted(draft, pressed);
  const number = askedNumber(typed);
  if (number) return statusOfNumber(draft, number);
  if (asksAboutWait(typed)) return alreadyQueued(move(draft, 'citizen-wrote'));
  switch (draft.script.understand(typed).intent) {
    case 'danger':
      return sayPhrase(move(draft, 'citizen-wrote'), 'danger');
    case 'cancel':
      return withdraw(draft);
    case 'status':
      return ownStatus(draft);
    case 'operator':
    case 'back':
    case 'home':
      return alreadyQueued(draft);
    default:
      return asked(draft, typed) ?? move(draft, 'citizen-wrote');
  }
};

/** The last operator left, or the day ended, while the citizen waited: told once, with the next word. */
const alone = (draft: Draft, heard: Words): boolean =>
  heard.kind === 'text' &&
  draft.ticket?.status === 'queued' &&
  !isAttended(draft, draft.ticket.department) &&
  draft.script.understand(heard.text).intent === null;

export const queued = (draft: Draft, heard: Words): Draft => {
  if (alone(draft, heard)) return park(move(draft, 'citizen-wrote'), draft.ticket?.department);
  switch (heard.kind) {
    case 'start':
      return alreadyQueued(draft);
    case 'text':
      return text(draft, heard.text);
    case 'press': {
      const offered = draft.state.offered[heard.index];
      return offered ? acted(draft, offered) : alreadyQueued(sayPhrase(draft, 'menu-stale'));
    }
    case 'stale':
      return alreadyQueued(sayPhrase(draft, 'menu-stale'));
    default:
      return unreachable(heard);
  }
};
