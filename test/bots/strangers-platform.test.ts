/**
 * Another platform than our emulators: it answers by the documents, as plainly as they allow, and tells of events as other
 * programs may write them: kinds nobody knows, fields too many and too few, nulls for what is not there.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { freePort } from '../support/child.ts';
import { eventually, startProduct, type Product } from '../support/product.ts';
import { telegramSecret, telegramToken } from '../support/telegram.ts';
import { vkConfirmation, vkGroup, vkSecret, vkToken } from '../support/vk.ts';

interface Call {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}
const calls: Call[] = [];
const called = (method: string, about: string): Call | undefined =>
  calls.find((one) => one.method === method && JSON.stringify(one.params).includes(about));

let webhookUrl = '';
/** https://core.telegram.org/bots/api#making-requests and https://dev.vk.com/ru/api/api-requests. */
const results: Readonly<Record<string, (params: Call['params']) => unknown>> = {
  setWebhook: ({ url }) => {
    webhookUrl = String(url);
    return true;
  },
  getWebhookInfo: () => ({ url: webhookUrl, has_custom_certificate: false, pending_update_count: 0 }),
  sendMessage: () => ({ message_id: calls.length, date: 1, chat: { id: 1, type: 'private' } }),
  'messages.send': () => calls.length,
  'messages.getConversations': () => ({ count: 0, items: [] }),
  // Nothing is found: the message was taken back meanwhile.
  'messages.getByConversationMessageId': () => ({ count: 0, items: [] }),
};

const platform = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const [, place = '', method = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    const isJson = request.headers['content-type']?.startsWith('application/json') === true;
    const params = isJson ? (JSON.parse(body) as Call['params']) : Object.fromEntries(new URLSearchParams(body));
    calls.push({ method, params });
    const result = results[method]?.(params) ?? true;
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.end(JSON.stringify(place === 'method' ? { response: result } : { ok: true, result }));
  });
});

let product: Product;
beforeAll(async () => {
  platform.listen(0, '127.0.0.1');
  await once(platform, 'listening');
  const root = `http://127.0.0.1:${(platform.address() as AddressInfo).port}`;
  const port = await freePort();
  product = await startProduct({
    env: {
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      TELEGRAM_BOT_TOKEN: telegramToken,
      TELEGRAM_API_ROOT: root,
      TELEGRAM_WEBHOOK_SECRET: telegramSecret,
      VK_TOKEN: vkToken,
      VK_GROUP_ID: String(vkGroup),
      VK_API_ROOT: root,
      VK_SECRET: vkSecret,
      VK_CONFIRMATION: vkConfirmation,
    },
  });
});
afterAll(async () => {
  await product.end();
  platform.close();
});

