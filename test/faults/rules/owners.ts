/**
 * P5: a ticket has at most one owner at any moment, told from the audit trail.
 * P7: while it has one the bot is silent, and nobody but the owner answers.
 */
import type { Ticket } from '../../../core/domain/ticket.ts';
import type { AuditLine } from '../../../core/ports/turns.ts';
import type { Evidence, Violation } from '../checker.ts';
import type { StoredConversation } from '../stored.ts';

interface Hold {
  readonly owner: string;
  readonly from: number;
  readonly to: number;
}

interface Trail {
  readonly holds: readonly Hold[];
  readonly owner: string | null;
  readonly wrong: readonly string[];
}

type Deed =
  { readonly kind: 'take'; readonly by: string } | { readonly kind: 'let-go'; readonly by: string | null } | null;

/** What an audit line does to the ownership. `by` of letting go: who must have had it; null: nobody had to. */
const deedOf = ({ actor, action, details }: AuditLine, operators: ReadonlySet<string>): Deed => {
  switch (action) {
    case 'ticket:claim':
    case 'ticket:assign':
      return { kind: 'take', by: details['owner'] ?? actor };
    case 'ticket:reopen':
      return { kind: 'take', by: actor };
    case 'ticket:solve':
    case 'ticket:hand-back':
    case 'ticket:reject':
      return { kind: 'let-go', by: operators.has(actor) ? actor : null };
    case 'ticket:let-go':
      return { kind: 'let-go', by: details['from'] ?? null };
    case 'ticket:withdraw':
    case 'ticket:confirm':
    case 'ticket:silence':
    case 'ticket:dispute':
    case 'ticket:resume':
      return { kind: 'let-go', by: null };
    default:
      return null;
  }
};

const follow = (lines: readonly AuditLine[], operators: ReadonlySet<string>): Trail => {
  const holds: Hold[] = [];
  const wrong: string[] = [];
  // Changed inside `letGo` and `take`, which the compiler does not follow.
  let owner = null as string | null;
  let since = 0;
  const letGo = (at: number): void => {
    if (owner !== null) holds.push({ owner, from: since, to: at });
    owner = null;
  };
  const take = (by: string, at: number): void => {
    if (owner !== null) wrong.push(`${by} got it while ${owner} had it`);
    letGo(at);
    owner = by;
    since = at;
  };
  for (const line of lines) {
    if (line.action === 'ticket:transfer') {
      const { from, to } = line.details;
      if ((from ?? '') !== (owner ?? ''))
        wrong.push(`passed on from ${from || 'nobody'} while ${owner ?? 'nobody'} had it`);
      letGo(line.at);
      if (to !== undefined && operators.has(to)) take(to, line.at);
      continue;
    }
    const deed = deedOf(line, operators);
    if (deed?.kind === 'take') take(deed.by, line.at);
    if (deed?.kind === 'let-go') {
      if (deed.by !== null && deed.by !== owner)
        wrong.push(`${line.action} by ${deed.by} while ${owner ?? 'nobody'} had it`);
      if (line.action === 'ticket:withdraw' && owner !== null) wrong.push(`withdrawn while ${owner} had it`);
      letGo(line.at);
    }
  }
  const last = owner;
  if (owner !== null) holds.push({ owner, from: since, to: Infinity });
  return { holds, owner: last, wrong };
};

/** The clock counts milliseconds, so what happens in the very one of a change is nobody's fault. */
function* checkLines(holds: readonly Hold[], { peer, messages }: StoredConversation): Generator<Violation> {
  for (const { seq, at, author, clientId } of messages) {
    const wrong = (what: string): Violation => ({ promise: 'P7', what, token: clientId, peer });
    const inside = holds.find((hold) => hold.from < at && at < hold.to);
    if (author.kind === 'bot' && inside)
      yield wrong(`the bot spoke in line ${seq} while ${inside.owner} had the ticket`);
    if (author.kind !== 'operator') continue;
    const own = holds.some((hold) => hold.owner === author.id && hold.from <= at && at <= hold.to);
    if (!own) yield wrong(`${author.id} answered in line ${seq} without having the ticket`);
  }
}

export const checkOwners = ({ stored, ops }: Evidence): readonly Violation[] => {
  const operators = new Set(stored.operators);
  const byTicket = Map.groupBy(stored.audit, ({ ticket }) => ticket);
  const trailOf = (ticket: Ticket): Trail => follow(byTicket.get(ticket.number) ?? [], operators);
  const violations: Violation[] = [];
  const holdsOf = new Map<string, Hold[]>();
  const peerOf = new Map(stored.conversations.map(({ id, peer }) => [id, peer]));
  for (const ticket of stored.tickets) {
    const { holds, owner, wrong } = trailOf(ticket);
    holdsOf.set(ticket.conversation, [...(holdsOf.get(ticket.conversation) ?? []), ...holds]);
    const peer = peerOf.get(ticket.conversation) ?? null;
    const say = (what: string): void =>
      void violations.push({ promise: 'P5', what: `${ticket.number}: ${what}`, token: null, peer });
    wrong.forEach(say);
    if (owner !== ticket.owner) say(`stored owner ${ticket.owner ?? 'nobody'}, by the audit ${owner ?? 'nobody'}`);
    const winners = ops.filter((op) => op.kind === 'claim' && op.number === ticket.number && op.outcome.kind === 'ok');
    const names = new Set(winners.map(({ by }) => by));
    const released = holds.filter(({ to }) => to !== Infinity).length;
    if (names.size > released + 1)
      say(`${names.size} operators were told they have it, it was let go ${released} times`);
  }
  for (const conversation of stored.conversations) {
    violations.push(...checkLines(holdsOf.get(conversation.id) ?? [], conversation));
  }
  return violations;
};
