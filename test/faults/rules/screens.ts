/**
 * P3 on screens: who follows by seq gets exactly the stored lines. P7 on screens: and no others, no notes,
 * nothing of somebody else.
 */
import type { Message } from '../../../core/domain/message.ts';
import { unreachable } from '../../../core/domain/unreachable.ts';
import type { Evidence, Promised, Violation } from '../checker.ts';
import type { Follow, Seen, Target } from '../history.ts';
import type { Stored, StoredConversation } from '../stored.ts';

const conversationOf = (stored: Stored, target: Target): StoredConversation | undefined => {
  switch (target.kind) {
    case 'peer':
      return stored.conversations.find(({ peer }) => peer === target.peer);
    case 'ticket': {
      const ticket = stored.tickets.find(({ number }) => number === target.number);
      return stored.conversations.find(({ id }) => id === ticket?.conversation);
    }
    default:
      return unreachable(target);
  }
};

/** A line that was changed was shown with the words that it had. */
const hadWords = ({ text, edited }: Message, seen: string): boolean =>
  text === seen || (edited?.former.some((former) => former.text === seen) ?? false);

const same = (seen: Seen, line: Message): boolean =>
  hadWords(line, seen.text) && seen.from === line.author.kind && seen.clientId === line.clientId;

/** Each line as it is stored. A citizen is shown nothing for the staff. */
const stranger = (kind: Follow['kind'], seen: Seen, line: Message | undefined): string | null => {
  if (!line) return `line ${seen.seq} is nowhere in the conversation`;
  if (kind === 'widget' && (line.audience === 'staff' || line.author.kind === 'note')) {
    return `line ${seen.seq} is for the staff`;
  }
  return same(seen, line) ? null : `line ${seen.seq} is another line than the stored one`;
};

/**
 * Inside one connection live news come in order, each once, none left out. A page and the news may overlap:
 * a screen joins before it reads.
 */
function* gaps(seen: readonly Seen[], visible: readonly number[]): Generator<string> {
  for (const live of Map.groupBy(
    seen.filter(({ via }) => via === 'live'),
    ({ session }) => session,
  ).values()) {
    for (const [index, { seq }] of live.entries()) {
      const before = live[index - 1]?.seq;
      if (before === undefined) continue;
      if (seq <= before) yield `line ${seq} came after line ${before}`;
      else if (visible.some((one) => one > before && one < seq))
        yield `a line between ${before} and ${seq} was left out`;
    }
  }
}

function* checkFollow(follow: Follow, conversation: StoredConversation | undefined): Generator<Violation> {
  const peer = conversation?.peer ?? null;
  const wrong = (promise: Promised, what: string, token: string | null = null): Violation => ({
    promise,
    what: `${follow.screen}: ${what}`,
    token,
    peer,
  });
  const lines = new Map(conversation?.messages.map((line) => [line.seq, line]));
  for (const one of follow.seen) {
    const strange = stranger(follow.kind, one, lines.get(one.seq));
    if (strange !== null) yield wrong('P7', strange, one.clientId);
  }
  const visible = [...lines.values()]
    .filter((line) => line.seq > follow.from && (follow.kind === 'console' || line.audience === 'all'))
    .map(({ seq }) => seq);
  for (const gap of gaps(follow.seen, visible)) yield wrong('P3', gap);
  if (!follow.caughtUp) return;
  const got = new Set(follow.seen.map(({ seq }) => seq));
  const missing = visible.filter((seq) => !got.has(seq));
  if (missing.length > 0) yield wrong('P3', `never saw lines ${missing.join(', ')}`);
}

export const checkScreens = ({ follows, stored }: Evidence): readonly Violation[] =>
  follows.flatMap((follow) => [...checkFollow(follow, conversationOf(stored, follow.target))]);
