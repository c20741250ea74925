/** Platforms at their worst, seen from the phones of the people who write meanwhile: F31–F33, F35, F38, F42, F43. */
import { failure, tooMany } from '../../bots/sandbox/telegram/types.ts';
import { eventually, startProduct, type Product } from '../support/product.ts';
import { telegramSecret } from '../support/telegram.ts';
import { vkGroup, vkSecret } from '../support/vk.ts';
import { createFastClock } from '../support/fast-clock.ts';
import { createField, newFolder, type Field } from './field.ts';
import type { PhoneCitizen, Phones } from './phones.ts';
import { openPlatforms, type Platforms } from './platforms.ts';

const patienceMs = 30_000;
const question = 'Не могу войти в личный кабинет';

let platforms: Platforms;
let product: Product;
let field: Field;
let phones: Phones;

beforeAll(async () => {
  platforms = await openPlatforms('pushed', 10);
  const clock = createFastClock(platforms.haste);
  product = await startProduct({ dataDir: newFolder(), clock, env: platforms.env });
  await platforms.settleIn();
  await eventually(() => platforms.telegram.webhookUrl() !== '', patienceMs);
  field = createField({ dataDir: product.dataDir, url: async () => product.url, seed: 8, platforms });
  if (!field.phones) throw new Error('platforms are there');
  phones = field.phones;
});
afterAll(async () => {
  await product.end();
  await platforms.close();
});

const answered = (citizen: PhoneCitizen, lines = 1): Promise<true> =>
  eventually(() => citizen.received().length >= lines || null, patienceMs);

const toTelegram = async (update: object): Promise<number> => {
  const response = await fetch(`${product.url}/webhooks/telegram`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': telegramSecret },
    body: JSON.stringify(update),
  });
  return response.status;
};

const toVk = async (event: object): Promise<string> => {
  const response = await fetch(`${product.url}/webhooks/vk`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ group_id: vkGroup, secret: vkSecret, v: '5.199', ...event }),
  });
  return `${response.status} ${await response.text()}`;
};

const messageOf = (citizen: PhoneCitizen, messageId: number, text: string): object => ({
  message_id: messageId,
  from: { id: Number(citizen.peer), is_bot: false, first_name: 'Пётр' },
  chat: { id: Number(citizen.peer), type: 'private' },
  date: 1,
  text,
});

test('F31, F61 an event that comes again after other events, in the same bytes, changes nothing', async () => {
  const [petr, anna] = [phones.arrive('telegram'), phones.arrive('vk')];
  phones.say(petr);
  phones.say(anna);
  await Promise.all([answered(petr), answered(anna)]);
  const update = { update_id: 5_000_005, message: messageOf(petr, 77, 'Где моё заявление') };
  const message = { peer_id: Number(anna.peer), from_id: Number(anna.peer), id: 9, date: 1, out: 0, text: 'Где ответ' };
  const event = {
    type: 'message_new',
    event_id: 'the-same-event',
    object: { message: { ...message, conversation_message_id: 77 } },
  };
  for (let times = 0; times < 3; times += 1) {
    expect(await toTelegram(update)).toBe(200);
    expect(await toVk(event)).toBe('200 ok');
    phones.say(petr);
    phones.say(anna);
    await phones.taken();
  }
  await field.verifySettled();
});

test('F32 a press before its message, a change before its line: one sane answer or none, and what follows is served', async () => {
  const [petr, anna] = [phones.arrive('telegram'), phones.arrive('vk')];
  const id = Number(petr.peer);
  const from = { id, is_bot: false, first_name: 'Пётр' };
  const under = { message_id: 500, chat: { id, type: 'private' }, date: 1 };
  const press = { id: 'a-press', from, chat_instance: '1', message: under, data: '7.0' };
  expect(await toTelegram({ update_id: 5_000_011, callback_query: press })).toBe(200);
  expect(await toTelegram({ update_id: 5_000_012, edited_message: messageOf(petr, 501, 'Другое') })).toBe(200);
  const early = { user_id: Number(anna.peer), peer_id: Number(anna.peer), event_id: 'p1', payload: { p: '7.0' } };
  expect(await toVk({ type: 'message_event', event_id: 'e-1', object: early })).toBe('200 ok');
  phones.say(petr, question);
  phones.say(anna, question);
  await Promise.all([petr, anna].map((citizen) => eventually(() => citizen.hasNumber() || null, patienceMs)));
});

