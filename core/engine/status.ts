/** The status of the citizen's own tickets. A number that is not theirs gets one answer, whether or not it exists. */
import type { ParsedNumber } from '../domain/ticket-number.ts';
import { parseTicketNumber } from '../domain/ticket-number.ts';
import { change, say, sayPhrase, type Draft } from './draft.ts';
import { ownLines, statusLine } from './scene-text.ts';
import { aboutStatus } from './understanding/intents.ts';

const hour = 3_600_000;
const maxForeignTries = 5;
const maxAsked = 120;

/** A text that is nothing but a number, or asks for the status of one. */
export const askedNumber = (text: string): Exclude<ParsedNumber, { kind: 'none' }> | null => {
  if (text.length > maxAsked) return null;
  const parsed = parseTicketNumber(text);
  return parsed.kind !== 'none' && aboutStatus(text.replace(/[\d\u2010-\u2015\u2212.,-]+/gu, ' ')) ? parsed : null;
};

/** Counts a try with somebody else's number; after too many in an hour nothing is told at all. */
export const foreignNumber = (draft: Draft): Draft => {
  const { now } = draft.moment;
  const recent = draft.state.numberTries.filter((at) => at > now - hour);
  const tries = [...recent, now].slice(-maxForeignTries - 1);
  return sayPhrase(
    change(draft, { numberTries: tries }),
    recent.length < maxForeignTries ? 'status-foreign' : 'status-later',
  );
};

export const statusOfNumber = (draft: Draft, parsed: Exclude<ParsedNumber, { kind: 'none' }>): Draft => {
  if (parsed.kind === 'slip') return sayPhrase(draft, 'status-slip');
  const own = draft.moment.own.find((ticket) => ticket.number === parsed.number);
  return own ? say(draft, statusLine(draft, own)) : foreignNumber(draft);
};

export const ownStatus = (draft: Draft): Draft =>
  draft.moment.own.length > 0 ? say(draft, ownLines(draft)) : sayPhrase(draft, 'status-none');
