/** The promises of `core/ports/presence.ts`, and of the slots that a claim takes, for any store. */
import type { Presence } from '../../core/domain/presence.ts';
import type { PresenceChange } from '../../core/ports/presence.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { aConversation, aJob, anOperator, aTicket, aTurn, dayOne } from '../support/builders.ts';
import { outcomes } from './outcomes.ts';
import { freshStore, type MakeStore } from './store.ts';

const marina = anOperator({ id: 'op-marina' });

const aPresence = (over: Partial<Presence> = {}): Presence => ({
  operator: marina.id,
  state: 'available',
  since: dayOne,
  by: 'self',
  seenAt: dayOne,
  ...over,
});

const aChange = (over: Partial<PresenceChange> = {}): PresenceChange => ({
  presence: aPresence(),
  from: ['offline'],
  jobs: [],
  audit: null,
  ...over,
});

export const describePresence = (name: string, makeStore: MakeStore): void => {
  describe(`presence (${name})`, () => {
    const store = freshStore(makeStore);
    const hired = async (capacity: number | null = null): Promise<void> =>
      store().people.save({ ...marina, capacity }, 'hash');

    test('who was never here is offline, and what is stored outlives a restart', async () => {
      await hired();
      expect(await store().presence.of(marina.id)).toBeNull();
      expect(await store().presence.change(aChange())).toBe(true);
      await store.restart();
      expect(await store().presence.of(marina.id)).toEqual(aPresence());
      expect(await store().presence.list()).toEqual([aPresence()]);
    });

    test('a change is made only from the states it names, with its jobs or not at all', async () => {
      await hired();
      await store().presence.change(aChange());
      const jobs = [{ kind: 'schedule', job: aJob({ key: 'left', due: dayOne }) } as const];
      const late = aChange({ presence: aPresence({ state: 'away' }), from: ['pause'], jobs });
      expect(await store().presence.change(late)).toBe(false);
      expect(await store().jobs.nextDue()).toBeNull();
      expect(await store().presence.change({ ...late, from: ['available'] })).toBe(true);
      expect(await store().jobs.nextDue()).toBe(dayOne);
    });

    test('of two changes from the same state one is made', async () => {
      await hired();
      const to = (state: Presence['state']) => store().presence.change(aChange({ presence: aPresence({ state }) }));
      const made = await Promise.all([to('available'), to('pause')]);
      expect(made.filter(Boolean)).toHaveLength(1);
    });

    test('activity is noted and never goes back', async () => {
      await hired();
      await store().presence.change(aChange());
      await store().presence.seen(marina.id, dayOne + 5);
      await store().presence.seen(marina.id, dayOne + 3);
      expect((await store().presence.of(marina.id))?.seenAt).toBe(dayOne + 5);
    });

    const queued = async (over: Partial<Ticket> = {}): Promise<Ticket> => {
      const conversation = aConversation();
      const ticket = aTicket({
        conversation: conversation.id,
        status: 'queued',
        department: 'general',
        queuedAt: dayOne,
        ...over,
      });
      await store().turns.commit(aTurn({ conversation, tickets: [{ ticket, expect: null }] }));
      return ticket;
    };

    const claim = async (ticket: Ticket, room: number) => {
      const loaded = await store().turns.load(ticket.conversation);
      if (!loaded) throw new Error('no conversation');
      const conversation = { ...loaded.conversation, version: loaded.conversation.version + 1 };
      const owned: Ticket = { ...ticket, status: 'active', owner: marina.id };
      const expect = { status: ticket.status, owner: ticket.owner };
      return store().turns.commit(aTurn({ conversation, tickets: [{ ticket: owned, expect, room }] }));
    };

    test('of a hundred claims at once exactly as many succeed as there are slots', async () => {
      await hired();
      const tickets = await Promise.all(Array.from({ length: 100 }, () => queued()));
      const all = await Promise.all(tickets.map((ticket) => claim(ticket, 6)));
      expect(outcomes(all)).toEqual({ committed: 6, duplicate: 0, stale: 0, full: 94 });
      expect(await store().presence.loads()).toEqual(new Map([[marina.id, 6]]));
    });

    test('a person’s own number comes before the usual one', async () => {
      await hired(2);
      const tickets = await Promise.all(Array.from({ length: 4 }, () => queued()));
      const all = await Promise.all(tickets.map((ticket) => claim(ticket, 6)));
      expect(outcomes(all)).toMatchObject({ committed: 2, full: 2 });
    });

    test('what is full writes nothing, and a slot that became free is taken', async () => {
      await hired(1);
      const [first, second] = [await queued(), await queued()];
      expect(await claim(first, 6)).toBe('committed');
      expect(await claim(second, 6)).toBe('full');
      expect((await store().views.ticket(second.number))?.ticket).toMatchObject({ status: 'queued', owner: null });
      const loaded = await store().turns.load(first.conversation);
      const conversation = { ...(loaded?.conversation ?? aConversation()), version: 3 };
      const waiting: Ticket = { ...first, status: 'waiting', owner: marina.id };
      const expected = { status: 'active', owner: marina.id } as const;
      await store().turns.commit(aTurn({ conversation, tickets: [{ ticket: waiting, expect: expected }] }));
      expect(await claim(second, 6)).toBe('committed');
    });
  });
};
