/** The promises of `core/ports/turns.ts` about turns, lines and addresses, for any store. */
import type { Conversation } from '../../core/domain/conversation.ts';
import type { Message } from '../../core/domain/message.ts';
import { aConversation, aMessage, anEngineState, aTicket, aTurn, dayOne, following } from '../support/builders.ts';
import { outcomes } from './outcomes.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

export const describeTurns = (name: string, makeStore: MakeStore): void => {
  describe(`turns (${name})`, () => {
    const store = freshStore(makeStore);
    const lines = async (id: string): Promise<readonly Message[]> =>
      (await store().views.messagesAfter(id, 0, 1000, 'staff')).messages;
    const stored = async (id: string): Promise<Conversation | undefined> =>
      (await store().turns.load(id))?.conversation;

    describe('one turn', () => {
      test('a citizen is found by address, with everything the turn said', async () => {
        const address = { channel: 'telegram', peer: '4815' } as const;
        const conversation = aConversation({
          replyTo: address,
          citizen: { name: 'Ольга', origin: { page: 'https://example.test/a', title: null, device: 'phone' } },
          engine: anEngineState({ slots: { region: { label: 'Регион', value: 'Тверская область' } }, wrong: 2 }),
          offerSeq: 1,
          pressed: '1.0',
        });
        const ticket = aTicket({
          conversation: conversation.id,
          dossier: { wants: 'паспорт', path: [], slots: [], tried: ['сроки'], reason: 'не помогло' },
        });
        const turn = aTurn({
          conversation: { ...conversation, ticket: ticket.number },
          tickets: [{ ticket, expect: null }],
        });
        expect(await store().turns.commit(turn)).toBe('committed');
        expect(await store().turns.find(address)).toEqual({ conversation: turn.conversation, tickets: [ticket] });
        expect(await store().turns.load(conversation.id)).toEqual({
          conversation: turn.conversation,
          tickets: [ticket],
        });
      });

      test('every kind of line comes back as it was written', async () => {
        const messages: readonly Message[] = [
          aMessage({ seq: 1, clientId: 'screen-1', cause: { kind: 'press', payload: '4.1' } }),
          aMessage({
            seq: 2,
            author: { kind: 'bot' },
            text: 'Что случилось? 🙂 «ёлка»\n',
            options: [
              { kind: 'choice', label: 'Потерял паспорт' },
              { kind: 'back', label: 'Назад' },
              { kind: 'home', label: 'В начало' },
              { kind: 'cancel', label: 'Отмена' },
              { kind: 'operator', label: 'Перейти к оператору' },
            ],
          }),
          aMessage({ seq: 3, author: { kind: 'operator', id: 'op-7', name: 'Марина Соколова' } }),
          aMessage({ seq: 4, author: { kind: 'note', id: 'op-7', name: 'Марина "М" Соколова' }, audience: 'staff' }),
          aMessage({ seq: 5, author: { kind: 'system' }, cause: { kind: 'start', payload: '' }, text: '' }),
          aMessage({ seq: 6, author: { kind: 'system' }, audience: 'staff', text: 'ы'.repeat(20_000) }),
          aMessage({ seq: 7, forwarded: true, quote: { seq: 2, text: 'Что "случилось"?' } }),
          aMessage({ seq: 8, quote: { seq: null, text: '' } }),
        ];
        const conversation = aConversation();
        await store().turns.commit(aTurn({ conversation, messages }));
        expect(await lines(conversation.id)).toEqual(messages);
      });

      test('a citizen whom nobody has seen is not found', async () => {
        expect(await store().turns.load('c-unknown')).toBeNull();
        expect(await store().turns.find({ channel: 'vk', peer: 'nobody' })).toBeNull();
        expect(await store().turns.receipt('event-unknown')).toBeNull();
      });

      test('tickets of a conversation come newest first', async () => {
        const conversation = aConversation();
        const older = aTicket({ conversation: conversation.id, openedAt: dayOne });
        const newer = aTicket({ conversation: conversation.id, openedAt: dayOne + 1, previous: older.number });
        const tickets = [older, newer].map((ticket) => ({ ticket, expect: null }));
        await store().turns.commit(aTurn({ conversation, tickets }));
        expect((await store().turns.load(conversation.id))?.tickets).toEqual([newer, older]);
      });

      test('what was committed is there after a restart', async () => {
        const turn = aTurn();
        await store().turns.commit(turn);
        await store.restart();
        expect(await stored(turn.conversation.id)).toEqual(turn.conversation);
        expect(await store().turns.commit(turn)).toBe('duplicate');
      });
    });

    describe('repeats', () => {
      test('a repeated event changes nothing and has the first receipt', async () => {
        const turn = aTurn({
          messages: [aMessage({ seq: 1 }), aMessage({ seq: 2, author: { kind: 'bot' } })],
          receiptSeq: 1,
        });
        expect(await store().turns.commit(turn)).toBe('committed');
        expect(await store().turns.commit(turn)).toBe('duplicate');
        const again = aTurn({ dedupe: turn.dedupe, conversation: following(turn.conversation) });
        expect(await store().turns.commit(again)).toBe('duplicate');
        expect(await stored(turn.conversation.id)).toEqual(turn.conversation);
        expect(await lines(turn.conversation.id)).toHaveLength(2);
        expect(await store().turns.receipt(turn.dedupe)).toEqual({ conversation: turn.conversation.id, seq: 1 });
      });

      test('a hundred parallel copies of one event have one effect', async () => {
        const conversation = aConversation();
        await store().turns.commit(aTurn({ conversation, messages: [] }));
        const copies = Array.from({ length: 100 }, () =>
          store().turns.commit(aTurn({ dedupe: 'the-event', conversation: following(conversation) })),
        );
        expect(outcomes(await Promise.all(copies))).toEqual({ committed: 1, duplicate: 99, stale: 0 });
        expect(await lines(conversation.id)).toHaveLength(1);
      });
    });

    describe('turns made from an older state', () => {
      test('of two turns made from the same state the second is stale and leaves nothing', async () => {
        const conversation = aConversation();
        await store().turns.commit(aTurn({ conversation }));
        const base = following({ ...conversation, lastSeq: 1 });
        const [first, second] = [aTurn({ conversation: base }), aTurn({ conversation: base })];
        const both = await Promise.all([store().turns.commit(first), store().turns.commit(second)]);
        expect(both.toSorted()).toEqual(['committed', 'stale']);
        expect(await lines(conversation.id)).toHaveLength(2);
        const lost = both[0] === 'stale' ? first : second;
        expect(await store().turns.receipt(lost.dedupe)).toBeNull();
        const retried = {
          ...lost,
          conversation: { ...lost.conversation, version: 3, lastSeq: 3 },
          messages: [aMessage({ seq: 3 })],
        };
        expect(await store().turns.commit(retried)).toBe('committed');
      });

      test('a turn of a conversation that is not there is stale', async () => {
        expect(await store().turns.commit(aTurn({ conversation: aConversation({ version: 2 }) }))).toBe('stale');
      });

      test('two first turns from one address open one conversation', async () => {
        const replyTo = { channel: 'web', peer: 'same' } as const;
        const both = await Promise.all([
          store().turns.commit(aTurn({ conversation: aConversation({ replyTo }) })),
          store().turns.commit(aTurn({ conversation: aConversation({ replyTo }) })),
        ]);
        expect(both.toSorted()).toEqual(['committed', 'stale']);
        const found = await store().turns.find(replyTo);
        expect(await lines(found?.conversation.id ?? '')).toHaveLength(1);
      });

      test('two hundred turns at once, one of them stale: only that one is refused', async () => {
        const all = Array.from({ length: 200 }, (_, index) =>
          aTurn({ conversation: aConversation(index === 77 ? { version: 5 } : {}) }),
        );
        const done = await Promise.all(all.map((turn) => store().turns.commit(turn)));
        expect(outcomes(done)).toEqual({ committed: 199, duplicate: 0, stale: 1 });
        expect(done[77]).toBe('stale');
        const found = await Promise.all(all.map(({ conversation }) => lines(conversation.id)));
        expect(found.map((each) => each.length)).toEqual(all.map((_, index) => (index === 77 ? 0 : 1)));
      });

      test('a turn that cannot be right is refused alone and whole', async () => {
        const conversation = aConversation();
        const gap = aTurn({ conversation, messages: [aMessage({ seq: 1 }), aMessage({ seq: 3 })] });
        const good = aTurn();
        const [bad, fine] = await Promise.allSettled([store().turns.commit(gap), store().turns.commit(good)]);
        expect(bad.status).toBe('rejected');
        expect(fine).toEqual({ status: 'fulfilled', value: 'committed' });
        expect(await stored(conversation.id)).toBeUndefined();
        expect(await lines(conversation.id)).toEqual([]);
        expect(await store().turns.receipt(gap.dedupe)).toBeNull();
      });
    });

    describe('addresses', () => {
      test('a second address leads to the same conversation, and may be taken away again', async () => {
        const web = { channel: 'web', peer: 'a' } as const;
        const telegram = { channel: 'telegram', peer: 'b' } as const;
        const conversation = aConversation({ replyTo: web });
        await store().turns.commit(aTurn({ conversation, messages: [] }));
        const joined = following(conversation, { addresses: [web, telegram], replyTo: telegram });
        expect(await store().turns.commit(aTurn({ conversation: joined, messages: [] }))).toBe('committed');
        expect((await store().turns.find(telegram))?.conversation).toEqual(joined);
        expect((await store().turns.find(web))?.conversation).toEqual(joined);
        const back = following(joined, { replyTo: web });
        await store().turns.commit(aTurn({ conversation: back, messages: [] }));
        expect((await store().turns.find(telegram))?.conversation).toEqual(back);
        const parted = following(back, { addresses: [web] });
        await store().turns.commit(aTurn({ conversation: parted, messages: [] }));
        expect(await store().turns.find(telegram)).toBeNull();
        expect((await store().turns.find(web))?.conversation).toEqual(parted);
      });

      test('an address of somebody else is never taken over', async () => {
        const [mine, theirs] = [aConversation(), aConversation()];
        await store().turns.commit(aTurn({ conversation: mine, messages: [] }));
        await store().turns.commit(aTurn({ conversation: theirs, messages: [] }));
        const grab = following(mine, { addresses: [mine.replyTo, theirs.replyTo] });
        expect(await store().turns.commit(aTurn({ conversation: grab }))).toBe('stale');
        expect((await store().turns.find(theirs.replyTo))?.conversation.id).toBe(theirs.id);
        expect((await store().turns.find(mine.replyTo))?.conversation).toEqual(mine);
      });
    });
  });
};
