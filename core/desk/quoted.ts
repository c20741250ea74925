/** Which line a citizen answers: their own is known by its id, ours is found by its words among the last ones. */
import type { Quoted } from '../domain/inbound.ts';
import type { Message, Quote } from '../domain/message.ts';
import { hideAll } from '../domain/screening/screen.ts';
import type { ConversationId } from '../domain/ticket.ts';
import type { Lines } from '../ports/lines.ts';
import { cleanText } from './clean-text.ts';

/** Who answers an older line tells its words all the same. */
const lookedThrough = 100;
const shown = 200;
/** Fewer letters than this could be anywhere. */
const fewest = 2;

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

const beginning = (text: string): string => {
  const line = oneLine(text);
  return line.length <= shown
    ? line
    : `${line
        .slice(0, shown)
        .toWellFormed()
        .replace(/\ufffd$/u, '')}…`;
};

/** A long line is sent in parts, and buttons that do not fit stand under it: one begins or holds the other. */
const isSaid = (line: Message, words: string): boolean => {
  const text = oneLine(line.text);
  return text.length >= fewest && words.length >= fewest && (text.includes(words) || words.startsWith(text));
};

export const findQuoted = async (
  lines: Pick<Lines, 'said' | 'recent'>,
  id: ConversationId | null,
  { ours, of, text }: Quoted,
): Promise<Quote> => {
  const words = oneLine(hideAll(cleanText(text)));
  const own = id === null || of === null ? null : await lines.said(id, of);
  if (own) return { seq: own.seq, text: beginning(own.text) };
  const recent = id === null || !ours ? [] : await lines.recent(id, lookedThrough);
  const line = recent.find((one) => one.author.kind !== 'citizen' && isSaid(one, words));
  return { seq: line?.seq ?? null, text: beginning(words) };
};
