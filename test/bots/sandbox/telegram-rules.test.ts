/** The emulator keeps the rules of the Bot API: each row names its source. What passes here passes there. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ownContact, photo, document } from '../../../bots/sandbox/telegram/content.ts';
import { createTelegramEmulator, type TelegramEmulator } from '../../../bots/sandbox/telegram/emulator.ts';
import { createSimulatedClock } from '../../support/clock.ts';
import { eventually } from '../../support/product.ts';

const token = '123456789:AAtest-token-of-an-emulator_only-00000';
const elena = { id: 501, firstName: 'Елена' };
const clock = createSimulatedClock(Date.UTC(2026, 10, 25));
let telegram: TelegramEmulator;

beforeAll(async () => {
  telegram = await createTelegramEmulator({ token, clock });
  telegram.chat(elena).send('привет');
});
afterAll(() => telegram.close());
// So that no row meets the limits of the one before.
beforeEach(() => clock.advance(10_000));

interface Answer {
  readonly ok: boolean;
  readonly result?: unknown;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number };
}

const call = async (method: string, params: object = {}, by = token): Promise<Answer> => {
  const response = await fetch(`${telegram.url}/bot${by}/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(params),
  });
  return (await response.json()) as Answer;
};
const send = (more: object): Promise<Answer> => call('sendMessage', { chat_id: elena.id, text: 'да', ...more });
const inline = (...buttons: object[]): object => ({ reply_markup: { inline_keyboard: [buttons] } });
const button = (data: string): object => ({ text: 'Да', callback_data: data });

test.each<readonly [rule: string, ask: () => Promise<Answer>, answer: string]>([
  [
    'core.telegram.org/bots/api#sendmessage: text 1–4096, counted in UTF-16',
    () => send({ text: 'я'.repeat(4096) }),
    'ok',
  ],
  ['…one more is too long', () => send({ text: 'я'.repeat(4097) }), '400 Bad Request: message is too long'],
  ['…an emoji counts two', () => send({ text: '👍'.repeat(2049) }), '400 Bad Request: message is too long'],
  ['…only spaces are nothing', () => send({ text: ' \n ' }), '400 Bad Request: message text is empty'],
  ['…half of a pair is no text', () => send({ text: 'а\ud800' }), '400 Bad Request: strings must be encoded in UTF-8'],
  ['#inlinekeyboardbutton: callback_data 1–64 bytes', () => send(inline(button('я'.repeat(32)))), 'ok'],
  ['…65 bytes', () => send(inline(button(`${'я'.repeat(32)}a`))), '400 Bad Request: BUTTON_DATA_INVALID'],
  ['…none at all', () => send(inline(button(''))), '400 Bad Request: BUTTON_DATA_INVALID'],
  ['…a link needs no data', () => send(inline({ text: 'Да', url: 'https://t.me' })), 'ok'],
  [
    '…a button does something',
    () => send(inline({ text: 'Да' })),
    "400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    '…a button has words',
    () => send(inline({ text: ' ', callback_data: '1' })),
    "400 Bad Request: can't parse inline keyboard button: Text buttons must be non-empty",
  ],
  [
    'td: at most 100 buttons',
    () => send(inline(...Array.from({ length: 101 }, (_, n) => button(`${n}`)))),
    '400 Bad Request: reply markup is too long',
  ],
  ['td: nobody is written to first', () => send({ chat_id: 9 }), '400 Bad Request: chat not found'],
  [
    '#sendchataction: one of a list',
    () => call('sendChatAction', { chat_id: elena.id, action: 'thinking' }),
    '400 Bad Request: wrong parameter action in request',
  ],
  ['…typing', () => call('sendChatAction', { chat_id: elena.id, action: 'typing' }), 'ok'],
  [
    '#answercallbackquery: an unknown press',
    () => call('answerCallbackQuery', { callback_query_id: '1' }),
    '400 Bad Request: query is too old and response timeout expired or query ID is invalid',
  ],
  [
    '#editmessagereplymarkup: a line of the bot',
    () => call('editMessageReplyMarkup', { chat_id: elena.id, message_id: 1 }),
    '400 Bad Request: message to edit not found',
  ],
  [
    '#setwebhook: secret_token of A-Z, a-z, 0-9, _ and -',
    () => call('setWebhook', { url: 'https://example.ru', secret_token: 'с пробелом' }),
    '400 Bad Request: secret token contains unallowed characters',
  ],
  [
    'WebhookActor: https only',
    () => call('setWebhook', { url: 'http://example.ru' }),
    '400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
  ],
  [
    'WebhookActor: four ports',
    () => call('setWebhook', { url: 'https://example.ru:3000' }),
    '400 Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443',
  ],
  ['#making-requests: an unknown method', () => call('sendTelepathy'), '404 Not Found: method not found'],
  ['…another token', () => call('getMe', {}, '1:wrong'), '401 Unauthorized'],
  [
    '#getfile: an unknown file',
    () => call('getFile', { file_id: 'x' }),
    '400 Bad Request: wrong file_id or the file is temporarily unavailable',
  ],
  [
    '…above 20 MB',
    () => {
      const file = telegram.shelf.add({
        name: 'a.pdf',
        type: 'application/pdf',
        bytes: Buffer.alloc(20 * 1024 * 1024 + 1),
      });
      return call('getFile', { file_id: file.id });
    },
    '400 Bad Request: file is too big',
  ],
])('%s', async (_rule, ask, expected) => {
  const { ok, error_code: code, description } = await ask();
  expect(ok ? 'ok' : `${code} ${description}`).toBe(expected);
});

test('core.telegram.org/bots/faq: more than one message a second to a chat is too many, and the wait is told', async () => {
  const answers = [await send({}), await send({}), await send({}), await send({})];
  expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, false]);
  expect(answers[3]).toMatchObject({ error_code: 429, parameters: { retry_after: 1 } });
  clock.advance(1_000);
  expect(await send({})).toMatchObject({ ok: true });
});

test('#getfile: a file of a person is found by its id and fetched by its path, with the token alone', async () => {
  const bytes = Buffer.from('%PDF-1.4');
  const kept = telegram.shelf.add({ name: 'Справка.pdf', type: 'application/pdf', bytes });
  telegram.chat(elena).sendContent(document(kept));
  const { result } = await call('getFile', { file_id: kept.id });
  const { file_path: path, file_size: size } = result as { readonly file_path: string; readonly file_size: number };
  expect(size).toBe(bytes.length);
  const fetched = await fetch(`${telegram.url}/file/bot${token}/${path}`);
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(bytes);
  expect((await fetch(`${telegram.url}/file/bot1:wrong/${path}`)).status).toBe(401);
  expect((await fetch(`${telegram.url}/file/bot${token}/documents/file_0.pdf`)).status).toBe(404);
});

test('#getupdates: what is before the offset is confirmed, the rest comes again; a webhook or a second poller is a conflict', async () => {
  const ids = async (params: object): Promise<readonly number[]> =>
    ((await call('getUpdates', params)).result as { readonly update_id: number }[]).map(({ update_id: id }) => id);
  telegram.chat(elena).send('ещё');
  telegram.chat(elena).send('и ещё');
  const all = await ids({});
  expect(all.length).toBeGreaterThan(2);
  expect(await ids({ limit: 1 })).toEqual(all.slice(0, 1));
  expect(await ids({ offset: -2 })).toEqual(all.slice(-2));
  expect(await ids({ offset: all.at(-1) })).toEqual(all.slice(-1));
  expect(await ids({ offset: (all.at(-1) ?? 0) + 1 })).toEqual([]);
  expect(telegram.pending()).toBe(0);

  const first = call('getUpdates', { timeout: 50 });
  await eventually(() => telegram.calls.at(-1)?.method === 'getUpdates');
  const second = call('getUpdates', { timeout: 50, allowed_updates: ['callback_query'] });
  expect(await first).toMatchObject({ error_code: 409, description: expect.stringContaining('terminated by other') });
  telegram.chat(elena).send('этого никто не просил');
  telegram.chat(elena).pressData('1.0');
  expect((await second).result).toMatchObject([{ callback_query: { data: '1.0' } }]);
});

describe('a webhook (WebhookActor of tdlib/telegram-bot-api)', () => {
  const seen: { readonly update: { readonly update_id: number }; readonly headers: IncomingHttpHeaders }[] = [];
  let status = 200;
  let reply = '';
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      seen.push({ update: JSON.parse(body), headers: request.headers });
      response.writeHead(status).end(reply);
    });
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await call('setWebhook', { url, secret_token: 'secret-1', allowed_updates: [], drop_pending_updates: true });
  });
  afterAll(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  test('carries the secret; getUpdates is a conflict, a second setWebhook within a second too many', async () => {
    telegram.chat(elena).sendContent(ownContact(elena));
    await eventually(() => seen.length === 1);
    expect(seen[0]?.headers['x-telegram-bot-api-secret-token']).toBe('secret-1');
    expect(await call('getUpdates')).toMatchObject({ error_code: 409 });
    expect(await call('setWebhook', { url: 'https://example.ru' })).toMatchObject({ ok: true });
    expect(await call('setWebhook', { url: 'https://example.ru' })).toMatchObject({ error_code: 429 });
    clock.advance(1_000);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    expect(await call('setWebhook', { url, secret_token: 'secret-1' })).toMatchObject({ ok: true });
  });

  test('is tried again at once, then after 2, 4, 8… s; what comes later in the chat waits, presses and others do not', async () => {
    await eventually(() => telegram.pending() === 0);
    seen.length = 0;
    status = 503;
    telegram.chat(elena).send('первое');
    telegram.chat(elena).send('второе');
    await eventually(() => seen.length === 1);
    const again = async (afterMs: number, tries: number): Promise<void> => {
      clock.advance(afterMs - 1);
      expect(seen).toHaveLength(tries - 1);
      clock.advance(1);
      await eventually(() => seen.length === tries);
    };
    await eventually(() => (clock.advance(0), seen.length === 2));
    await eventually(async () => (await call('getWebhookInfo')).ok);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await again(2_000, 3);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await again(4_000, 4);
    expect(new Set(seen.map(({ update }) => update.update_id)).size).toBe(1);
    status = 200;
    await new Promise((resolve) => setTimeout(resolve, 20));
    telegram
      .chat({ id: 502, firstName: 'Тимур' })
      .sendContent(photo(telegram.shelf.add({ name: 'a', type: 'image/png', bytes: Buffer.alloc(1) })));
    await eventually(() => seen.length === 5);
    clock.advance(8_000);
    await eventually(() => (clock.advance(0), telegram.pending() === 0));
    const order = seen.map(({ update }) => (update as { message?: { text?: string } }).message?.text);
    expect(order.slice(-2)).toEqual(['первое', 'второе']);
  });

  test('#making-requests-when-getting-updates: an answer that names a method is carried out as a call', async () => {
    reply = JSON.stringify({ method: 'sendMessage', chat_id: elena.id, text: 'из ответа' });
    telegram.chat(elena).send('привет');
    await eventually(() => telegram.chat(elena).messages.at(-1)?.text === 'из ответа');
    reply = '';
  });

  test('a message waits for a day, a press for 150 s', async () => {
    await eventually(() => (clock.advance(0), telegram.pending() === 0));
    status = 500;
    telegram.chat(elena).send('когда-нибудь');
    telegram.chat(elena).pressData('1.0');
    expect(telegram.pending()).toBe(2);
    clock.advance(150_000);
    expect(telegram.pending()).toBe(1);
    clock.advance(86_400_000);
    expect(telegram.pending()).toBe(0);
  });
});
