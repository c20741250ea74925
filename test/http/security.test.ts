import { once } from 'node:events';
import { connect } from 'node:net';
import { io } from 'socket.io-client';
import type { AuditEntryView } from '../../operator-console/contract.ts';
import { given } from '../support/administration.ts';
import { people, peopleCommand } from '../support/people.ts';
import {
  connectOperator,
  cookieOf,
  ended,
  eventually,
  openCitizen,
  openOperator,
  signIn,
  startProduct,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.end());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(product.url + path, { headers, redirect: 'manual' });

const post = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(product.url + path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', origin: product.url, ...headers },
  });

describe('pages and their headers', () => {
  test('the console may not be framed, the panel only by ourselves and the allowed sites', async () => {
    const operator = (await get('/operator')).headers.get('content-security-policy');
    expect(operator).toContain("frame-ancestors 'none'");
    const panel = await get('/widget/');
    expect(panel.headers.get('content-security-policy')).toContain("frame-ancestors 'self' http://localhost:*");
    expect(panel.headers.get('x-frame-options')).toBeNull();
  });

  test('both front ends run under Trusted Types and without inline code', async () => {
    for (const path of ['/operator', '/widget/']) {
      const policy = (await get(path)).headers.get('content-security-policy') ?? '';
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).toContain("trusted-types 'none'");
      expect(policy).not.toContain('unsafe');
    }
  });

  test('the launcher may be loaded by foreign pages, the console may not', async () => {
    expect((await get('/widget.js')).headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect((await get('/operator')).headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  test('an unknown page says so and tells nothing else', async () => {
    for (const path of ['/nothing', '/operator/assets/none.js', '/widget/../core/main.ts', '/.env', '/api/nothing']) {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toMatch(/work|node_modules|at /u);
    }
  });
});

describe('signing in', () => {
  test('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const response = await signIn(product.url, 'marina', product.password('marina'));
    expect(response.headers.get('set-cookie')).toMatch(/^desk=[\w-]{43}; .*HttpOnly.*SameSite=Strict/u);
    expect(await response.json()).toMatchObject({ me: { login: 'marina', role: 'operator' } });
  });

  test('an unknown login and a wrong password read the same', async () => {
    const [unknown, wrong] = await Promise.all([signIn(product.url, 'nobody', 'x'), signIn(product.url, 'oleg', 'x')]);
    expect([unknown.status, await unknown.text()]).toEqual([wrong.status, await wrong.text()]);
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get('set-cookie')).toBeNull();
  });

  test('a planted cookie is worth nothing: the id is new at each sign-in, and the old one is dead', async () => {
    const planted = `desk=${'A'.repeat(43)}`;
    const first = await post(
      '/api/sign-in',
      JSON.stringify({ login: 'marina', password: product.password('marina') }),
      {
        cookie: planted,
      },
    );
    const mine = cookieOf(first);
    expect(mine).not.toBe(planted);
    const second = await post(
      '/api/sign-in',
      JSON.stringify({ login: 'marina', password: product.password('marina') }),
      {
        cookie: mine,
      },
    );
    expect((await get('/api/me', { cookie: mine })).status).toBe(401);
    expect((await get('/api/me', { cookie: cookieOf(second) })).status).toBe(200);
  });

  test('another site, a form, or text in JSON clothes cannot sign anybody in or out', async () => {
    const body = JSON.stringify({ login: 'marina', password: product.password('marina') });
    const refused = [
      await post('/api/sign-in', body, { origin: 'https://evil.example' }),
      await post('/api/sign-in', body, { 'content-type': 'text/plain' }),
      await post('/api/sign-in', body, { 'content-type': 'application/x-www-form-urlencoded' }),
      await post('/api/sign-in', body, { 'sec-fetch-site': 'cross-site' }),
      await post('/api/sign-out', '{}', { origin: 'null' }),
    ];
    expect(refused.map((response) => response.status)).toEqual([403, 403, 403, 403, 403]);
  });

  test.each([
    ['operators instead of text', { login: { $ne: null }, password: { $gt: '' } }],
    ['an array', { login: ['marina'], password: 'x' }],
    ['an unknown key', { login: 'marina', password: 'x', role: 'administrator' }],
    ['a password of a megabyte', { login: 'marina', password: 'x'.repeat(9000) }],
    ['nothing', {}],
  ])('%s is refused as invalid', async (_name, body) => {
    expect((await post('/api/sign-in', JSON.stringify(body))).status).toBe(400);
  });

  test('bad JSON, a huge body, a compressed bomb are refused at once', async () => {
    expect((await post('/api/sign-in', '{"login":')).status).toBe(400);
    expect((await post('/api/sign-in', `{"login":"${'x'.repeat(100_000)}"}`)).status).toBe(413);
    expect((await post('/api/sign-in', 'xxx', { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await post('/api/sign-in', '{"__proto__":{"x":1},"login":"a","password":"b"}')).status).toBe(400);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('after five wrong tries the account is locked for a while, for the right password too', async () => {
    const own = await startProduct();
    try {
      const tries = await Promise.all(Array.from({ length: 12 }, () => signIn(own.url, 'oleg', 'wrong')));
      expect(tries.filter((response) => response.status === 401).length).toBeLessThanOrEqual(5);
      const locked = await signIn(own.url, 'oleg', own.password('oleg'));
      expect(locked.status).toBe(429);
      expect(await locked.json()).toMatchObject({ error: 'throttled', retryAfter: 900 });
      expect((await signIn(own.url, 'marina', own.password('marina'))).status).toBe(200);
    } finally {
      await own.end();
    }
  });
});

const refusedConnection = (namespace: string, options: object): Promise<string> =>
  new Promise((resolve) => {
    const socket = io(product.url + namespace, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      ...options,
    });
    socket.once('connect_error', (error) => resolve(error.message));
    socket.once('connect', () => resolve('connected'));
  });

/** The next request is refused, unless the server was faster and has closed the silent screen already. */
const expectOut = async (screen: OperatorScreen): Promise<void> => {
  const answer = await screen.ask('queue:list', { tab: 'queue' }).catch((error: Error) => error.message);
  if (typeof answer === 'string') expect(answer).toBe('socket has been disconnected');
  else expect(answer).toMatchObject({ ok: false, error: 'signed-out' });
};

describe('sockets', () => {
  test('a foreign Origin is refused, with an operator’s cookie too', async () => {
    const cookie = cookieOf(await signIn(product.url, 'marina', product.password('marina')));
    const extraHeaders = { origin: 'https://evil.example', cookie };
    expect(await refusedConnection('/operator', { extraHeaders })).not.toBe('connected');
    expect(await refusedConnection('/citizen', { extraHeaders, auth: { token: null, origin: product.url } })).not.toBe(
      'connected',
    );
  });

  test('without a sign-in nobody reaches the console', async () => {
    expect(await refusedConnection('/operator', { extraHeaders: { origin: product.url } })).toBe('signed-out');
  });

  test('a site that may not embed the chat gets no visitor', async () => {
    const auth = { token: null, origin: 'https://evil.example' };
    expect(await refusedConnection('/citizen', { extraHeaders: { origin: product.url }, auth })).toContain('embed');
  });

  test.each([
    { token: null },
    { token: { $ne: null }, origin: 'x' },
    { token: null, origin: 'http://localhost', admin: true },
    null,
  ])('a handshake of another shape is refused: %j', async (auth) => {
    expect(await refusedConnection('/citizen', { extraHeaders: { origin: product.url }, auth })).not.toBe('connected');
  });

  test('a forged token opens a new empty conversation, never somebody’s', async () => {
    const elena = await openCitizen(product.url);
    await elena.send('моя тайна');
    const [body = ''] = elena.token().split('.');
    const thief = await openCitizen(product.url, `${body}.${'A'.repeat(43)}`);
    expect(thief.texts().join()).not.toContain('тайна');
    expect(thief.token()).not.toBe(elena.token());
    elena.close();
    thief.close();
  });

  test('unknown events, missing acks and operator’s events from a citizen end the connection, and the server lives', async () => {
    for (const [event, ...args] of [
      ['ticket:claim', {}, () => {}],
      ['message:send', { clientId: 'aaaaaaaa', text: 'x' }],
      ['__proto__', {}],
    ] as const) {
      const screen = await openCitizen(product.url);
      const gone = ended(screen.socket);
      screen.socket.emit(event, ...args);
      await gone;
    }
    expect((await get('/healthz')).status).toBe(200);
  });

  test('B67 an operator’s request or a foreign room asked for by a citizen is refused and seen in the audit, once a visitor', async () => {
    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    const number = elena.view().number ?? '';
    const gone = ended(elena.socket);
    elena.socket.emit('ticket:open', { number, after: 0 }, () => {});
    await gone;
    const again = await openCitizen(product.url, elena.token());
    const goneAgain = ended(again.socket);
    again.socket.emit('note:add', {});
    await goneAgain;
    const stranger = await openCitizen(product.url);
    const strangerGone = ended(stranger.socket);
    stranger.socket.emit('join СНИЛС 112-233-445 95', `visitor:${number}`);
    await strangerGone;
    const admin = await openOperator(product, 'admin');
    const asked = { person: null, actions: ['access:refused'], ticket: null, from: null, to: null, before: null };
    const entries = await eventually(async () => {
      const page = given(await admin.ask<{ entries: readonly AuditEntryView[] }>('audit:list', asked)).entries;
      return page[0]?.details['request'] === 'unknown' && page.some(({ ticket }) => ticket === number) && page;
    });
    expect(entries[0]).toMatchObject({ actor: 'citizen', ticket: null, details: { how: 'widget' } });
    const mine = entries.filter(({ ticket }) => ticket === number);
    expect(mine).toMatchObject([{ actor: 'citizen', details: { request: 'ticket:open', how: 'widget' } }]);
    expect(JSON.stringify(entries)).not.toMatch(/112-233|visitor:/u);
    admin.close();
  });

  test('extra keys, wrong types and injected operators are refused by name', async () => {
    const elena = await openCitizen(product.url);
    const marina = await openOperator(product, 'marina');
    const bad: [typeof elena.socket, string, object][] = [
      [elena.socket, 'message:send', { clientId: 'aaaaaaaa', text: 'x', isOperator: true }],
      [elena.socket, 'message:send', { clientId: { $ne: null }, text: 'x' }],
      [elena.socket, 'message:send', { clientId: 'aaaaaaaa', text: ['x'] }],
      [elena.socket, 'conversation:open', { after: -1, page: null, title: null }],
      [marina.socket, 'ticket:open', { number: { $gt: '' }, after: 0 }],
      [marina.socket, 'queue:list', { tab: 'all', sort: 'password' }],
      [
        marina.socket,
        'message:send',
        { number: '26-000001-9', clientId: 'aaaaaaaa', text: 'x', asks: false, ownerId: 'me' },
      ],
    ];
    for (const [socket, event, request] of bad) {
      expect(await socket.timeout(5000).emitWithAck(event, request)).toMatchObject({ ok: false, error: 'invalid' });
    }
    elena.close();
    marina.close();
  });

  test('an operator of another department sees neither the row nor the history, and cannot tell it from an absent one', async () => {
    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    const number = elena.view().number ?? '';
    const pavel = await people(product, { login: 'pavel', departments: ['payments'] });
    const foreign = await pavel.ask('ticket:open', { number, after: 0 });
    const absent = await pavel.ask('ticket:open', { number: '26-777777-9', after: 0 });
    expect(foreign).toEqual(absent);
    expect(foreign).toMatchObject({ ok: false, error: 'not-found' });
    expect(await pavel.act('ticket:claim', number)).toMatchObject({ ok: false, error: 'not-found' });
    expect(await pavel.act('note:add', number, { text: 'x' })).toMatchObject({ ok: false, error: 'not-found' });
    const admin = await openOperator(product, 'admin');
    const tried = { person: null, actions: ['access:refused'], ticket: number, from: null, to: null, before: null };
    const seen = async (): Promise<readonly object[]> =>
      given(await admin.ask<{ entries: readonly object[] }>('audit:list', tried)).entries;
    while ((await seen()).length < 3) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await seen()).toMatchObject([
      { ticket: number, details: { request: 'note:add' } },
      { ticket: number, details: { request: 'ticket:claim' } },
      { ticket: number, details: { request: 'ticket:open' } },
    ]);
    admin.close();
    const list = await pavel.ask<{ rows: { number: string }[] }>('queue:list', { tab: 'all' });
    expect(list.ok && list.rows.map((row) => row.number)).not.toContain(number);
    pavel.close();
    elena.close();
  });

  test('who is switched off is out at once: the next request is refused, a silent screen closes, no way back', async () => {
    const [busy, silent] = [
      await people(product, { login: 'irina', departments: ['registration'] }),
      await people(product, { login: 'boris', departments: ['registration'] }),
    ];
    const closed = [ended(busy.socket), ended(silent.socket)];
    for (const login of ['irina', 'boris'])
      expect(peopleCommand(product, 'off', login)).toContain('больше не может войти');
    await expectOut(busy);
    await Promise.all(closed);
    await expect(connectOperator(product.url, busy.cookie)).rejects.toThrow('signed-out');
  });

  test('a new password ends every open sign-in of that person, and opens the door that wrong ones had closed', async () => {
    const nina = await people(product, { login: 'nina', departments: [] });
    for (let n = 0; n < 5; n += 1) expect((await signIn(product.url, 'nina', 'забыла')).status).toBe(401);
    expect((await signIn(product.url, 'nina', 'забыла')).status).toBe(429);
    const told = peopleCommand(product, 'password', 'nina');
    await expectOut(nina);
    expect(told).toMatch(/nina \/ \S{16}/u);
    const given = /nina \/ (\S{16})/u.exec(told)?.[1] ?? '';
    expect(await (await signIn(product.url, 'nina', given)).json()).toMatchObject({ me: { passwordDue: true } });
    await expect(connectOperator(product.url, nina.cookie)).rejects.toThrow('signed-out');
  });

  test('an author sees no dialogue, a supervisor sees every department', async () => {
    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    const number = elena.view().number ?? '';
    const author = await people(product, { login: 'avtor', departments: ['registration'], role: 'author' });
    const boss = await people(product, { login: 'boss', departments: [], role: 'supervisor' });
    expect(await author.ask('ticket:open', { number, after: 0 })).toMatchObject({ ok: false, error: 'forbidden' });
    expect(await author.ask('queue:list', { tab: 'all' })).toMatchObject({ ok: false, error: 'forbidden' });
    expect(await boss.ask('ticket:open', { number, after: 0 })).toMatchObject({ ok: true });
    for (const screen of [elena, author, boss]) screen.close();
  });

  test('signing out closes the open screens of that sign-in and of no other', async () => {
    const here = await openOperator(product, 'oleg');
    const there = await openOperator(product, 'oleg');
    const gone = ended(here.socket);
    expect((await post('/api/sign-out', '{}', { cookie: here.cookie })).status).toBe(204);
    await gone;
    expect(there.socket.connected).toBe(true);
    await expect(connectOperator(product.url, here.cookie)).rejects.toThrow('signed-out');
    there.close();
  });
});

test('a slow or broken request is cut and the others go on', async () => {
  const slow = connect(product.port, '127.0.0.1');
  slow.write('POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 5');
  const garbage = connect(product.port, '127.0.0.1');
  garbage.resume();
  garbage.write('\u0000\u0001 nonsense\r\n\r\n');
  await once(garbage, 'close');
  expect((await get('/healthz')).status).toBe(200);
  slow.destroy();
});
