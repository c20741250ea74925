/** The promises of `core/ports/turns.ts` about tickets, numbers and events that fail, for any store. */
import { buriedAttempts } from '../../core/ports/turns.ts';
import { aConversation, aJob, aNumber, aTicket, aTurn, dayOne, following } from '../support/builders.ts';
import { outcomes } from './outcomes.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

export const describeTickets = (name: string, makeStore: MakeStore): void => {
  describe(`tickets and numbers (${name})`, () => {
    const store = freshStore(makeStore);
    const lines = async (id: string) => (await store().views.messagesAfter(id, 0, 1000, 'staff')).messages;

    describe('tickets', () => {
      const queued = async () => {
        const conversation = aConversation();
        const ticket = aTicket({
          conversation: conversation.id,
          status: 'queued',
          department: 'passports',
          queuedAt: dayOne,
        });
        await store().turns.commit(aTurn({ conversation, messages: [], tickets: [{ ticket, expect: null }] }));
        return { conversation, ticket };
      };

      test('a turn whose ticket is not as expected leaves nothing at all', async () => {
        const { conversation, ticket } = await queued();
        const turn = aTurn({
          conversation: following(conversation),
          tickets: [{ ticket: { ...ticket, status: 'closed' }, expect: { status: 'queued', owner: 'op-1' } }],
          jobs: [{ kind: 'schedule', job: aJob({ key: 'silence' }) }],
          audit: [{ at: dayOne, actor: 'op-1', action: 'close', ticket: ticket.number, details: {} }],
        });
        expect(await store().turns.commit(turn)).toBe('stale');
        expect(await store().turns.load(conversation.id)).toEqual({ conversation, tickets: [ticket] });
        expect(await lines(conversation.id)).toEqual([]);
        expect(await store().jobs.nextDue()).toBeNull();
        expect(await store().views.audit(ticket.number, 10)).toEqual([]);
        expect(await store().turns.receipt(turn.dedupe)).toBeNull();
      });

      test('of a thousand operators who take a ticket at once exactly one has it', async () => {
        const { conversation, ticket } = await queued();
        const claims = Array.from({ length: 1000 }, (_, index) =>
          store().turns.commit(
            aTurn({
              conversation: following(conversation),
              messages: [],
              tickets: [
                {
                  ticket: { ...ticket, status: 'active', owner: `op-${index}` },
                  expect: { status: 'queued', owner: null },
                },
              ],
            }),
          ),
        );
        const done = await Promise.all(claims);
        expect(outcomes(done)).toEqual({ committed: 1, duplicate: 0, stale: 999 });
        expect((await store().views.ticket(ticket.number))?.ticket.owner).toBe(`op-${done.indexOf('committed')}`);
      });

      test('a ticket whose owner is expected is not written past a new owner', async () => {
        const { conversation, ticket } = await queued();
        const taken = { ...ticket, status: 'active', owner: 'op-1' } as const;
        const second = following(conversation);
        await store().turns.commit(
          aTurn({
            conversation: second,
            messages: [],
            tickets: [{ ticket: taken, expect: { status: 'queued', owner: null } }],
          }),
        );
        const write = (owner: string | null) =>
          store().turns.commit(
            aTurn({
              conversation: following(second),
              messages: [],
              tickets: [{ ticket: { ...taken, status: 'waiting' }, expect: { status: 'active', owner } }],
            }),
          );
        expect(await write(null)).toBe('stale');
        expect(await write('op-2')).toBe('stale');
        expect(await write('op-1')).toBe('committed');
      });

      test('a number is never given to a second ticket', async () => {
        const { ticket } = await queued();
        const conversation = aConversation();
        const tickets = [{ ticket: aTicket({ number: ticket.number, conversation: conversation.id }), expect: null }];
        expect(await store().turns.commit(aTurn({ conversation, tickets }))).toBe('stale');
        expect((await store().views.ticket(ticket.number))?.ticket).toEqual(ticket);
        expect(await store().turns.load(conversation.id)).toBeNull();
      });
    });

    describe('numbers', () => {
      test('blocks reserved in parallel and over restarts never overlap', async () => {
        const first = await Promise.all(Array.from({ length: 50 }, () => store().turns.reserveNumbers(2026, 20)));
        await store.restart();
        const later = await Promise.all(Array.from({ length: 50 }, () => store().turns.reserveNumbers(2026, 20)));
        const all = [...first, ...later].toSorted((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: 100 }, (_, index) => 1 + index * 20));
      });

      test('each year begins at one', async () => {
        expect(await store().turns.reserveNumbers(2026, 20)).toBe(1);
        expect(await store().turns.reserveNumbers(2027, 20)).toBe(1);
        expect(await store().turns.reserveNumbers(2026, 1)).toBe(21);
        expect(aNumber(21)).toMatch(/^26-000021-\d$/u);
      });
    });

    describe('events that fail', () => {
      test('attempts are counted per event and over restarts', async () => {
        expect(await store().turns.attempt('event-a', '{}')).toBe(1);
        expect(await store().turns.attempt('event-a', '{}')).toBe(2);
        expect(await store().turns.attempt('event-b', '{}')).toBe(1);
        await store.restart();
        expect(await store().turns.attempt('event-a', '{}')).toBe(3);
      });

      test('an event that succeeded after all starts from one again', async () => {
        const turn = aTurn();
        await store().turns.attempt(turn.dedupe, '{}');
        await store().turns.commit(turn);
        expect(await store().turns.attempt(turn.dedupe, '{}')).toBe(1);
      });

      test('a buried event is kept for the administrator and never counted again', async () => {
        const letter = { key: 'event-a', at: dayOne, error: 'TypeError', raw: '{"text":"…"}' };
        await store().turns.attempt('event-a', '{}');
        await store().turns.bury(letter);
        await store().turns.bury({ ...letter, error: 'again' });
        await store().turns.bury({ ...letter, key: 'event-b' });
        expect(await store().turns.attempt('event-a', '{}')).toBe(buriedAttempts);
        expect(await store().turns.receipt('event-a')).toBeNull();
        expect(await store().views.deadLetters(10)).toEqual([{ ...letter, key: 'event-b' }, letter]);
        expect(await store().views.deadLetters(1)).toHaveLength(1);
      });
    });

    test('old keys are forgotten, young ones are not', async () => {
      const old = Array.from({ length: 30 }, () => aTurn({ at: dayOne }));
      const young = aTurn({ at: dayOne + 7 * 24 * 3600_000 });
      await Promise.all([...old, young].map((turn) => store().turns.commit(turn)));
      expect(await store().turns.forget(dayOne + 3600_000)).toBe(30);
      expect(await store().turns.forget(dayOne + 3600_000)).toBe(0);
      expect(await store().turns.receipt(old[0]?.dedupe ?? '')).toBeNull();
      expect(await store().turns.commit(young)).toBe('duplicate');
    });
  });
};
