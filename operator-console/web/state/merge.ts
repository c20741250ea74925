/** Messages of one conversation put together by seq: no gaps, no doubles, whatever order they come in. Pure. */
import type { Message } from '../../../core/domain/message.ts';

export const mergeMessages = (known: readonly Message[], fresh: readonly Message[]): readonly Message[] => {
  if (fresh.length === 0) return known;
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of fresh) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
};

/** Lines that are known here, as they read now; others are of pages that are not loaded. */
export const replaceMessages = (known: readonly Message[], edited: readonly Message[]): readonly Message[] => {
  if (edited.length === 0) return known;
  const bySeq = new Map(edited.map((message) => [message.seq, message]));
  return known.map((message) => bySeq.get(message.seq) ?? message);
};

/** Seq of the last message before the first gap; 0 when there is none. */
export const contiguousEnd = (messages: readonly Message[]): number => {
  let end = messages[0]?.seq ?? 0;
  for (const message of messages.slice(1)) {
    if (message.seq !== end + 1) break;
    end = message.seq;
  }
  return end;
};

/** Its way to the messenger, or the way of its files from there, has not ended. */
const isOpen = ({ delivery, files }: Message): boolean =>
  delivery?.state === 'queued' || files.some(({ state }) => state.kind === 'pending');

/** Like `contiguousEnd`, yet before the first line that is still open: how it ends is to be learnt. */
export const settledEnd = (messages: readonly Message[]): number => {
  const open = messages.find(isOpen);
  return Math.min(contiguousEnd(messages), open ? open.seq - 1 : Infinity);
};

export const hasGap = (messages: readonly Message[]): boolean =>
  contiguousEnd(messages) !== (messages.at(-1)?.seq ?? 0);
