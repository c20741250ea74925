/** The promises of `core/ports/invites.ts`, and of what turns do to links, for any store. */
import type { Turn } from '../../core/ports/turns.ts';
import { aConversation, aMessage, aTurn, dayOne } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const until = dayOne + 900_000;

export const describeInvites = (name: string, makeStore: MakeStore): void => {
  describe(`invites (${name})`, () => {
    const store = freshStore(makeStore);
    const conversation = aConversation({ id: 'asked-in-telegram', lastSeq: 1 });
    const invite = { hash: 'h-1', number: '26-004817-3', channel: 'telegram' as const, at: dayOne, until };
    const issuing = (hash = 'h-1'): Turn => ({
      ...aTurn({ conversation, messages: [aMessage({ seq: 1, link: 'id-of-the-link' })] }),
      invites: [{ kind: 'issue', invite: { ...invite, hash } }],
    });
    const later = (version: number, invites: NonNullable<Turn['invites']>): Turn => ({
      ...aTurn({ conversation: { ...conversation, version }, messages: [] }),
      invites,
    });
    const spend = (peer: string, at = dayOne + 1) => ({ kind: 'spend' as const, hash: 'h-1', peer, at });

    test('a link is given with its line, and both are there after a restart', async () => {
      expect(await store().turns.commit(issuing())).toBe('committed');
      await store.restart();
      expect(await store().invites.find('h-1')).toEqual({ ...invite, conversation: conversation.id, spent: null });
      expect(await store().invites.find('h-2')).toBeNull();
      const { messages } = await store().views.messagesAfter(conversation.id, 0, 10, 'staff');
      expect(messages.map(({ link }) => link)).toEqual(['id-of-the-link']);
    });

    test('it is spent once: the turn that comes second writes nothing at all', async () => {
      await store().turns.commit(issuing());
      expect(await store().turns.commit(later(2, [spend('first')]))).toBe('committed');
      expect(await store().turns.commit(later(3, [spend('second')]))).toBe('stale');
      expect((await store().invites.find('h-1'))?.spent).toEqual({ at: dayOne + 1, peer: 'first' });
      expect((await store().turns.load(conversation.id))?.conversation.version).toBe(2);
    });

    test('it is not spent after its time, nor after it was withdrawn, nor by another conversation', async () => {
      await store().turns.commit(issuing());
      expect(await store().turns.commit(later(2, [spend('late', until)]))).toBe('stale');
      const stranger = aTurn({ conversation: aConversation({ id: 'stranger', lastSeq: 0 }), messages: [] });
      expect(await store().turns.commit({ ...stranger, invites: [spend('stranger')] })).toBe('stale');
      expect(await store().turns.commit(later(2, [{ kind: 'withdraw', at: dayOne + 5 }]))).toBe('committed');
      expect(await store().turns.commit(later(3, [spend('withdrawn', dayOne + 6)]))).toBe('stale');
      expect((await store().invites.find('h-1'))?.until).toBe(dayOne + 5);
    });

    test('what is over is forgotten in its time, what is open is not', async () => {
      await store().turns.commit(issuing());
      expect(await store().invites.forget(until)).toBe(0);
      expect(await store().invites.forget(until + 1)).toBe(1);
      expect(await store().invites.find('h-1')).toBeNull();
    });
  });
};
