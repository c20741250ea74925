/** The promises of `core/ports/unclear.ts`, for any store. */
import type { AuditLine } from '../../core/ports/turns.ts';
import { aConversation, aMessage, aTurn, dayOne } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const line: AuditLine = { at: dayOne, actor: 'op-1', action: 'unclear:dismissed', ticket: null, details: {} };

export const describeUnclear = (name: string, makeStore: MakeStore): void => {
  describe(`unclear (${name})`, () => {
    const store = freshStore(makeStore);
    const guesses = [{ topic: 'login-problem', p: 0.4 }];
    const heard = (text: string) => {
      const messages = [aMessage({ seq: 1, text, author: { kind: 'citizen' }, at: dayOne })];
      return { ...aTurn({ conversation: aConversation({ lastSeq: 1 }), messages }), unclear: [{ seq: 1, guesses }] };
    };
    const texts = async () => (await store().unclear.list(10)).map(({ text }) => text);

    test('a text is listed with its guesses as its line stores it, newest first, also after a restart', async () => {
      await store().turns.commit(heard('забубенить'));
      await store().turns.commit(heard('кракозявра'));
      await store.restart();
      expect(await texts()).toEqual(['кракозявра', 'забубенить']);
      expect((await store().unclear.list(1))[0]).toEqual({
        id: expect.any(Number),
        at: dayOne,
        text: 'кракозявра',
        guesses,
      });
    });

    test('a turn that comes again notes nothing twice', async () => {
      const turn = heard('забубенить');
      expect(await store().turns.commit(turn)).toBe('committed');
      expect(await store().turns.commit(turn)).toBe('duplicate');
      expect(await texts()).toEqual(['забубенить']);
    });

    test('the same words of several citizens are one row, and are settled together, once', async () => {
      await store().turns.commit(heard('забубенить'));
      await store().turns.commit(heard('забубенить'));
      await store().turns.commit(heard('кракозявра'));
      expect(await texts()).toEqual(['кракозявра', 'забубенить']);
      const id = (await store().unclear.list(10))[1]?.id ?? 0;
      expect((await store().unclear.find(id))?.text).toBe('забубенить');
      expect(await store().unclear.settle(id, line)).toBe(true);
      expect(await store().unclear.settle(id, line)).toBe(false);
      expect(await store().unclear.find(id)).toBeNull();
      expect(await texts()).toEqual(['кракозявра']);
    });
  });
};
