/** The emulator keeps the rules of the VK API: each row names its source. What passes here passes there. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createVkEmulator, type VkEmulator } from '../../../bots/sandbox/vk/emulator.ts';
import { createSimulatedClock } from '../../support/clock.ts';
import { eventually } from '../../support/product.ts';

const token = 'vk1.a.token-of-an-emulator-only';
const groupId = 777;
const elena = { id: 501, firstName: 'Елена', lastName: 'Морозова' };
const clock = createSimulatedClock(Date.UTC(2026, 10, 25));
let vk: VkEmulator;

beforeAll(async () => {
  vk = await createVkEmulator({ token, groupId, clock });
  vk.dialogue(elena).send('привет');
});
afterAll(() => vk.close());
beforeEach(() => clock.advance(10_000));

interface Answer {
  readonly response?: unknown;
  readonly error?: { readonly error_code: number };
}

const call = async (method: string, params: Record<string, string> = {}): Promise<Answer> => {
  const body = new URLSearchParams({ access_token: token, v: '5.199', ...params });
  return (await (await fetch(`${vk.url}/method/${method}`, { method: 'POST', body })).json()) as Answer;
};
let random = 0;
const send = (more: Record<string, string> = {}): Promise<Answer> =>
  call('messages.send', { peer_id: `${elena.id}`, random_id: `${(random += 1)}`, message: 'да', ...more });

const button = (action: object = {}): object => ({
  action: { type: 'callback', label: 'Да', payload: '{"p":"1.0"}', ...action },
});
const keyboard = (rows: readonly (readonly object[])[], inline = true): { keyboard: string } => ({
  keyboard: JSON.stringify({ inline, buttons: rows }),
});
const grid = (rows: number, columns: number): object[][] =>
  Array.from({ length: rows }, () => Array.from({ length: columns }, () => button()));

test.each<readonly [rule: string, ask: () => Promise<Answer>, answer: 'ok' | number]>([
  ['messages.send: 4096 signs', () => send({ message: 'я'.repeat(4096) }), 'ok'],
  ['…one more is error 914', () => send({ message: 'я'.repeat(4097) }), 914],
  ['…no words and nothing attached', () => send({ message: ' ' }), 100],
  ['schema: random_id is asked for', () => call('messages.send', { peer_id: '501', message: 'да' }), 100],
  ['schema: random_id is int32', () => send({ random_id: '2147483648' }), 100],
  ['errors: 901 who has not written or has forbidden', () => send({ peer_id: '9' }), 901],
  ['…keyboard: inline 5 in a row', () => send(keyboard(grid(1, 5))), 'ok'],
  ['…6 in a row', () => send(keyboard(grid(1, 6))), 911],
  ['…inline 6 rows', () => send(keyboard(grid(6, 1))), 'ok'],
  ['…7 rows', () => send(keyboard(grid(7, 1))), 911],
  ['…inline 10 buttons', () => send(keyboard(grid(2, 5))), 'ok'],
  ['…12 buttons', () => send(keyboard(grid(3, 4))), 911],
  ['…ordinary 40 buttons in 10 rows', () => send(keyboard(grid(10, 4), false)), 'ok'],
  ['…ordinary 11 rows', () => send(keyboard(grid(11, 1), false)), 911],
  ['…ordinary 50 buttons', () => send(keyboard(grid(10, 5), false)), 911],
  ['…label 40 signs', () => send(keyboard([[button({ label: 'я'.repeat(40) })]])), 'ok'],
  ['…label 41', () => send(keyboard([[button({ label: 'я'.repeat(41) })]])), 911],
  ['…no label', () => send(keyboard([[button({ label: '' })]])), 911],
  ['…payload 255 signs', () => send(keyboard([[button({ payload: `"${'a'.repeat(253)}"` })]])), 'ok'],
  ['…payload 256', () => send(keyboard([[button({ payload: `"${'a'.repeat(254)}"` })]])), 911],
  ['…payload is JSON', () => send(keyboard([[button({ payload: '{p' })]])), 911],
  ['…an unknown kind of button', () => send(keyboard([[button({ type: 'magic' })]])), 911],
  ['…an empty row', () => send(keyboard([[]])), 911],
  ['…not JSON at all', () => send({ keyboard: '{' }), 911],
  ['messages.setActivity: one of two', () => call('messages.setActivity', { peer_id: '501', type: 'thinking' }), 100],
  ['messages.getHistory: at most 200', () => call('messages.getHistory', { peer_id: '501', count: '201' }), 100],
  [
    'messages.sendMessageEventAnswer: an unknown press',
    () => call('messages.sendMessageEventAnswer', { event_id: 'x', user_id: '501', peer_id: '501' }),
    100,
  ],
  ['errors: 3 an unknown method', () => call('messages.think'), 3],
  ['errors: 5 another token', () => call('messages.send', { access_token: 'wrong' }), 5],
])('%s', async (_rule, ask, expected) => {
  const answer = await ask();
  expect(answer.error?.error_code ?? 'ok').toBe(expected);
});

test('api-requests: without a version nothing is answered; more than 20 calls a second are error 6', async () => {
  const bare = new URLSearchParams({ access_token: token });
  const answer = await fetch(`${vk.url}/method/groups.getById`, { method: 'POST', body: bare });
  expect(await answer.json()).toMatchObject({ error: { error_code: 8 } });
  const answers: Answer[] = [];
  for (let n = 0; n < 21; n += 1) answers.push(await call('groups.getById'));
  expect(answers.slice(0, 20).every(({ response }) => response !== undefined)).toBe(true);
  expect(answers[20]).toMatchObject({ error: { error_code: 6 } });
});

test('messages.send: a random id that was used shows nothing again; 0 is no random id; of many peers each has its own fate', async () => {
  const before = vk.dialogue(elena).messages.length;
  const [first, second] = [await send({ random_id: '77001' }), await send({ random_id: '77001' })];
  expect(second).toEqual(first);
  await send({ random_id: '0' });
  await send({ random_id: '0' });
  expect(vk.dialogue(elena).messages).toHaveLength(before + 3);
  const body = { peer_ids: '501,9', random_id: '77002', message: 'всем' };
  expect((await call('messages.send', body)).response).toMatchObject([
    { peer_id: 501 },
    { peer_id: 9, message_id: 0, error: { code: 901 } },
  ]);
});

test('messages.sendMessageEventAnswer: once, by whoever pressed, within a minute', async () => {
  await send(keyboard([[button({ label: 'Нажми' })]]));
  const answers = async (afterMs: number, user: string): Promise<number | 'ok'> => {
    const { response } = await call('groups.getLongPollServer', { group_id: `${groupId}` });
    const { key, ts } = response as { readonly key: string; readonly ts: string };
    vk.dialogue(elena).press('Нажми');
    const polled = await fetch(`${vk.url}/lp?act=a_check&key=${key}&ts=${ts}&wait=0`);
    const { updates } = (await polled.json()) as { readonly updates: readonly { object: { event_id: string } }[] };
    clock.advance(afterMs);
    const id = updates[0]?.object.event_id ?? '';
    const answer = await call('messages.sendMessageEventAnswer', { event_id: id, user_id: user, peer_id: '501' });
    return answer.error?.error_code ?? 'ok';
  };
  expect(await answers(1_000, '501')).toBe('ok');
  expect(await answers(1_000, '502')).toBe(100);
  expect(await answers(61_000, '501')).toBe(100);
});

test('bots-long-poll: failed 1 for what is no longer kept, 2 for an old key, 3 when the server has forgotten', async () => {
  const check = async (key: string, ts: string): Promise<unknown> =>
    (await fetch(`${vk.url}/lp?act=a_check&key=${key}&ts=${ts}&wait=0`)).json();
  const connect = async (): Promise<{ key: string; ts: string }> =>
    (await call('groups.getLongPollServer')).response as { key: string; ts: string };
  const { key, ts } = await connect();
  vk.dialogue(elena).send('раз');
  expect(await check(key, ts)).toMatchObject({ updates: [{ type: 'message_new' }] });
  expect(await check(key, '999999999')).toMatchObject({ failed: 1 });
  expect(await check(key, '-1')).toMatchObject({ failed: 1 });
  vk.expireLongPoll();
  expect(await check(key, ts)).toEqual({ failed: 2 });
  const fresh = await connect();
  expect(await check(fresh.key, ts)).toMatchObject({ updates: [{ type: 'message_new' }] });
  vk.expireLongPoll(true);
  expect(await check(fresh.key, ts)).toEqual({ failed: 3 });
});

test('callback: the address is confirmed first; every event carries the secret and comes again until exactly `ok` is answered', async () => {
  const seen: { readonly type: string; readonly secret?: string; readonly event_id?: string }[] = [];
  let reply = 'c0nf1rm';
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      seen.push(JSON.parse(body));
      response.end(reply);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  expect(await vk.setServer({ url, secret: 'secret-1' })).toBe('c0nf1rm');
  expect(seen.at(-1)).toMatchObject({ type: 'confirmation', group_id: groupId });
  reply = '\ufeffok';
  vk.dialogue(elena).send('важное');
  await eventually(() => seen.length === 2);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(vk.pending()).toBe(1);
  reply = 'ok';
  clock.advance(1_000);
  await eventually(() => vk.pending() === 0);
  expect(seen.slice(1)).toMatchObject([{ secret: 'secret-1' }, { secret: 'secret-1' }]);
  expect(seen[1]?.event_id).toBe(seen[2]?.event_id);
  vk.dialogue(elena).block(true);
  await eventually(() => seen.at(-1)?.type === 'message_deny');
  expect(await send()).toMatchObject({ error: { error_code: 901 } });
  await vk.setServer(null);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});
