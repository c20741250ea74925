/** From Telegram into the protected chat by a one-time link: over HTTP and sockets, with everything that may go wrong. */
import { leaksInFiles } from '../personal/canary.ts';
import { eventually, freshId, openCitizen, openOperator, type OperatorScreen } from '../support/product.ts';
import { received, startWithTelegram, untilButton, untilReceived, type WithTelegram } from '../support/telegram.ts';

type Chat = ReturnType<WithTelegram['telegram']['chat']>;
interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

let world: WithTelegram;
let marina: OperatorScreen;
beforeAll(async () => {
  world = await startWithTelegram('webhook');
  marina = await openOperator(world.product, 'marina');
});
afterAll(async () => {
  marina.close();
  await world.end();
});

const post = async (path: string, body: object, headers: Record<string, string> = {}): Promise<Answer> => {
  const response = await fetch(`${world.product.url}/api/citizen/link/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: world.product.url, ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Answer['body'] };
};
const look = (token: string) => post('look', { token });
const enter = (token: string, clientId = freshId()) => post('enter', { token, clientId });

const linkIn = /https?:\/\/\S+\/continue#([\w-]{43})/gu;
const tokensIn = (chat: Chat): readonly string[] =>
  received(chat).flatMap((text) => [...text.matchAll(linkIn)].map(([, token = '']) => token));
const numberIn = (chat: Chat): string => /№ (\d{2}-\d{6}-\d)/u.exec(received(chat).join('\n'))?.[1] ?? '';

let people = 900;
/** Somebody who has written what may not be kept, and was given a link. */
const linked = async (): Promise<{ chat: Chat; token: string; number: string }> => {
  const chat = world.telegram.chat({ id: (people += 1), firstName: 'Елена' });
  chat.send('не могу войти, мой СНИЛС 112-233-445 95');
  const token = await eventually(() => tokensIn(chat)[0], 15_000);
  return { chat, token, number: numberIn(chat) };
};

test('the text names our site, the number and the date; the link is no preview and its token is stored nowhere', async () => {
  const { chat, token, number } = await linked();
  const text = received(chat).find((one) => one.includes(token)) ?? '';
  expect(text).toContain(`№ ${number}`);
  expect(text).toContain(`на сайте ${new URL(world.product.url).host}`);
  expect(text).toMatch(/до \d{1,2} [а-я]+, \d\d:\d\d \(МСК\)/u);
  const sent = world.telegram.calls.filter(({ method }) => method === 'sendMessage');
  expect(sent.every(({ params }) => JSON.stringify(params).includes('"is_disabled":true'))).toBe(true);
  expect(leaksInFiles(world.product.dataDir, [token])).toEqual([]);
});

test('opening the page and looking at the link spend nothing; a press does, once, and has the same answer again', async () => {
  const { token, number } = await linked();
  for (const method of ['GET', 'HEAD', 'GET']) {
    const page = await fetch(`${world.product.url}/continue`, { method });
    expect(page.status).toBe(200);
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  }
  const open = { state: 'open', number, from: 'telegram', until: expect.any(Number) };
  expect(await look(token)).toEqual({ status: 200, body: open });
  expect(await look(token)).toEqual({ status: 200, body: open });
  const press = freshId();
  const first = await enter(token, press);
  expect(first.body).toEqual({ state: 'entered', token: expect.any(String) });
  expect((await enter(token, press)).body['state']).toBe('entered');
  expect((await look(token)).body).toEqual({ state: 'used' });
});

test('two tabs press at once: one comes in, the other learns that the link was used', async () => {
  const { token } = await linked();
  const answers = await Promise.all(Array.from({ length: 6 }, () => enter(token)));
  const states = answers.map(({ body }) => body['state']);
  expect(states.filter((state) => state === 'entered')).toHaveLength(1);
  expect(states.filter((state) => state === 'used')).toHaveLength(5);
});

test('one conversation, one number, two addresses: an answer goes where the citizen wrote last', async () => {
  const { chat, token, number } = await linked();
  chat.press('Перейти к оператору');
  await untilReceived(chat, 'повторять не нужно');
  await marina.act('ticket:claim', number);
  await marina.open(number);
  const entered = await enter(token);
  const screen = await openCitizen(world.product.url, String(entered.body['token']));
  expect(screen.view().number).toBe(number);
  expect(screen.texts()).toContainEqual(expect.stringContaining('не могу войти, мой СНИЛС •'));
  expect(screen.texts()).toContainEqual(expect.stringContaining('Это защищённый чат'));
  expect(screen.texts().join('\n')).not.toMatch(/\/continue#|Ссылка ниже/u);
  const given = [...screen.messages.values()].filter(({ link }) => link);
  expect(given.map(({ text }) => text)).toEqual([expect.stringContaining('Ссылка откроется один раз')]);
  await untilReceived(chat, 'продолжено в защищённом чате');
  await screen.send('мой телефон +7 916 555-44-33');
  const line = await eventually(() => [...marina.messages.values()].find(({ text }) => text.startsWith('мой телефон')));
  expect(line.masked).toHaveLength(1);

  const before = received(chat).length;
  await marina.act('message:send', number, { text: 'Ответ в защищённый чат', asks: false });
  await eventually(() => screen.texts().includes('Ответ в защищённый чат'));
  chat.send('я снова в телеграме');
  await eventually(() => screen.texts().includes('я снова в телеграме'));
  await marina.act('message:send', number, { text: 'Ответ в телеграм', asks: false });
  await untilReceived(chat, 'Ответ в телеграм');
  expect(received(chat).slice(before)).toEqual(['Ответ в телеграм']);
  expect(marina.card()?.row.number).toBe(number);
  screen.close();
});

test('buttons and forms go on there: the personal question that was put off is asked', async () => {
  const chat = world.telegram.chat({ id: (people += 1), firstName: 'Анна' });
  chat.send('учётная запись заблокирована');
  await untilReceived(chat, /№ \d{2}-\d{6}-\d/u);
  await untilButton(chat, 'Блокировка не снимается');
  chat.press('Блокировка не снимается');
  await untilReceived(chat, 'мы их не спрашиваем и не храним');
  const token = await eventually(() => tokensIn(chat)[0], 15_000);
  const screen = await openCitizen(world.product.url, String((await enter(token)).body['token']));
  expect(screen.texts().at(-1)).toContain('Даёте согласие');
  await screen.press('Согласен');
  await eventually(() => screen.texts().at(-1)?.includes('фамилию, имя и отчество'));
  await screen.send('Морозова Елена Игоревна');
  await eventually(() => screen.texts().at(-1)?.includes('И СНИЛС'));
  expect(screen.texts().join('\n')).not.toContain('Морозова');
  screen.close();
});

test('«закрыть доступ» in the messenger shuts the web chat out, and what was open is a stranger from then on', async () => {
  const { chat, token, number } = await linked();
  chat.press('Перейти к оператору');
  await untilReceived(chat, 'повторять не нужно');
  const web = String((await enter(token)).body['token']);
  const screen = await openCitizen(world.product.url, web);
  const told = new Promise((resolve) => screen.socket.once('access:closed', resolve));
  const gone = new Promise((resolve) => screen.socket.once('disconnect', resolve));
  chat.send('закрыть доступ');
  await untilReceived(chat, 'Доступ закрыт');
  await Promise.all([told, gone]);
  screen.close();
  const shut = { ok: false, error: 'shut' };
  const stranger = await openCitizen(world.product.url, web);
  expect(await stranger.open()).toEqual(shut);
  expect(await stranger.send('вижу чужое?')).toEqual(shut);
  expect(await stranger.pressPayload('1.0')).toEqual(shut);
  expect(stranger.texts()).toEqual([]);
  chat.send('а теперь код не приходит');
  await eventually(() => world.telegram.pending() === 0);
  await marina.open(number);
  expect([...marina.messages.values()].map(({ text }) => text)).not.toContain('вижу чужое?');
  stranger.close();
});

test('whoever goes out by themselves leaves the messenger as it was; nobody goes out of their own chat', async () => {
  const { chat, token } = await linked();
  const web = String((await enter(token)).body['token']);
  await post('leave', { token: web });
  const after = await openCitizen(world.product.url, web);
  expect(await after.open()).toEqual({ ok: false, error: 'shut' });
  after.close();
  chat.send('новая ссылка');
  const again = await eventually(() => tokensIn(chat)[1], 15_000);
  expect((await look(again)).body['state']).toBe('open');
  const own = await openCitizen(world.product.url);
  await own.send('не приходит код');
  const { number } = own.view();
  await post('leave', { token: own.token() });
  const still = await openCitizen(world.product.url, own.token());
  expect(still.view().number).toBe(number);
  still.close();
  own.close();
});

test('a link that never was, a damaged request, a foreign page: a plain no, and nobody comes in', async () => {
  expect((await enter('A'.repeat(43))).body).toEqual({ state: 'unknown' });
  expect((await look('…')).body).toEqual({ state: 'unknown' });
  const bad: readonly object[] = [{}, { token: { $ne: null } }, { token: 'x', extra: 1 }, { token: 'x'.repeat(500) }];
  for (const body of bad) expect((await post('look', body)).status).toBe(400);
  expect((await post('enter', { token: 'x', clientId: '../' })).status).toBe(400);
  expect((await post('look', { token: 'x' }, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await post('look', { token: 'x' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  expect((await post('look', { token: 'x' }, { 'content-type': 'text/plain' })).status).toBe(403);
  const answers = await Promise.all(Array.from({ length: 40 }, () => look('guess')));
  expect(answers.some(({ status }) => status === 429)).toBe(true);
});
