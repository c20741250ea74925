/** Conversations at hand: what is read is always what is stored, whoever wrote it and whatever failed. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../../core/domain/refusal.ts';
import { aConversation, aMessage, aTicket, aTurn, following } from '../support/builders.ts';
import { newFolder, removeFolder, storeIn } from './folder.ts';

const folder = newFolder();
let failing = false;
const store = storeIn(folder, {
  hot: 2,
  fault: (point) => {
    // As a full disk says it.
    if (failing && point === 'commit:written') throw Object.assign(new Error('disk full'), { errcode: 13 });
  },
});
afterAll(async () => {
  await store.close();
  removeFolder(folder);
});

const opened = async () => {
  const conversation = aConversation();
  const ticket = aTicket({ conversation: conversation.id });
  const turn = aTurn({ conversation: { ...conversation, ticket: ticket.number }, tickets: [{ ticket, expect: null }] });
  expect(await store.turns.commit(turn)).toBe('committed');
  return { conversation: turn.conversation, ticket };
};

test('a conversation reads the same from memory as from the disk, turn after turn', async () => {
  const { conversation, ticket } = await opened();
  const later = { ...ticket, owner: 'op-1', lastOwner: 'op-1' };
  const turn = aTurn({
    conversation: following(conversation, { lastSeq: conversation.lastSeq + 1 }),
    messages: [aMessage({ seq: conversation.lastSeq + 1 })],
    tickets: [{ ticket: later, expect: { status: ticket.status, owner: ticket.owner } }],
  });
  expect(await store.turns.commit(turn)).toBe('committed');
  const atHand = await store.turns.load(conversation.id);
  expect(atHand).toEqual({ conversation: turn.conversation, tickets: [later] });
  // Two others push it out.
  await opened();
  await opened();
  const read = await store.turns.load(conversation.id);
  expect(read).not.toBe(atHand);
  expect(read).toEqual(atHand);
  expect(await store.turns.load(conversation.id)).toBe(read);
});

test('what another connection wrote is seen at once', async () => {
  const { conversation } = await opened();
  const other = new DatabaseSync(join(folder, 'desk.db'));
  other.prepare('UPDATE conversations SET name = ? WHERE id = ?').run('Ольга', conversation.id);
  other.close();
  expect((await store.turns.load(conversation.id))?.conversation.citizen.name).toBe('Ольга');
});

test('a turn whose group the disk refused is not taken for stored', async () => {
  const { conversation } = await opened();
  const turn = aTurn({
    conversation: following(conversation, { lastSeq: conversation.lastSeq + 1 }),
    messages: [aMessage({ seq: conversation.lastSeq + 1 })],
  });
  failing = true;
  await expect(store.turns.commit(turn)).rejects.toThrow(Refusal);
  failing = false;
  expect((await store.turns.load(conversation.id))?.conversation.version).toBe(conversation.version);
  expect(await store.turns.commit(turn)).toBe('committed');
  expect((await store.turns.load(conversation.id))?.conversation.version).toBe(conversation.version + 1);
});

test('a turn that was decided on an older state is stale, and the next reading is the newer one', async () => {
  const { conversation } = await opened();
  const say = (dedupe: string) =>
    aTurn({
      dedupe,
      conversation: following(conversation, { lastSeq: conversation.lastSeq + 1 }),
      messages: [aMessage({ seq: conversation.lastSeq + 1, text: dedupe })],
    });
  const both = await Promise.all([store.turns.commit(say('first-one')), store.turns.commit(say('second-one'))]);
  expect(both).toEqual(['committed', 'stale']);
  expect(await store.turns.commit(say('first-one'))).toBe('duplicate');
  expect((await store.turns.load(conversation.id))?.conversation.version).toBe(conversation.version + 1);
});
