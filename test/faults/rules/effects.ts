/** P1: what was acknowledged is stored. P2: nothing has more than one effect, and what was refused has none. */
import type { Message } from '../../../core/domain/message.ts';
import { isOver } from '../../../core/domain/ticket.ts';
import type { Evidence, Violation } from '../checker.ts';
import type { Op } from '../history.ts';
import { tokenOf } from '../stored.ts';
import type { StoredConversation } from '../stored.ts';

interface Line {
  readonly conversation: StoredConversation;
  readonly message: Message;
}

const linesByToken = (conversations: readonly StoredConversation[]): ReadonlyMap<string, readonly Line[]> => {
  const lines = new Map<string, Line[]>();
  for (const conversation of conversations) {
    for (const message of conversation.messages) {
      const token = tokenOf(message);
      if (token === null) continue;
      const known = lines.get(token) ?? [];
      known.push({ conversation, message });
      lines.set(token, known);
    }
  }
  return lines;
};

const authorOf = ({ kind, by }: Op): string => {
  if (kind === 'text' || kind === 'press') return 'citizen';
  return kind === 'note' ? `note ${by}` : `operator ${by}`;
};

const authorOfLine = ({ author }: Message): string => ('id' in author ? `${author.kind} ${author.id}` : author.kind);

/** A line that was changed has its new words as soon as the platform was told that we know of them. */
const mayRead = ({ text, edit }: Op, found: string): boolean =>
  text === null || (edit?.taken ? found === edit.text : found === text || found === edit?.text);

/** What is wrong with the line that an operation left; null when all is as sent. */
const spoilt = (op: Op, { conversation, message }: Line): string | null => {
  if (conversation.peer !== op.peer) return 'its line is in another conversation';
  if (!mayRead(op, message.text)) return 'its line has other words';
  if (authorOfLine(message) !== authorOf(op)) return `its line is by ${authorOfLine(message)}`;
  return null;
};

function* checkLine(op: Op, lines: readonly Line[]): Generator<Violation> {
  const { token, peer } = op;
  const [line] = lines;
  const wrong = (promise: 'P1' | 'P2', what: string): Violation => ({ promise, what, token, peer });
  if (lines.length > 1) yield wrong('P2', `${op.kind} left ${lines.length} lines`);
  if (op.outcome.kind === 'fail' && line) yield wrong('P2', `refused ${op.kind} (${op.outcome.error}) left a line`);
  const bad = line && spoilt(op, line);
  if (bad) yield wrong('P1', `${op.kind}: ${bad}`);
  if (op.outcome.kind !== 'ok') return;
  if (!line && op.line === 'must') yield wrong('P1', `acknowledged ${op.kind} is not stored`);
  // A solve is answered with the seq of its last line, everything else with its own.
  if (line && op.kind !== 'solve' && op.outcome.seq !== null && line.message.seq !== op.outcome.seq) {
    yield wrong('P1', `acknowledged ${op.kind} as line ${op.outcome.seq}, stored as ${line.message.seq}`);
  }
}

const acts = new Set<Op['kind']>(['claim', 'reply', 'note', 'transfer', 'solve', 'hand-back', 'reject', 'reopen']);
/** Asked again by the one who has it already, these write nothing and are acknowledged. */
const mayBeSettled = new Set<Op['kind']>(['claim', 'reopen']);

/** Every act of an operator leaves exactly one audit line. */
function* checkAudit({ ops, stored }: Evidence): Generator<Violation> {
  const written = new Map<string, number>();
  const keyOf = (actor: string, action: string, number: string | null): string => `${actor} ${action} ${number ?? ''}`;
  for (const { actor, action, ticket } of stored.audit) {
    const key = keyOf(actor, action, ticket);
    written.set(key, (written.get(key) ?? 0) + 1);
  }
  const asked = Map.groupBy(
    ops.filter((op) => acts.has(op.kind)),
    (op) => keyOf(op.by, `ticket:${op.kind}`, op.number),
  );
  // The same token sent from two screens is one operation.
  const tokens = (some: readonly Op[]): number => new Set(some.map(({ token }) => token)).size;
  for (const [key, same] of asked) {
    const ok = tokens(same.filter((op) => op.outcome.kind === 'ok'));
    const most = tokens(same.filter((op) => op.outcome.kind !== 'fail'));
    const [first] = same;
    if (!first) continue;
    const least = mayBeSettled.has(first.kind) ? Math.min(ok, 1) : ok;
    const found = written.get(key) ?? 0;
    const where = { token: same.length === 1 ? first.token : null, peer: first.peer };
    if (found < least) yield { promise: 'P1', what: `${key}: ${ok} acknowledged, ${found} in the audit`, ...where };
    if (found > most)
      yield { promise: 'P2', what: `${key}: ${most} may have happened, ${found} in the audit`, ...where };
  }
}

/** One event opens one ticket; the bot does not say the same thing twice to one event. */
function* checkTurns({ stored, ops }: Evidence): Generator<Violation> {
  for (const { id, peer, messages } of stored.conversations) {
    const open = stored.tickets.filter((ticket) => ticket.conversation === id && !isOver(ticket.status));
    // One is spoken about now; one more may stand in the queue, others with experts, while the citizen goes on with the bot.
    const spoken = open.filter(({ status, owner }) => owner !== null || (status !== 'queued' && status !== 'expert'));
    if (spoken.length > 1 || open.filter(({ status }) => status === 'queued').length > 1) {
      const numbers = open.map(({ number }) => number).join(', ');
      yield { promise: 'P2', what: `${open.length} tickets are open at once: ${numbers}`, token: null, peer };
    }
    let spare = ops.filter((op) => op.peer === peer && op.kind === 'press' && op.line === 'may').length;
    let said = new Set<string>();
    for (const { author, text, seq } of messages) {
      if (author.kind !== 'bot') said = new Set();
      // An outdated button leaves no line of its own, only the bot's answer.
      else if (said.has(text) && spare > 0) spare -= 1;
      else if (said.has(text))
        yield { promise: 'P2', what: `the bot repeats itself in line ${seq}`, token: null, peer };
      else said.add(text);
    }
  }
  const opened = Map.groupBy(
    stored.audit.filter(({ action }) => action === 'ticket:opened'),
    ({ ticket }) => ticket,
  );
  for (const [number, lines] of opened) {
    if (lines.length > 1)
      yield { promise: 'P2', what: `${number} was opened ${lines.length} times`, token: null, peer: null };
  }
}

export const checkEffects = (evidence: Evidence): readonly Violation[] => {
  const lines = linesByToken(evidence.stored.conversations);
  return [
    ...evidence.ops.flatMap((op) => [...checkLine(op, lines.get(op.token) ?? [])]),
    ...checkAudit(evidence),
    ...checkTurns(evidence),
    ...evidence.stored.deadLetters.map((key): Violation => ({
      promise: 'P1',
      what: `${key} became a dead letter`,
      token: key.split(':').at(-1) ?? null,
      peer: null,
    })),
  ];
};