test('F33 numbers of updates that jump ahead by a million, and start anew, are taken all the same', async () => {
  const petr = phones.arrive('telegram');
  for (const [updateId, messageId] of [
    [9_000_000, 600],
    [8_000_000, 601],
    [9_000_001, 602],
    [8_000_001, 603],
  ] as const) {
    const before = petr.received().length;
    expect(await toTelegram({ update_id: updateId, message: messageOf(petr, messageId, question) })).toBe(200);
    await answered(petr, before + 1);
  }
});

test('F35, F38 while one chat is limited and another hangs, the others are answered; then these are, in order', async () => {
  const [limited, hanging] = [phones.arrive('telegram'), phones.arrive('telegram')];
  let over = (): void => {};
  const until = new Promise<void>((resolve) => {
    over = resolve;
  });
  let refusals = 2;
  const end = platforms.telegram.knob(({ method, params }) => {
    if (method !== 'sendMessage') return null;
    if (params['chat_id'] === Number(hanging.peer)) return { kind: 'hang', carriedOut: false, until };
    if (params['chat_id'] !== Number(limited.peer) || refusals === 0) return null;
    refusals -= 1;
    return { kind: 'answer', answer: tooMany(5) };
  });
  for (const citizen of [limited, hanging]) for (let line = 0; line < 3; line += 1) phones.say(citizen, question);
  const others = Array.from({ length: 10 }, () => phones.arrive('telegram'));
  for (const citizen of others) phones.say(citizen, question);
  await Promise.all(others.map((citizen) => answered(citizen)));
  expect(hanging.received()).toEqual([]);
  await answered(limited, 2);
  end();
  over();
  await field.verifySettled();
});

test('F42 a chat that has moved is written to at its new place, once', async () => {
  const petr = phones.arrive('telegram');
  const moved = phones.arrive('telegram');
  // Somebody must have opened the chat there.
  phones.say(moved, question);
  await answered(moved);
  const before = moved.received().length;
  const end = platforms.telegram.knob(({ method, params }) =>
    method === 'sendMessage' && params['chat_id'] === Number(petr.peer)
      ? {
          kind: 'answer',
          answer: failure(400, 'Bad Request: group chat was upgraded', { migrate_to_chat_id: Number(moved.peer) }),
        }
      : null,
  );
  phones.say(petr, question);
  await answered(moved, before + 1);
  // Every call to the old place was followed by one to the new, and by no other.
  const callsTo = (citizen: PhoneCitizen) =>
    platforms.telegram.calls.filter(({ params }) => params['chat_id'] === Number(citizen.peer)).length;
  await eventually(() => moved.received().length === before + callsTo(petr) || null, patienceMs);
  expect(petr.received()).toEqual([]);
  end();
});

test('F43 a revoked token stops sending and nothing else: what is written is kept, and answered under the next token', async () => {
  const [petr, anna] = [phones.arrive('telegram'), phones.arrive('vk')];
  platforms.telegram.revoke(true);
  platforms.vk.revoke(true);
  phones.say(petr, question);
  phones.say(anna, question);
  await phones.taken();
  const callsOf = (peer: string) => platforms.telegram.calls.filter(({ params }) => params['chat_id'] === Number(peer));
  await eventually(() => callsOf(petr.peer).some(({ outcome }) => outcome === '401') || null, patienceMs);
  expect(petr.received()).toEqual([]);
  platforms.telegram.revoke(false);
  platforms.vk.revoke(false);
  await Promise.all([answered(petr), answered(anna)]);
  expect(callsOf(petr.peer).filter(({ outcome }) => outcome === '401').length).toBeLessThan(5);
});
