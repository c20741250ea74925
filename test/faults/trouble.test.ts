/**
 * F16, F18 in messengers: a full disk and a locked database while events come and lines go out. What could not be stored
 * is not acknowledged, whether it is pushed or fetched; the platform tells it again, and it has its one effect.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { moveIn } from '../support/hired.ts';
import { telegramSecret } from '../support/telegram.ts';
import { vkGroup, vkSecret } from '../support/vk.ts';
import { createField, newFolder, removeFolder, type Field } from './field.ts';
import { pause } from './link.ts';
import type { Messenger, PhoneCitizen, Phones } from './phones.ts';
import { openPlatforms, type Platforms } from './platforms.ts';
import { startService, type Service } from './service.ts';
import { mountSmallDisk } from './small-disk.ts';
import { readStored } from './stored.ts';

const seed = 20_260_303;
const channels = ['telegram', 'vk'] as const;
/** As long as a line of a messenger may be, nearly. */
const long = 'ы'.repeat(3_900);

const small = mountSmallDisk();
afterAll(small.remove);

/** One event, as its platform would post it again and again. */
type Event = () => Promise<number>;

const post = async (url: string, headers: Readonly<Record<string, string>>, event: object): Promise<number> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(event),
  });
  await answer.text();
  return answer.status;
};

let eventId = 7_000_000;

const inTelegram = (url: string, { peer }: PhoneCitizen, text: string): Event => {
  const id = (eventId += 1);
  const from = { id: Number(peer), is_bot: false, first_name: 'Пётр' };
  const message = { message_id: id, from, chat: { id: Number(peer), type: 'private' }, date: 1, text };
  const headers = { 'x-telegram-bot-api-secret-token': telegramSecret };
  return () => post(`${url}/webhooks/telegram`, headers, { update_id: id, message });
};

const inVk = (url: string, { peer }: PhoneCitizen, text: string): Event => {
  const id = (eventId += 1);
  const message = { peer_id: Number(peer), from_id: Number(peer), id, date: 1, out: 0, text };
  const object = { message: { ...message, conversation_message_id: id } };
  const signed = { group_id: vkGroup, secret: vkSecret, v: '5.199', type: 'message_new', event_id: `event-${id}` };
  return () => post(`${url}/webhooks/vk`, {}, { ...signed, object });
};

let platforms: Platforms;
let service: Service;
let field: Field;
let phones: Phones;
let crowd: readonly PhoneCitizen[];
/** Whose events are posted by the test itself; nothing of theirs waits for another. */
let witness: PhoneCitizen;

/** One channel pushes, the other is fetched from; both are in the middle of a talk. */
const begin = async (dataDir: string, pushed: Messenger): Promise<void> => {
  platforms = await openPlatforms('pushed', 20);
  const polled = pushed === 'telegram' ? { VK_SECRET: '' } : { TELEGRAM_WEBHOOK_SECRET: '' };
  service = await startService({ dataDir, env: { ...platforms.env, ...polled }, haste: platforms.haste });
  if (pushed === 'vk') await platforms.settleIn();
  field = createField({ dataDir, url: service.up, seed, platforms, log: service.log });
  if (!field.phones) throw new Error('platforms are there');
  phones = field.phones;
  crowd = [...channels, ...channels].map((channel) => phones.arrive(channel));
  witness = phones.arrive(pushed);
  [witness, ...crowd].forEach((citizen) => phones.say(citizen));
  await field.verifySettled();
};

afterEach(async () => {
  await service.stop();
  await platforms.close();
});

const eventOf = async (text: string): Promise<Event> =>
  (witness.channel === 'telegram' ? inTelegram : inVk)(await service.up(), witness, text);

/** Everything that was written meanwhile is there, and so is the event that was refused: all of it once. */
const allOnce = async (refused: Event, text: string): Promise<void> => {
  expect(await refused()).toBe(200);
  expect(await refused()).toBe(200);
  await field.verifySettled();
  expect(field.history.ops.filter(({ outcome }) => outcome.kind !== 'ok')).toEqual([]);
  const lines = readStored(service.dataDir).conversations.flatMap(({ messages }) => messages);
  expect(lines.filter((line) => line.text === text)).toHaveLength(1);
  expect(service.deaths()).toBe(0);
};

(small.isMounted ? test : test.failing)(
  'F16 a full disk, Telegram pushes, VK is fetched from: 503 until there is room again, then everything goes in once',
  async () => {
    if (!small.isMounted) throw new Error('this needs root: a small disk is mounted');
    const dataDir = join(small.folder, 'data');
    moveIn(dataDir, '');
    await begin(dataDir, 'telegram');
    // What is remembered between starts and the index of search would take the last room.
    while (!['understanding.cache', 'search.db'].every((name) => readdirSync(dataDir).includes(name))) await pause(50);
    const free = small.fill(256 * 1024);
    let text: string;
    let event: Event;
    let status: number;
    do {
      crowd.forEach((citizen) => phones.say(citizen, long));
      text = `${long} ${field.random.token()}`;
      event = await eventOf(text);
      status = await event();
    } while (status === 200);
    expect(status).toBe(503);
    crowd.forEach((citizen) => phones.say(citizen, long));
    expect(await event()).toBe(503);
    expect(platforms.telegram.pending()).toBeGreaterThan(0);
    free();
    await allOnce(event, text);
  },
);

test('F18 a database locked by another program, VK pushes, Telegram is fetched from: 503, the offset stays, then everything goes in once', async () => {
  const dataDir = newFolder();
  await begin(dataDir, 'vk');
  crowd.forEach((citizen) => phones.say(citizen));
  await phones.taken();
  // Their answers are on the way.
  const other = new DatabaseSync(join(dataDir, 'desk.db'), { timeout: 5_000 });
  other.exec('BEGIN EXCLUSIVE');
  crowd.forEach((citizen) => phones.say(citizen));
  const text = `Вы меня слышите ${field.random.token()}`;
  const event = await eventOf(text);
  expect(await event()).toBe(503);
  // What was fetched is not confirmed: it is asked for again.
  expect(platforms.telegram.pending()).toBe(crowd.length / channels.length);
  other.exec('ROLLBACK');
  other.close();
  await allOnce(event, text);
  removeFolder(dataDir);
});
