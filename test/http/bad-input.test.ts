/** What is no request of ours, over real HTTP: the right status, nothing told of the inside, the process alive. */
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { startProduct, type Product } from '../support/product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.end());
afterEach(async () => {
  expect((await fetch(`${product.url}/healthz/live`)).status).toBe(200);
});

interface Heard {
  readonly status: number;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}

const ask = async (
  path: string,
  {
    method = 'GET',
    headers = {},
    parts = [],
  }: { method?: string; headers?: Record<string, string>; parts?: readonly (string | Uint8Array)[] } = {},
): Promise<Heard> => {
  const sending = request({ host: '127.0.0.1', port: product.port, path, method, headers });
  for (const part of parts) sending.write(part);
  sending.end();
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += String(chunk);
  return { status: response.statusCode ?? 0, body, headers: response.headers };
};

const ours = (): Record<string, string> => ({ origin: product.url, 'content-type': 'application/json' });
const signInWith = (parts: readonly (string | Uint8Array)[], headers: Record<string, string> = {}): Promise<Heard> =>
  ask('/api/sign-in', { method: 'POST', headers: { ...ours(), ...headers }, parts });

const tellsNothing = ({ body }: Heard): void => {
  expect(body).not.toMatch(/node_modules|core\/|\.ts|\n\s+at |Error:/u);
};

test.each<[string, readonly (string | Uint8Array)[], Record<string, string>, number]>([
  ['B9 a nest of brackets', ['['.repeat(5_000)], {}, 400],
  ['B11 nothing at all', [], {}, 400],
  ['B11 null', ['null'], {}, 400],
  ['B11 a number', ['5'], {}, 400],
  ['B11 a text', ['"x"'], {}, 400],
  ['B11 a list', ['[]'], {}, 400],
  ['B12 another charset', ['{}'], { 'content-type': 'application/json; charset=utf-16' }, 400],
  ['B12 an unknown charset', ['{}'], { 'content-type': 'application/json; charset=koi7' }, 415],
  ['B12 bytes that are no UTF-8', [Buffer.from([0x7b, 0xff, 0xfe, 0x7d])], {}, 400],
  ['B51 operators for login and password', ['{"login":{"$ne":null},"password":{"$regex":".*"}}'], {}, 400],
  ['B51 a place for code', ['{"login":"marina","password":"x","$where":"sleep(5000)"}'], {}, 400],
  ['B53 a prototype', ['{"login":"a","password":"b","__proto__":{"admin":true}}'], {}, 400],
  ['B53 a constructor', ['{"login":"a","password":"b","constructor":{"prototype":{"admin":true}}}'], {}, 400],
  ['B54 a role of one’s own', ['{"login":"marina","password":"b","role":"administrator"}'], {}, 400],
  ['B56 a number for a text', ['{"login":1,"password":2}'], {}, 400],
  ['B73 a password of a megabyte', [`{"login":"marina","password":"${'x'.repeat(2 ** 20)}"}`], {}, 413],
  ['B73 a password of NULs', [JSON.stringify({ login: 'marina', password: '\u0000'.repeat(20) })], {}, 401],
])('%s is refused', async (_, parts, headers, status) => {
  const heard = await signInWith(parts, headers);
  expect(heard.status).toBe(status);
  expect(heard.headers['set-cookie']).toBeUndefined();
  tellsNothing(heard);
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
});

test('B13 Cyrillic that arrives byte by byte is whole', async () => {
  const body = Buffer.from(JSON.stringify({ login: 'марина-жёлтая', password: 'Щука и ёж 1975' }));
  const heard = await signInWith([...body].map((byte) => Uint8Array.of(byte)));
  expect([heard.status, heard.body]).toEqual([401, '{"error":"wrong"}']);
});

const raw = async (text: string): Promise<string> => {
  const socket = connect(product.port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk: Buffer) => (said += chunk.toString('latin1')));
  socket.on('error', () => {});
  socket.write(text, 'latin1');
  await once(socket, 'close');
  return said;
};

test.each<[string, string]>([
  [
    'two ways to tell the length',
    'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /metrics HTTP/1.1\r\nHost: x\r\n\r\n',
  ],
  ['two lengths', 'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde'],
  ['a length that is no number', 'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n'],
  ['a header that runs on', 'GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\rc\r\n\r\n'],
  ['no host', 'GET / HTTP/1.1\r\n\r\n'],
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
])('B14 %s: closed, and nothing is answered twice', async (_, text) => {
  const said = await raw(text);
  expect(said).toMatch(/^HTTP\/1\.1 400 /u);
  expect(said.match(/HTTP\/1\.1/gu)).toHaveLength(1);
});

test.each(['/', '/widget/', '/operator', '/widget.js', '/healthz', '/nothing'])(
  'B20 %s knows its own address, whatever Host says',
  async (path) => {
    const { body, headers } = await ask(path, {
      headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
    });
    expect(body).not.toContain('evil.example');
    expect(JSON.stringify(headers)).not.toContain('evil.example');
  },
);

test.each<[string, string, number]>([
  ['GET', '/api/sign-in?login=marina&password[$ne]=x', 404],
  ['GET', '/api/sign-out', 404],
  ['PUT', '/api/sign-in', 404],
  ['DELETE', '/api/me', 404],
  ['OPTIONS', '/api/nothing', 404],
  ['POST', '/healthz', 404],
  ['POST', '/metrics', 404],
  ['GET', '/api/me?operator[$gt]=&__proto__[admin]=1', 401],
  ['GET', '/operator/assets/..%2f..%2f..%2fpackage.json', 404],
  ['GET', '/operator/assets/%2e%2e/%2e%2e/server/session.ts', 404],
  ['GET', '/widget/..%5c..%5cpackage.json', 404],
  ['GET', '/demo/%00', 404],
  ['GET', '/widget/%', 404],
  ['GET', '/%ff', 404],
  ['GET', `/${'a'.repeat(30_000)}`, 431],
  ['GET', '/data/secrets.json', 404],
  ['GET', '/.env', 404],
])('B51, B69, B83 %s %s is %i and tells nothing of the inside', async (method, path, status) => {
  const heard = await ask(path, { method });
  expect(heard.status).toBe(status);
  tellsNothing(heard);
});

test('B76 cookies that are no sign-in are worth nothing', async () => {
  for (const cookie of ['desk=', 'desk=x; desk=y', `desk=${'A'.repeat(43)}`, 'desk[$ne]=1', '__proto__=1', '=;=;;']) {
    expect((await ask('/api/me', { headers: { cookie } })).status).toBe(401);
  }
});

test('F56 a hundred who never finish their headers are cut, others are served at once', async () => {
  const slow = Array.from({ length: 100 }, () => connect(product.port, '127.0.0.1'));
  const closed = slow.map((socket) => {
    socket.on('error', () => {});
    socket.resume();
    socket.write('GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ');
    return once(socket, 'close');
  });
  expect((await fetch(`${product.url}/healthz/ready`)).status).toBe(200);
  await Promise.all(closed);
});
