/**
 * Every sentence the bot and the desk say, and which values each may hold. `scenarios/phrases.yml` must give them all
 * and no other; besides these values any phrase may use `{organisation}` and `{contact.<id>}`.
 */
import { talkPhrases } from './phrase-keys/talk.ts';
import { ticketPhrases } from './phrase-keys/ticket.ts';

export const phraseKeys = { ...talkPhrases, ...ticketPhrases };

export type PhraseKey = keyof typeof phraseKeys;

export const requiredPhrases = Object.keys(phraseKeys) as readonly PhraseKey[];
