/** A person has the ticket. The bot is silent, whatever comes; that the citizen wrote is all it passes on. */
import { move, type Draft } from '../draft.ts';

export const live = (draft: Draft): Draft => move(draft, 'citizen-wrote');
