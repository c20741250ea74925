import { connect } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { eventually } from '../../support/product.ts';
import {
  received,
  startWithTelegram,
  telegramSecret,
  untilReceived,
  type WithTelegram,
} from '../../support/telegram.ts';

const header = 'x-telegram-bot-api-secret-token';
const person = { id: 900, is_bot: false, first_name: 'Пётр' };
const chat = { id: 900, type: 'private' };
let ids = 1_000;
const update = (over: object = {}): object => ({
  update_id: (ids += 1),
  message: { message_id: ids, from: person, chat, date: 1, text: 'забыл пароль', ...over },
});

describe('the webhook of Telegram', () => {
  let world: WithTelegram;
  let url = '';
  beforeAll(async () => {
    world = await startWithTelegram('webhook');
    url = `${world.product.url}/webhooks/telegram`;
  });
  afterAll(() => world.end());

  const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, method = 'POST') =>
    fetch(url, {
      method,
      headers: { 'content-type': 'application/json', [header]: telegramSecret, ...headers },
      ...(method === 'GET' ? {} : { body }),
    });
  const alive = async (): Promise<void> => expect((await fetch(`${world.product.url}/healthz/live`)).status).toBe(200);

  test('an update with the right secret is stored and answered by an empty 200', async () => {
    const response = await post(JSON.stringify(update()));
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  test.each([
    ['B1 none', {}],
    ['B1 wrong', { [header]: 'wrong' }],
    ['B1 empty', { [header]: '' }],
    ['B1 doubled', { [header]: `${telegramSecret}, ${telegramSecret}` }],
    ['B1 a prefix', { [header]: telegramSecret.slice(0, -1) }],
  ])('%s secret is refused, and nothing is stored', async (_name, headers) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(update()),
    });
    expect([response.status, await response.text()]).toEqual([403, '']);
  });

  test.each([
    ['B2 GET', '', {}, 'GET', 405],
    ['B2 PUT', '{}', {}, 'PUT', 405],
    ['B11 bad JSON', '{', {}, 'POST', 400],
    ['B11 nothing', '', {}, 'POST', 400],
    ['B11 null', 'null', {}, 'POST', 400],
    ['B11 a number', '5', {}, 'POST', 400],
    ['B11 a string', '"x"', {}, 'POST', 400],
    ['B11 a list', '[]', {}, 'POST', 400],
    ['B11 BOM', '\ufeff{}', {}, 'POST', 400],
    ['B11 no update', '{}', {}, 'POST', 400],
    ['B9 depth', '['.repeat(100_000), {}, 'POST', 400],
    ['B12 another type', '{}', { 'content-type': 'text/plain' }, 'POST', 415],
    ['B12 another charset', '{}', { 'content-type': 'application/json; charset=utf-16' }, 'POST', 415],
    ['B10 packed', '{}', { 'content-encoding': 'gzip' }, 'POST', 415],
    ['B8 10 MB', `{"a":"${'x'.repeat(10_000_000)}"}`, {}, 'POST', 413],
  ])('%s is refused at once, and the process lives', async (_name, body, headers, method, status) => {
    const response = await post(body, headers, method).catch(() => null);
    // A body far over the limit may be cut off before the answer is read.
    if (response || status !== 413) expect(response?.status).toBe(status);
    await alive();
  });

  test('B12 bytes that are no UTF-8 are refused', async () => {
    expect((await post(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]))).status).toBe(400);
  });

  test('B2 another path is not found', async () => {
    expect((await fetch(`${url}/x`, { method: 'POST', headers: { [header]: telegramSecret } })).status).toBe(404);
  });

  test('B13 a body cut at every byte arrives to the letter', async () => {
    const who = { id: 901, is_bot: false, first_name: 'Ольга' };
    const body = Buffer.from(
      JSON.stringify({
        update_id: (ids += 1),
        message: { message_id: 1, from: who, chat: { id: 901, type: 'private' }, date: 1, text: 'Щёлк 👍 ёж' },
      }),
    );
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    const answer = new Promise<string>((resolve) => socket.once('data', (data) => resolve(String(data))));
    socket.write(
      `POST /webhooks/telegram HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${header}: ${telegramSecret}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (const byte of body) {
      socket.write(Buffer.concat([Buffer.from('1\r\n'), Buffer.from([byte]), Buffer.from('\r\n')]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    socket.write('0\r\n\r\n');
    expect(await answer).toContain('200');
    socket.destroy();
    const db = new DatabaseSync(join(world.product.dataDir, 'desk.db'), { readOnly: true });
    expect(db.prepare("SELECT count(*) AS n FROM messages WHERE text = 'Щёлк 👍 ёж'").get()).toEqual({ n: 1 });
    db.close();
  });

  test.each([
    ['B15 a channel post', { channel_post: { message_id: 1, chat: { id: -1, type: 'channel' }, date: 1 } }],
    ['B15 a poll', { poll: { id: '1' } }],
    ['B15 a business message', { business_message: { message_id: 1 } }],
    ['B15 something of the future', { brain_wave: {} }],
    ['B16 nobody', { message: { message_id: 1, chat, date: 1, text: 'x' } }],
    ['B16 no chat', { message: { message_id: 1, from: person, date: 1, text: 'x' } }],
    ['B16 an id of letters', { message: { message_id: 1, from: { ...person, id: 'x' }, chat, date: 1, text: 'x' } }],
    ['B16 an id too large', { message: { message_id: 1, from: { ...person, id: 2 ** 53 }, chat, date: 1, text: 'x' } }],
    ['B16 an id below zero', { message: { message_id: 1, from: { ...person, id: -5 }, chat, date: 1, text: 'x' } }],
    ['B16 an id of zero', { message: { message_id: 1, from: { ...person, id: 0 }, chat, date: 1, text: 'x' } }],
    ['B41 a press of 65 bytes', { callback_query: { id: '1', from: person, data: 'x'.repeat(65) } }],
    ['a pinned line', { message: { message_id: 1, from: person, chat, date: 1, pinned_message: {} } }],
  ])('%s is answered by 200 and harms nobody', async (_name, content) => {
    const response = await post(JSON.stringify({ update_id: (ids += 1), ...content }));
    expect([response.status, await response.text()]).toEqual([200, '']);
    await alive();
  });

  test('F30 the same update a hundred times at once is one effect, and each is answered by 200', async () => {
    const elena = world.telegram.chat({ id: 902, firstName: 'Елена' });
    const body = JSON.stringify({
      update_id: (ids += 1),
      message: {
        message_id: 1,
        from: { id: 902, is_bot: false, first_name: 'Елена' },
        chat: { id: 902, type: 'private' },
        date: 1,
        text: 'забыл пароль',
      },
    });
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(body)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await untilReceived(elena, /№ \d{2}-/u);
    await eventually(() => received(elena).length === 2);
    expect(received(elena).filter((text) => /№ \d{2}-/u.test(text))).toHaveLength(1);
  });

  test.each([
    ['B39 payload of 64 signs', `/start ${'a'.repeat(64)}`],
    ['B39 a path', '/start ../../etc/passwd'],
    ['B39 markup', '/start <script>alert(1)</script>'],
  ])('%s leads to the menu', async (_name, text) => {
    const id = (ids += 1);
    const who = world.telegram.chat({ id, firstName: 'Кто-то' });
    who.send(text);
    await untilReceived(who, 'Здравствуйте');
  });
});
