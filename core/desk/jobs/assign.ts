/**
 * Gives out the queue where `organisation.yml` says so: each waiting ticket, in its order, to the available operator of its
 * department who has the fewest. Whether there is still a slot, and whether nobody was faster, is for the store to say.
 */
import { departmentsSeen, publicName, type Operator } from '../../domain/operator.ts';
import type { Waiting } from '../../domain/queue.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { People } from '../../ports/people.ts';
import type { Presences } from '../../ports/presence.ts';
import type { QueueReads } from '../../ports/queue.ts';
import type { Views } from '../../ports/views.ts';
import { activate } from '../activate.ts';
import { onConversation, type VerbDeps } from '../perform.ts';
import { runEngine } from '../run-engine.ts';
import { systemLine } from '../system-line.ts';
import type { RunJob } from './job.ts';

export interface AssignDeps extends VerbDeps {
  readonly queue: QueueReads;
  readonly presence: Pick<Presences, 'list' | 'loads'>;
  readonly people: Pick<People, 'list'>;
  readonly views: Pick<Views, 'ticket'>;
}

/** How many of the queue's head are looked at in one go. */
const atOnce = 200;

/** One who is there to be given work, with free slots. */
interface Hand {
  readonly operator: Operator;
  free: number;
  held: number;
}

const handsOf = async ({ presence, people, scripts }: AssignDeps): Promise<Hand[]> => {
  const there = new Set(
    (await presence.list()).filter(({ state }) => state === 'available').map((one) => one.operator),
  );
  const loads = await presence.loads();
  const usual = scripts.current().organisation.settings.capacity;
  return (await people.list())
    .filter((one) => one.active && one.role === 'operator' && there.has(one.id))
    .map((operator) => {
      const held = loads.get(operator.id) ?? 0;
      return { operator, held, free: (operator.capacity ?? usual) - held };
    });
};

const handFor = (hands: readonly Hand[], { department }: Waiting): Hand | undefined =>
  hands
    .filter(({ operator, free }) => free > 0 && (departmentsSeen(operator)?.includes(department) ?? true))
    .sort((a, b) => a.held - b.held)[0];

/** False when somebody was faster, or the citizen waits no longer. */
const give = async (deps: AssignDeps, number: string, { id, name }: Operator, key: string): Promise<boolean> => {
  const row = await deps.views.ticket(number);
  if (!row) return false;
  const receipt = await onConversation(deps, row.ticket.conversation, key, ({ draft, run, script, full }) => {
    if (full) throw new Refusal('full');
    draft.take(number);
    const ticket = draft.ticket();
    const settled = { settled: draft.conversation().lastSeq };
    if (ticket?.status !== 'queued' || ticket.owner !== null) return settled;
    activate(draft, number);
    if (!draft.move('claim', { owner: id, lastOwner: id, returned: false })) return settled;
    draft.room(script.organisation.settings.capacity);
    runEngine(draft, { kind: 'taken' }, run);
    draft.audit('system', 'ticket:assign', { owner: id });
    return { receiptSeq: systemLine(draft, script, 'joined', { name: publicName(name) }) };
  });
  return receipt.outcome === 'committed';
};

export const createAssign =
  (deps: AssignDeps): RunJob =>
  async (job) => {
    if (deps.scripts.current().organisation.settings.assignment !== 'automatic') return null;
    const hands = await handsOf(deps);
    for (const waiting of await deps.queue.waiting(atOnce)) {
      const hand = handFor(hands, waiting);
      if (!hand) continue;
      try {
        if (!(await give(deps, waiting.number, hand.operator, `job:${job.key}:${job.due}:${waiting.number}`))) continue;
        hand.free -= 1;
        hand.held += 1;
      } catch (error) {
        if (!(error instanceof Refusal) || error.code === 'busy') throw error;
        if (error.code === 'full') hand.free = 0;
      }
    }
    return null;
  };
