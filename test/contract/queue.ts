/** The promises of `core/ports/queue.ts`, for any store. */
import type { Ticket } from '../../core/domain/ticket.ts';
import { aConversation, aTicket, aTurn, dayOne } from '../support/builders.ts';
import { freshStore, type MakeStore } from './store.ts';

export const describeQueue = (name: string, makeStore: MakeStore): void => {
  describe(`queue (${name})`, () => {
    const store = freshStore(makeStore);
    const standing = async (over: Partial<Ticket>): Promise<string> => {
      const conversation = aConversation();
      const ticket = aTicket({ conversation: conversation.id, status: 'queued', department: 'passports', ...over });
      await store().turns.commit(
        aTurn({ conversation: { ...conversation, ticket: ticket.number }, tickets: [{ ticket, expect: null }] }),
      );
      return ticket.number;
    };
    const waiting = async (limit = 50) => (await store().queue.waiting(limit)).map(({ number }) => number);

    test('the urgent first, then who was returned, then who has waited longest; also after a restart', async () => {
      const late = await standing({ queuedAt: dayOne + 2 });
      const early = await standing({ queuedAt: dayOne + 1 });
      const returned = await standing({ queuedAt: dayOne + 9, returned: true });
      const high = await standing({ queuedAt: dayOne + 8, priority: 'high' });
      const urgent = await standing({ queuedAt: dayOne + 7, priority: 'urgent' });
      const expected = [urgent, high, returned, early, late];
      expect(await waiting()).toEqual(expected);
      expect(await waiting(2)).toEqual(expected.slice(0, 2));
      await store.restart();
      expect(await waiting()).toEqual(expected);
    });

    test('who waits is told with department, priority and whether they were here before', async () => {
      const number = await standing({ queuedAt: dayOne, priority: 'high', returned: true });
      expect(await store().queue.waiting(5)).toEqual([
        { number, department: 'passports', priority: 'high', returned: true },
      ]);
    });

    test('whoever is served, has no department yet or waits for an expert does not stand in it', async () => {
      await standing({ status: 'active', owner: 'op-1', department: 'passports' });
      await standing({ status: 'expert', owner: 'op-1' });
      await standing({ status: 'expert' });
      await standing({ department: null });
      await standing({ status: 'closed' });
      expect(await waiting()).toEqual([]);
    });

    test('services are those of the department, the newest first', async () => {
      const served = (department: string, at: number) => ({ department, queuedAt: at - 100, at });
      const services = [
        served('passports', dayOne + 1),
        served('payments', dayOne + 2),
        served('passports', dayOne + 3),
      ];
      await store().turns.commit(aTurn({ services }));
      expect(await store().queue.services('passports', 5)).toEqual([
        { queuedAt: dayOne - 97, at: dayOne + 3 },
        { queuedAt: dayOne - 99, at: dayOne + 1 },
      ]);
      expect(await store().queue.services('passports', 1)).toHaveLength(1);
      expect(await store().queue.services('general', 5)).toEqual([]);
    });
  });
};
