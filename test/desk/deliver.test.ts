import { pino } from 'pino';
import type { Address } from '../../core/domain/conversation.ts';
import { randomIdOf } from '../../core/domain/delivery.ts';
import { createDeliverer, type Deliverer } from '../../core/desk/deliver.ts';
import { createLive } from '../../core/live/live.ts';
import type { Messenger, SendOutcome } from '../../core/ports/channel.ts';
import type { DeliveryNews } from '../../core/ports/live.ts';
import { sqliteUnderTest } from '../storage/folder.ts';
import type { StoreUnderTest } from '../contract/store.ts';
import { aConversation, aMessage, aTurn, dayOne, following } from '../support/builders.ts';
import { createSimulatedClock, type SimulatedClock } from '../support/clock.ts';

const log = pino({ level: 'silent' });
const hour = 3_600_000;

interface Call {
  readonly peer: string;
  readonly text: string;
  readonly part: number;
  readonly randomId: number;
  readonly at: number;
}

/** A platform that answers as the test says; each call is recorded. */
const createPlatform = (clock: SimulatedClock, over: Partial<Messenger> = {}, parts = 1) => {
  const calls: Call[] = [];
  const answers: ((call: Call) => SendOutcome | Promise<SendOutcome> | null)[] = [];
  const messenger: Messenger = {
    id: 'telegram',
    idempotent: false,
    pace: { perSecond: 25, gapMs: 1_050 },
    start: async () => {},
    stop: async () => {},
    typing: async () => {},
    fetch: async () => ({ kind: 'refused', trouble: 'gone' }),
    render: ({ text }) =>
      Array.from({ length: parts }, (_, part) => async ({ peer }, randomId) => {
        const call = { peer, text, part, randomId, at: clock.now() - dayOne };
        calls.push(call);
        for (const answer of answers) {
          const outcome = await answer(call);
          if (outcome) return outcome;
        }
        return { kind: 'sent' };
      }),
    ...over,
  };
  return { messenger, calls, answers };
};

