/** Waiting for a person: the bot answers about the wait and the status, and is silent otherwise. */
import { unreachable } from '../../domain/unreachable.ts';
import { sayPhrase, move, type Draft } from '../draft.ts';
import { offeredByWords } from '../label.ts';
import { offers } from '../offers.ts';
import { askedNumber, ownStatus, statusOfNumber } from '../status.ts';
import type { Heard } from '../types.ts';
import { asksAboutWait } from '../understanding/intents.ts';
import { alreadyQueued, withdraw } from '../withdraw.ts';

const text = (draft: Draft, typed: string): Draft => {
  if (offeredByWords(offers(draft), typed, false)) return withdraw(draft);
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
      return move(draft, 'citizen-wrote');
  }
};

export const queued = (draft: Draft, heard: Heard): Draft => {
  switch (heard.kind) {
    case 'start':
      return alreadyQueued(draft);
    case 'text':
      return text(draft, heard.text);
    case 'press': {
      const act = draft.state.offered[heard.index]?.does.act;
      if (act === 'withdraw') return withdraw(draft);
      return act === 'operator' ? alreadyQueued(draft) : alreadyQueued(sayPhrase(draft, 'menu-stale'));
    }
    case 'stale':
      return alreadyQueued(sayPhrase(draft, 'menu-stale'));
    default:
      return unreachable(heard);
  }
};
