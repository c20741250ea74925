/** The promises of `core/ports/outbox.ts`, for any store. */
import type { Address } from '../../core/domain/conversation.ts';
import type { LeasedSend } from '../../core/ports/outbox.ts';
import { aConversation, aMessage, aTurn, dayOne, following } from '../support/builders.ts';
import { freshStore } from './store.ts';
import type { MakeStore } from './store.ts';

const now = dayOne + 1_000_000;
const leaseMs = 30_000;
const gap = 1_050;

export const describeOutbox = (name: string, makeStore: MakeStore): void => {
  describe(`outbox (${name})`, () => {
    const store = freshStore(makeStore);
    const telegram = (peer: string): Address => ({ channel: 'telegram', peer });

    /** One turn that leaves these bot's lines for the citizen's messenger. */
    const lines = async (address: Address, ...texts: readonly string[]): Promise<string> => {
      const known = await store().turns.find(address);
      const before = known ? following(known.conversation) : aConversation({ replyTo: address });
      const messages = texts.map((text, i) => aMessage({ seq: before.lastSeq + 1 + i, author: { kind: 'bot' }, text }));
      const outbox = messages.map(({ seq }) => ({ seq, address }));
      await store().turns.commit(aTurn({ conversation: before, messages, outbox }));
      return before.id;
    };
    const lease = (at = now, limit = 10, channel: 'telegram' | 'vk' = 'telegram') =>
      store().outbox.lease(channel, at, leaseMs, limit);
    const theOne = async (at = now): Promise<LeasedSend> => {
      const [send, more] = await lease(at);
      if (send === undefined || more !== undefined) throw new Error('not exactly one line is ready');
      return send;
    };
    const deliveryOf = async (conversation: string, seq: number) =>
      (await store().views.messagesAfter(conversation, seq - 1, 1, 'staff')).messages[0]?.delivery ?? null;

    test('lines of one address go one at a time, in order; addresses go side by side', async () => {
      await lines(telegram('elena'), 'первая', 'вторая');
      await lines(telegram('oleg'), 'другая');
      await lines(telegram('elena'), 'третья');
      const first = await lease();
      expect(first.map(({ message }) => message.text).sort()).toEqual(['другая', 'первая']);
      expect(await lease()).toEqual([]);
      const elena = first.find(({ address }) => address.peer === 'elena');
      if (!elena) throw new Error('no line of hers');
      expect(await store().outbox.end(elena, { state: 'sent' }, now + gap)).toBe(true);
      expect(await lease(now + gap - 1)).toEqual([]);
      const second = await theOne(now + gap);
      expect(second.message.text).toBe('вторая');
      await store().outbox.end(second, { state: 'sent' }, now + 2 * gap);
      expect((await theOne(now + 2 * gap)).message.text).toBe('третья');
    });

    test('a channel is given its own lines alone', async () => {
      await lines(telegram('elena'), 'в Телеграм');
      await lines({ channel: 'vk', peer: '7' }, 'во ВКонтакте');
      expect((await lease(now, 10, 'vk')).map(({ message }) => message.text)).toEqual(['во ВКонтакте']);
      expect(await store().outbox.nextDue('vk')).toBe(now + leaseMs);
    });

    test('a line that is to be tried again holds back those behind it, and nobody else', async () => {
      await lines(telegram('elena'), 'первая', 'вторая');
      const first = await theOne();
      expect(await store().outbox.postpone(first, now + 5_000, false)).toBe(true);
      await lines(telegram('oleg'), 'другая');
      expect((await theOne(now + 100)).message.text).toBe('другая');
      const again = await theOne(now + 5_000);
      expect(again).toMatchObject({ message: { text: 'первая' }, attempt: 2, part: 0, abandoned: false });
    });

    test('parts of a long line go on where they were', async () => {
      await lines(telegram('elena'), 'длинная', 'за ней');
      expect(await store().outbox.progress(await theOne(), now + gap)).toBe(true);
      const rest = await theOne(now + gap);
      expect(rest).toMatchObject({ message: { text: 'длинная' }, part: 1, attempt: 1 });
    });

    test('what a sender left behind is found after its lease, and is marked so; the dead one changes nothing', async () => {
      await lines(telegram('elena'), 'первая');
      const dead = await theOne();
      expect(dead.abandoned).toBe(false);
      expect(await lease(now + leaseMs - 1)).toEqual([]);
      const taken = await theOne(now + leaseMs);
      expect(taken).toMatchObject({ abandoned: true, attempt: 2 });
      expect(await store().outbox.end(dead, { state: 'sent' }, now)).toBe(false);
      expect(await store().outbox.progress(dead, now)).toBe(false);
      expect(await store().outbox.postpone(dead, now, false)).toBe(false);
      expect(await store().outbox.end(taken, { state: 'unknown' }, now)).toBe(true);
    });

    test('lines outlive a restart', async () => {
      await lines(telegram('elena'), 'первая', 'вторая');
      await store.restart();
      expect((await theOne()).message.text).toBe('первая');
    });

    test('the staff see how each line fares, the citizen’s side never', async () => {
      const id = await lines(telegram('elena'), 'первая', 'вторая', 'третья');
      expect(await deliveryOf(id, 1)).toEqual({ state: 'queued', reason: null, doubtful: false });
      await store().outbox.end(await theOne(), { state: 'sent' }, now);
      await store().outbox.end(await theOne(), { state: 'failed', reason: 'blocked' }, now);
      await store().outbox.postpone(await theOne(), now, true);
      await store().outbox.end(await theOne(), { state: 'unknown' }, now);
      expect(await deliveryOf(id, 1)).toEqual({ state: 'sent', reason: null, doubtful: false });
      expect(await deliveryOf(id, 2)).toEqual({ state: 'failed', reason: 'blocked', doubtful: false });
      expect(await deliveryOf(id, 3)).toEqual({ state: 'unknown', reason: null, doubtful: true });
      const shown = await store().views.messagesAfter(id, 0, 10, 'all');
      expect(shown.messages.map(({ delivery }) => delivery)).toEqual([null, null, null]);
    });

    test('a failed or unknown line can be tried again, behind what waits; others cannot', async () => {
      const id = await lines(telegram('elena'), 'первая', 'вторая');
      expect(await store().outbox.retry(id, 1, now)).toBe(false);
      await store().outbox.end(await theOne(), { state: 'failed', reason: 'expired' }, now);
      expect(await store().outbox.retry(id, 1, now + 1)).toBe(true);
      const second = await theOne(now + 1);
      expect(second.message.text).toBe('вторая');
      await store().outbox.end(second, { state: 'unknown' }, now + 1);
      const first = await theOne(now + 1);
      expect(first).toMatchObject({ message: { text: 'первая' }, attempt: 1, since: now + 1 });
      await store().outbox.end(first, { state: 'sent' }, now + 1);
      expect(await store().outbox.retry(id, 1, now + 2)).toBe(false);
      expect(await store().outbox.retry(id, 2, now + 2)).toBe(true);
      expect(await theOne(now + 2)).toMatchObject({ message: { text: 'вторая' }, delivery: { doubtful: true } });
    });

    test('what waits and what failed is counted per channel; what arrived is forgotten in time', async () => {
      const id = await lines(telegram('elena'), 'первая', 'вторая', 'третья');
      await store().outbox.end(await theOne(), { state: 'sent' }, now);
      await store().outbox.end(await theOne(), { state: 'failed', reason: 'blocked' }, now);
      const [counts, more] = await store().outbox.counts();
      expect(more).toBeUndefined();
      expect(counts).toMatchObject({ channel: 'telegram', queued: 1, failed: 1, unknown: 0 });
      expect(await store().outbox.forget(now)).toBe(0);
      expect(await store().outbox.forget(now + 1)).toBe(1);
      expect(await deliveryOf(id, 1)).toBeNull();
      expect(await deliveryOf(id, 2)).toMatchObject({ state: 'failed' });
    });

    test('a turn that was undone leaves no line', async () => {
      await lines(telegram('elena'), 'первая');
      const id = await lines(telegram('elena'), 'вторая');
      const known = await store().turns.load(id);
      if (!known) throw new Error('no conversation');
      const stale = aTurn({
        conversation: known.conversation,
        messages: [aMessage({ seq: 3, author: { kind: 'bot' } })],
        outbox: [{ seq: 3, address: telegram('elena') }],
      });
      expect(await store().turns.commit(stale)).toBe('stale');
      for (const text of ['первая', 'вторая']) {
        const send = await theOne();
        expect(send.message.text).toBe(text);
        await store().outbox.end(send, { state: 'sent' }, now);
      }
      expect(await lease()).toEqual([]);
    });
  });
};
