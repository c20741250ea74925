/** P3 in the store: lines are numbered 1…n, each sender's lines lie in order of sending, the bot answers what was asked. */
import type { Evidence, Violation } from '../checker.ts';
import type { Op } from '../history.ts';
import { tokenOf } from '../stored.ts';
import type { StoredConversation } from '../stored.ts';

function* checkSeq({ peer, lastSeq, messages }: StoredConversation): Generator<Violation> {
  const wrong = (what: string): Violation => ({ promise: 'P3', what, token: null, peer });
  for (const [index, { seq }] of messages.entries()) {
    if (seq !== index + 1) {
      yield wrong(`line ${index + 1} has seq ${seq}`);
      break;
    }
  }
  if (lastSeq !== (messages.at(-1)?.seq ?? 0))
    yield wrong(`the conversation counts ${lastSeq} lines, the last is another`);
}

interface Placed {
  readonly op: Op;
  readonly seq: number;
}

/** A was surely sent before B: over the same socket, or B only after A was answered. */
const isBefore = (a: Op, b: Op): boolean =>
  a.n < b.n && (a.lane === b.lane || (a.endedAt !== null && a.endedAt <= b.invokedAt));

function* checkSenders(placed: readonly Placed[]): Generator<Violation> {
  for (const [index, a] of placed.entries()) {
    for (const b of placed.slice(index + 1)) {
      if (a.op.by !== b.op.by || a.op.token === b.op.token || !isBefore(a.op, b.op) || a.seq < b.seq) continue;
      const what = `${a.op.token} was sent before ${b.op.token}, stored as ${a.seq} after ${b.seq}`;
      yield { promise: 'P3', what, token: b.op.token, peer: b.op.peer };
    }
  }
}

function* checkAnswers(placed: readonly Placed[], { messages }: StoredConversation): Generator<Violation> {
  for (const { op, seq } of placed) {
    const next = messages[seq];
    if (!op.expectsBot || next?.author.kind === 'bot') continue;
    const what = `line ${seq} was for the bot, followed by ${next?.author.kind ?? 'nothing'}`;
    yield { promise: 'P3', what, token: op.token, peer: op.peer };
  }
}

export const checkOrder = ({ ops, stored }: Evidence): readonly Violation[] => {
  const opsOf = Map.groupBy(ops, (op) => op.peer);
  return stored.conversations.flatMap((conversation) => {
    const seqOf = new Map(conversation.messages.map((message) => [tokenOf(message), message.seq]));
    const placed = (opsOf.get(conversation.peer) ?? []).flatMap((op): readonly Placed[] => {
      const seq = seqOf.get(op.token);
      return seq === undefined ? [] : [{ op, seq }];
    });
    return [...checkSeq(conversation), ...checkSenders(placed), ...checkAnswers(placed, conversation)];
  });
};
