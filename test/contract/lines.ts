/** The promises of `core/ports/lines.ts`, and of `Turn.amended`, for any store. */
import type { AmendedLine } from '../../core/ports/turns.ts';
import { aConversation, aMessage, aTurn, dayOne, following } from '../support/builders.ts';
import { freshStore, type MakeStore } from './store.ts';

const snils = { ref: '1.0', kind: 'snils', mask: '•••-•••-•45 95' } as const;
const amended: AmendedLine = {
  seq: 1,
  text: 'мой СНИЛС другой',
  masked: [],
  edited: { at: dayOne + 60_000, former: [{ at: dayOne, text: 'мой СНИЛС •••-•••-•45 95', masked: [snils] }] },
};

export const describeLines = (name: string, makeStore: MakeStore): void => {
  describe(`lines (${name})`, () => {
    const store = freshStore(makeStore);
    const keep = async () => {
      const messages = [
        aMessage({ seq: 1, clientId: 'm7', text: 'мой СНИЛС •••-•••-•45 95', masked: [snils], at: dayOne }),
        aMessage({ seq: 2, author: { kind: 'operator', id: 'op-1', name: 'Марина' }, clientId: 'm8' }),
        aMessage({ seq: 3, clientId: 'm9' }),
        aMessage({ seq: 4, author: { kind: 'note', id: 'op-1', name: 'Марина' }, audience: 'staff' }),
      ];
      const turn = aTurn({ conversation: aConversation(), messages });
      await store().turns.commit(turn);
      return turn.conversation;
    };

    test('a citizen’s line is found by the id that their screen gave it, and nobody else’s is', async () => {
      const { id } = await keep();
      expect((await store().lines.said(id, 'm9'))?.seq).toBe(3);
      expect(await store().lines.said(id, 'm8')).toBeNull();
      expect(await store().lines.said(id, 'm1')).toBeNull();
      expect(await store().lines.said('c-unknown', 'm9')).toBeNull();
    });

    test('the newest lines that both sides see come newest first', async () => {
      const { id } = await keep();
      expect((await store().lines.recent(id, 2)).map(({ seq }) => seq)).toEqual([3, 2]);
      expect(await store().lines.recent('c-unknown', 2)).toEqual([]);
    });

    test('a changed line is read with its new text everywhere, the former one beside it, also after a restart', async () => {
      const conversation = await keep();
      expect(await store().lines.edited(conversation.id, 10)).toEqual([]);
      const turn = { ...aTurn({ conversation: following(conversation), messages: [] }), amended: [amended] };
      expect(await store().turns.commit(turn)).toBe('committed');
      expect(await store().turns.commit(turn)).toBe('duplicate');
      await store.restart();
      const line = expect.objectContaining(amended);
      expect(await store().lines.said(conversation.id, 'm7')).toEqual(line);
      expect(await store().lines.edited(conversation.id, 10)).toEqual([line]);
      const page = await store().views.messagesAfter(conversation.id, 0, 10, 'staff');
      expect(page.messages[0]).toEqual(line);
      expect(page.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    });

    test('a turn that comes too late changes no line', async () => {
      const conversation = await keep();
      const turn = { ...aTurn({ conversation: { ...conversation, version: 5 }, messages: [] }), amended: [amended] };
      expect(await store().turns.commit(turn)).toBe('stale');
      expect(await store().lines.edited(conversation.id, 10)).toEqual([]);
    });
  });
};