const post = async (channel: 'telegram' | 'vk', event: object): Promise<string> => {
  const response = await fetch(`${product.url}/webhooks/${channel}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-telegram-bot-api-secret-token': telegramSecret },
    body: JSON.stringify(event),
  });
  return `${response.status} ${await response.text()}`.trim();
};
let ids = 100;
const telegram = (event: object): Promise<string> => post('telegram', { update_id: (ids += 1), ...event });
const vk = (type: string, object: object): Promise<string> =>
  post('vk', { type, object, group_id: vkGroup, secret: vkSecret, v: '5.199', event_id: `e${(ids += 1)}` });
const stored = (peer: number): readonly string[] => {
  const db = new DatabaseSync(join(product.dataDir, 'desk.db'), { readOnly: true });
  const rows = db
    .prepare(
      `SELECT m.text FROM messages m JOIN addresses a ON a.conversation = m.conversation
       WHERE a.peer = ? AND m.author = 0 ORDER BY m.seq`,
    )
    .all(String(peer));
  db.close();
  return rows.map(({ text }) => String(text));
};

describe('Telegram', () => {
  /** As large as ids may be: 52 bits. */
  const id = 2 ** 52 - 1;
  const from = { id, is_bot: false, first_name: 'Пётр', is_premium: true, added_later: { deep: [1] } };
  const chat = { id, type: 'private', first_name: 'Пётр' };

  test('is told where events go, of which kinds, and the secret', async () => {
    const { params } = await eventually(() => called('setWebhook', '/webhooks/telegram'));
    expect(params).toMatchObject({
      secret_token: telegramSecret,
      allowed_updates: ['message', 'edited_message', 'callback_query', 'my_chat_member'],
    });
  });

  test('B15 kinds of events that are none of ours are taken and lead to nothing', async () => {
    const message = { message_id: 1, from, chat, date: 1, text: 'x' };
    for (const kind of [
      'channel_post',
      'business_message',
      'message_reaction',
      'poll_answer',
      'chat_boost',
      'of_2031',
    ]) {
      expect(await telegram({ [kind]: message })).toBe('200');
    }
    expect(stored(id)).toEqual([]);
  });

  test('a message with fields too many, and nulls for what is not there, is answered', async () => {
    const nothing = { caption: null, photo: null, video: null, document: null, sticker: null, reply_to_message: null };
    const link = { link_preview_options: { is_disabled: true }, entities: [{ type: 'bold', offset: 0, length: 3 }] };
    const message = { message_id: 2, from, chat, date: 1, text: 'забыл пароль', ...nothing, ...link };
    expect(await telegram({ message, edited_message: null, callback_query: null })).toBe('200');
    expect(stored(id)).toEqual(['забыл пароль']);
    await eventually(() => called('sendMessage', String(id)));
  });

  test('a press under a message that is gone, or under none at all, is answered', async () => {
    const gone = { chat, message_id: 3, date: 0 };
    for (const [query, message] of [
      ['gone', { message: gone }],
      ['none', {}],
    ] as const) {
      const press = { id: `query-${query}`, from, chat_instance: '-1', data: '9.9', ...message };
      expect(await telegram({ callback_query: press })).toBe('200');
      await eventually(() => called('answerCallbackQuery', `query-${query}`));
    }
  });

  test('whoever asks by another method is told the one that is allowed', async () => {
    for (const method of ['GET', 'HEAD', 'PUT']) {
      const response = await fetch(`${product.url}/webhooks/telegram`, { method });
      expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([405, 'POST', '']);
    }
  });
});

describe('VK', () => {
  const peer = 2_000_000_000 - 1;
  const message = { id: 0, date: 1, peer_id: peer, from_id: peer, out: 0, version: 10_000_001, important: false };

  test('the address is confirmed also when the secret is not sent along, to our own community alone', async () => {
    expect(await post('vk', { type: 'confirmation', group_id: vkGroup })).toBe(`200 ${vkConfirmation}`);
    expect(await post('vk', { type: 'confirmation', group_id: vkGroup, secret: vkSecret })).toBe(
      `200 ${vkConfirmation}`,
    );
    expect(await post('vk', { type: 'confirmation', group_id: 5 })).toBe('403');
    expect(await post('vk', { type: 'confirmation', group_id: vkGroup, secret: null })).toBe('403');
  });

  test('a message with a payload that is no string, nested lines and nulls is answered', async () => {
    const inner = {
      id: 2,
      date: 1,
      from_id: 6,
      text: 'внутри',
      fwd_messages: [{ from_id: 7, text: 'глубже', geo: null }],
    };
    const around = { reply_message: { id: 1, from_id: -vkGroup, text: 'наше', conversation_message_id: 1 } };
    const text = { text: 'забыл пароль', payload: { command: 5 }, geo: null, ref: null, attachments: [] };
    const object = {
      message: { ...message, conversation_message_id: 2, ...text, ...around, fwd_messages: [inner] },
      client_info: { button_actions: ['text', 'callback'], keyboard: true, inline_keyboard: true, lang_id: 0 },
    };
    expect(await vk('message_new', object)).toBe('200 ok');
    expect(stored(peer)).toEqual(['забыл пароль\n\nвнутри\n\nглубже']);
    await eventually(() => called('messages.send', String(peer)));
  });

  test('a message that comes cut, and of which the platform has no more, is kept as it came', async () => {
    const cut = { ...message, conversation_message_id: 3, text: 'Начало длинного письма', is_cropped: true };
    expect(await vk('message_new', { message: cut })).toBe('200 ok');
    expect(called('messages.getByConversationMessageId', String(peer))).toBeDefined();
    expect(stored(peer).at(-1)).toBe('Начало длинного письма');
  });

  test.each([
    ['no object', 'x'],
    ['a list', [1]],
    ['nothing', null],
    ['not there', undefined],
    ['another’s', { button: '4' }],
    ['a prototype', JSON.parse('{"__proto__":{"p":"1.0"}}')],
  ])('a press whose payload is %s is answered within its minute', async (name, payload) => {
    const press = { user_id: peer, peer_id: peer, event_id: `press ${name}`, payload, conversation_message_id: 4 };
    expect(await vk('message_event', press)).toBe('200 ok');
    await eventually(() => called('messages.sendMessageEventAnswer', `press ${name}`));
  });
});