describe('handing lines to a messenger', () => {
  let store: StoreUnderTest;
  let clock: SimulatedClock;
  let deliverer: Deliverer | null = null;
  let told: DeliveryNews[] = [];

  beforeEach(async () => {
    store = await sqliteUnderTest();
    clock = createSimulatedClock(dayOne);
    told = [];
  });
  afterEach(async () => {
    await deliverer?.stop();
    deliverer = null;
    await store.close();
  });

  const open = (messenger: Messenger): Deliverer => {
    const live = createLive(log);
    live.onDelivered((news) => told.push(news));
    deliverer = createDeliverer(
      { outbox: store.outbox, live, clock, log, fault: () => {}, random: () => 0.5 },
      messenger,
    );
    deliverer.start();
    return deliverer;
  };
  const say = async (peer: string, ...texts: readonly string[]): Promise<string> => {
    const address: Address = { channel: 'telegram', peer };
    const known = await store.turns.find(address);
    const before = known ? following(known.conversation) : aConversation({ replyTo: address });
    const messages = texts.map((text, i) => aMessage({ seq: before.lastSeq + 1 + i, author: { kind: 'bot' }, text }));
    const outbox = messages.map(({ seq }) => ({ seq, address }));
    await store.turns.commit(aTurn({ conversation: before, messages, outbox, at: clock.now() }));
    deliverer?.kick();
    return before.id;
  };
  /** Lets real I/O settle between steps of simulated time. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 12; i += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  const pass = async (ms: number, step = 500): Promise<void> => {
    await settle();
    for (let gone = 0; gone < ms; gone += step) {
      clock.advance(Math.min(step, ms - gone));
      await settle();
    }
  };
  const delivery = async (conversation: string, seq: number) =>
    (await store.views.messagesAfter(conversation, seq - 1, 1, 'staff')).messages[0]?.delivery;

  test('lines of one citizen arrive in order and no faster than one a second; others do not wait for them', async () => {
    const { messenger, calls } = createPlatform(clock);
    open(messenger);
    await say('elena', 'один', 'два', 'три');
    await say('oleg', 'другой');
    await pass(4_000, 100);
    const elena = calls.filter(({ peer }) => peer === 'elena');
    expect(elena.map(({ text }) => text)).toEqual(['один', 'два', 'три']);
    const gaps = elena.slice(1).map(({ at }, i) => at - (elena[i]?.at ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(1_050);
    expect(calls.find(({ peer }) => peer === 'oleg')?.at).toBeLessThan(200);
  });

  test('a line that comes after a quiet moment still keeps the gap', async () => {
    const { messenger, calls } = createPlatform(clock);
    open(messenger);
    await say('elena', 'один');
    await pass(300, 100);
    await say('elena', 'два');
    await pass(2_000, 50);
    expect(calls).toHaveLength(2);
    expect((calls[1]?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual(1_050);
  });

  test('no more than the platform allows in a second over all citizens', async () => {
    const { messenger, calls } = createPlatform(clock);
    for (let i = 0; i < 100; i += 1) await say(`peer-${i}`, 'привет');
    open(messenger);
    await pass(5_000, 40);
    expect(calls).toHaveLength(100);
    for (const { at } of calls) {
      const within = calls.filter((other) => other.at >= at && other.at < at + 1_000);
      expect(within.length).toBeLessThanOrEqual(50);
    }
    expect(calls.filter(({ at }) => at >= 1_000 && at < 2_000).length).toBeLessThanOrEqual(26);
  });

  test('«too many requests» for one chat holds that chat as long as told, its order kept, and nobody else', async () => {
    const { messenger, calls, answers } = createPlatform(clock);
    let refusals = 1;
    answers.push(({ peer }) =>
      peer === 'elena' && refusals-- > 0 ? { kind: 'later', afterMs: 30_000, scope: 'address', doubtful: false } : null,
    );
    open(messenger);
    const id = await say('elena', 'один', 'два');
    await pass(1_000);
    await say('oleg', 'другой');
    await pass(28_000);
    expect(calls.map(({ text }) => text)).toEqual(['один', 'другой']);
    expect(calls[1]?.at).toBeLessThan(2_000);
    await pass(6_000);
    expect(calls.map(({ text }) => text)).toEqual(['один', 'другой', 'один', 'два']);
    expect(await delivery(id, 2)).toMatchObject({ state: 'sent' });
  });

  test('a storm on the whole channel rests the channel', async () => {
    const { messenger, calls, answers } = createPlatform(clock);
    answers.push(() =>
      clock.now() < dayOne + 10_000 ? { kind: 'later', afterMs: 10_000, scope: 'channel', doubtful: false } : null,
    );
    open(messenger);
    await say('elena', 'один');
    await pass(500);
    await say('oleg', 'два');
    await pass(9_000);
    expect(calls).toHaveLength(1);
    await pass(8_000);
    expect(
      calls
        .slice(1)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(['два', 'один']);
  });

  test('F36 ten minutes of «too many requests» for everybody: no chat is asked before its time, the staff see what waits, then all of it goes in order', async () => {
    const { messenger, calls, answers } = createPlatform(clock);
    const [storm, rest, crowd] = [600_000, 30_000, 10];
    answers.push(({ at }) => (at < storm ? { kind: 'later', afterMs: rest, scope: 'address', doubtful: false } : null));
    open(messenger);
    const peers = Array.from({ length: crowd }, (_, i) => `peer-${i}`);
    const ids: string[] = [];
    for (const peer of peers) ids.push(await say(peer, 'один', 'два'));
    await pass(storm - 1_000, 5_000);
    for (const id of ids) expect(await delivery(id, 1)).toMatchObject({ state: 'queued' });
    for (const peer of peers) {
      const own = calls.filter((call) => call.peer === peer);
      // Only the first line is tried, and never before the time that was told.
      expect(new Set(own.map(({ text }) => text))).toEqual(new Set(['один']));
      expect(own.every(({ at }, i) => i === 0 || at - (own[i - 1]?.at ?? 0) >= rest)).toBe(true);
    }
    await pass(60_000, 2_000);
    for (const peer of peers) {
      const arrived = calls.filter((call) => call.peer === peer && call.at >= storm).map(({ text }) => text);
      expect(arrived).toEqual(['один', 'два']);
    }
    for (const id of ids) expect(await delivery(id, 2)).toMatchObject({ state: 'sent' });
  });

  test('a chat whose calls hang delays nobody', async () => {
    const { messenger, calls, answers } = createPlatform(clock);
    answers.push(({ peer }) =>
      peer.startsWith('hung')
        ? new Promise((resolve) => clock.after(15_000, () => resolve({ kind: 'unknown' })))
        : null,
    );
    open(messenger);
    for (let i = 0; i < 60; i += 1) await say(`hung-${i}`, 'эй');
    await pass(3_000, 100);
    await say('oleg', 'я тут');
    await pass(2_000, 100);
    const oleg = calls.find(({ peer }) => peer === 'oleg');
    expect((oleg?.at ?? Infinity) - 3_000).toBeLessThan(2_000);
    await pass(16_000);
  });

  test('no answer from a platform without a key of its own is shown as unknown and never repeated', async () => {
    const { messenger, calls, answers } = createPlatform(clock);
    answers.push(({ text }) => (text === 'один' ? { kind: 'unknown' } : null));
    open(messenger);
    const id = await say('elena', 'один', 'два');
    await pass(5_000);
    expect(calls.map(({ text }) => text)).toEqual(['один', 'два']);
    expect(await delivery(id, 1)).toEqual({ state: 'unknown', reason: null, doubtful: false });
    expect(told).toContainEqual({
      conversation: id,
      seq: 1,
      delivery: { state: 'unknown', reason: null, doubtful: false },
    });
  });

  test('no answer from a platform with a key is repeated under the same key', async () => {
    const { messenger, calls, answers } = createPlatform(clock, { idempotent: true });
    let times = 2;
    answers.push(() => (times-- > 0 ? { kind: 'unknown' } : null));
    open(messenger);
    const id = await say('elena', 'один');
    await pass(8_000);
    expect(calls).toHaveLength(3);
    expect(new Set(calls.map(({ randomId }) => randomId))).toEqual(new Set([randomIdOf(id, 1, 0)]));
    expect(await delivery(id, 1)).toMatchObject({ state: 'sent' });
  });

  test('a citizen who forbade messages ends the line at once, and the next ones are told the same', async () => {
    const { messenger, calls, answers } = createPlatform(clock);
    answers.push(() => ({ kind: 'failed', reason: 'blocked' }));
    open(messenger);
    const id = await say('elena', 'один', 'два');
    await pass(4_000);
    expect(calls).toHaveLength(2);
    for (const seq of [1, 2]) {
      expect(await delivery(id, seq)).toEqual({ state: 'failed', reason: 'blocked', doubtful: false });
    }
  });

  test('tries come ever more rarely and end visibly after a day', async () => {
    const { messenger, calls, answers } = createPlatform(clock);
    answers.push(() => ({ kind: 'later', afterMs: null, scope: 'address', doubtful: false }));
    open(messenger);
    const id = await say('elena', 'один');
    await pass(20_000);
    const gaps = calls.slice(1).map(({ at }, i) => at - (calls[i]?.at ?? 0));
    expect(gaps.length).toBeGreaterThanOrEqual(3);
    for (const [i, gap] of gaps.slice(1).entries()) expect(gap).toBeGreaterThanOrEqual(gaps[i] ?? 0);
    await pass(25 * hour, 20_000);
    expect(await delivery(id, 1)).toEqual({ state: 'failed', reason: 'expired', doubtful: false });
    const before = calls.length;
    await pass(hour, 20_000);
    expect(calls).toHaveLength(before);
  });

  test('a refused token rests the channel with one line trying, and nothing is lost when it is mended', async () => {
    const { messenger, calls, answers } = createPlatform(clock);
    let revoked = true;
    answers.push(() => (revoked ? { kind: 'stopped' } : null));
    const sender = open(messenger);
    await say('elena', 'один');
    await pass(500);
    await say('oleg', 'два');
    expect(sender.isStopped()).toBe(true);
    await pass(200_000, 1_000);
    expect(calls.length).toBeLessThanOrEqual(6);
    revoked = false;
    await pass(130_000, 1_000);
    expect(sender.isStopped()).toBe(false);
    expect(told.map(({ delivery: { state } }) => state)).toEqual(['sent', 'sent']);
  });

  test('parts of one line go in order, each with a key of its own', async () => {
    const { messenger, calls } = createPlatform(clock, {}, 3);
    open(messenger);
    const id = await say('elena', 'длинная');
    await pass(5_000);
    expect(calls.map(({ part }) => part)).toEqual([0, 1, 2]);
    expect(new Set(calls.map(({ randomId }) => randomId)).size).toBe(3);
    expect(await delivery(id, 1)).toMatchObject({ state: 'sent' });
  });

  test('after a death in the middle of a call: with a key the same call again, without one «unknown»', async () => {
    for (const idempotent of [true, false]) {
      const peer = `peer-${idempotent}`;
      const id = await say(peer, 'один');
      const [left] = await store.outbox.lease('telegram', clock.now(), 30_000, 1);
      expect(left?.address.peer).toBe(peer);
      const { messenger, calls } = createPlatform(clock, { idempotent });
      open(messenger);
      await pass(31_000, 1_000);
      expect(calls.map(({ randomId }) => randomId)).toEqual(idempotent ? [randomIdOf(id, 1, 0)] : []);
      expect(await delivery(id, 1)).toMatchObject({ state: idempotent ? 'sent' : 'unknown' });
      await deliverer?.stop();
    }
  });

  test('a sign that somebody writes goes where no line waits for it, and no line waits longer for it', async () => {
    const { messenger, calls } = createPlatform(clock);
    const elena = open(messenger);
    await say('elena', 'один');
    await settle();
    expect([elena.spare('elena'), elena.spare('oleg')]).toEqual([false, true]);
    await pass(1_100, 50);
    expect(elena.spare('elena')).toBe(true);
    await say('elena', 'два');
    await settle();
    expect(calls.map(({ text, at }) => [text, at])).toEqual([
      ['один', 0],
      ['два', 1_100],
    ]);
    while (elena.spare('oleg'));
    for (let i = 0; i < 10; i += 1) await say(`peer-${i}`, 'привет');
    await settle();
    expect(calls).toHaveLength(12);
  });

  test('the key against double sending is a positive int32', () => {
    for (let seq = 1; seq < 5_000; seq += 1) {
      const id = randomIdOf('conversation', seq, seq % 3);
      expect(Number.isInteger(id) && id > 0 && id <= 0x7fffffff).toBe(true);
    }
  });
});
