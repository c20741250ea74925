/** The promises of `FileRows` in `core/ports/files.ts` and of turns that carry files, for any store. */
import type { Attachment } from '../../core/domain/attachment.ts';
import type { Conversation } from '../../core/domain/conversation.ts';
import { aConversation, aMessage, anAttachment, aTicket, aTurn, dayOne, following } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const owner = 'web:elena';
const quota = 10_000;

export const describeFileRows = (name: string, makeStore: MakeStore): void => {
  describe(`files of lines (${name})`, () => {
    const store = freshStore(makeStore);
    const begun = async (): Promise<Conversation> => {
      const conversation = aConversation();
      await store().turns.commit(aTurn({ conversation, messages: [] }));
      return conversation;
    };
    const stage = async (conversation: Conversation, over: Partial<Attachment> = {}, at = dayOne, by = owner) => {
      const file = anAttachment(over);
      const added = await store().fileRows.add({ file, conversation: conversation.id, owner: by, at }, quota);
      return { file, added };
    };
    const say = (conversation: Conversation, files: readonly Attachment[], audience: 'all' | 'staff' = 'all') => {
      const seq = conversation.lastSeq + 1;
      const next = following(conversation, { lastSeq: conversation.lastSeq });
      return store().turns.commit(
        aTurn({ conversation: next, messages: [aMessage({ seq, text: '', files, audience })] }),
      );
    };

    test('staged files come back in the order asked, to their owner and conversation alone', async () => {
      const conversation = await begun();
      const other = await begun();
      const [one, two] = [await stage(conversation), await stage(conversation, { kind: 'pdf', picture: null })];
      const ids = [two.file.id, one.file.id];
      expect(await store().fileRows.staged(conversation.id, owner, ids)).toEqual([two.file, one.file]);
      expect(await store().fileRows.staged(conversation.id, 'web:other', ids)).toBeNull();
      expect(await store().fileRows.staged(other.id, owner, ids)).toBeNull();
      expect(await store().fileRows.staged(conversation.id, owner, [...ids, 'f'.repeat(32)])).toBeNull();
      expect(await store().fileRows.staged(conversation.id, owner, [one.file.id, one.file.id])).toBeNull();
    });

    test('a line takes its files in its own turn; they are read with it, in their order', async () => {
      const conversation = await begun();
      const files = [(await stage(conversation)).file, (await stage(conversation, { name: 'Чек.pdf' })).file];
      expect(await say(conversation, files)).toBe('committed');
      const { messages } = await store().views.messagesAfter(conversation.id, 0, 10, 'all');
      expect(messages[0]?.files).toEqual(files);
      const ids = files.map(({ id }) => id);
      expect(await store().fileRows.staged(conversation.id, owner, ids)).toBeNull();
      expect(await store().fileRows.find(ids[0] ?? '')).toEqual({
        file: files[0],
        conversation: conversation.id,
        owner,
        line: { seq: 1, audience: 'all' },
      });
      const carried = await store().fileRows.carried(conversation.id);
      expect(carried.map(({ file, seq, author }) => [file.id, seq, author.kind])).toEqual(
        ids.map((id) => [id, 1, 'citizen']),
      );
    });

    test('files of a note are known to be for the staff', async () => {
      const conversation = await begun();
      const { file } = await stage(conversation);
      await say(conversation, [file], 'staff');
      expect(await store().fileRows.find(file.id)).toMatchObject({ line: { seq: 1, audience: 'staff' } });
    });

    test('two lines never share a file: the second turn is stale and leaves nothing', async () => {
      const conversation = await begun();
      const { file } = await stage(conversation);
      await say(conversation, [file]);
      const after = following(conversation, { lastSeq: 1 });
      expect(await say(after, [file])).toBe('stale');
      expect((await store().views.messagesAfter(conversation.id, 0, 10, 'all')).messages).toHaveLength(1);
    });

    test('a file that went meanwhile, or lies in another conversation, makes the whole turn stale', async () => {
      const conversation = await begun();
      const { file } = await stage(conversation);
      expect(await store().fileRows.drop(file.id, 'web:other')).toBe(false);
      expect(await store().fileRows.drop(file.id, owner)).toBe(true);
      const foreign = await stage(await begun());
      for (const wrong of [file, foreign.file]) expect(await say(conversation, [wrong])).toBe('stale');
      expect((await store().views.messagesAfter(conversation.id, 0, 10, 'all')).messages).toEqual([]);
      expect((await store().turns.load(conversation.id))?.conversation.version).toBe(1);
    });

    test('a file that a messenger has yet to give comes in with its line, waiting', async () => {
      const conversation = await begun();
      const waiting = anAttachment({ state: { kind: 'pending' }, picture: null });
      const failed = anAttachment({ state: { kind: 'failed', reason: 'too-large' }, picture: null });
      expect(await say(conversation, [waiting, failed])).toBe('committed');
      const { messages } = await store().views.messagesAfter(conversation.id, 0, 10, 'all');
      expect(messages[0]?.files).toEqual([waiting, failed]);
    });

    test('a conversation holds no more than its quota, also when uploads come together', async () => {
      const conversation = await begun();
      const all = await Promise.all(Array.from({ length: 5 }, () => stage(conversation, { size: 3000 })));
      expect(all.filter(({ added }) => added)).toHaveLength(3);
      expect((await stage(await begun(), { size: 3000 })).added).toBe(true);
      expect((await stage(aConversation())).added).toBe(false);
    });

    test('what a conversation holds is what lies there, staged or taken, and nothing yet to come or refused', async () => {
      const conversation = await begun();
      const { file } = await stage(conversation, { size: 3000 });
      await stage(conversation, { size: 200 });
      await stage(await begun(), { size: 9000 });
      const waiting = anAttachment({ state: { kind: 'pending' }, picture: null, size: 50 });
      const failed = anAttachment({ state: { kind: 'failed', reason: 'too-large' }, picture: null, size: 70 });
      await say(conversation, [file, waiting, failed]);
      expect(await store().fileRows.held(conversation.id)).toBe(3200);
      expect(await store().fileRows.held('c-unknown')).toBe(0);
    });

    test('what no line took goes after its time; what a line took stays', async () => {
      const conversation = await begun();
      const old = await stage(conversation, {}, dayOne);
      const fresh = await stage(conversation, {}, dayOne + 1000);
      const taken = await stage(conversation, {}, dayOne);
      await say(conversation, [taken.file]);
      expect(await store().fileRows.expire(dayOne + 500)).toEqual([old.file.id]);
      const ids = [old, fresh, taken].map(({ file }) => file.id);
      expect(await store().fileRows.known(ids)).toEqual(new Set(ids.slice(1)));
      expect(await store().fileRows.drop(taken.file.id, owner)).toBe(false);
    });

    test('a file for a prepared answer is staged for no conversation, within what its owner may keep', async () => {
      const of = (size: number, by = owner) => {
        const file = anAttachment({ size });
        return store()
          .fileRows.add({ file, conversation: null, owner: by, at: dayOne }, quota)
          .then((added) => ({ file, added }));
      };
      const [one, large] = [await of(6000), await of(6000)];
      expect([one.added, large.added, (await of(6000, 'operator:other')).added]).toEqual([true, false, true]);
      const row = { file: one.file, conversation: null, owner, answer: null };
      expect(await store().fileRows.find(one.file.id)).toEqual(row);
      expect(await store().fileRows.known([one.file.id, large.file.id])).toEqual(new Set([one.file.id]));
      const conversation = await begun();
      expect(await store().fileRows.staged(conversation.id, owner, [one.file.id])).toBeNull();
      expect(await say(conversation, [one.file])).toBe('stale');
      expect(await store().fileRows.drop(one.file.id, 'operator:other')).toBe(false);
      expect(await store().fileRows.drop(one.file.id, owner)).toBe(true);
      expect(await store().fileRows.find(one.file.id)).toBeNull();
    });

    test('rows outlive a restart', async () => {
      const conversation = await begun();
      const { file } = await stage(conversation);
      await store.restart();
      expect(await store().fileRows.staged(conversation.id, owner, [file.id])).toEqual([file]);
    });

    test('a row of the queue knows how many files came with the last words', async () => {
      const conversation = await begun();
      const { file } = await stage(conversation);
      const ticket = aTicket({ conversation: conversation.id });
      const tickets = [{ ticket, expect: null }];
      const messages = [aMessage({ text: '', files: [file] })];
      await store().turns.commit(aTurn({ conversation: following(conversation), messages, tickets }));
      expect((await store().views.ticket(ticket.number))?.last).toMatchObject({ text: '', files: 1 });
    });
  });
};
