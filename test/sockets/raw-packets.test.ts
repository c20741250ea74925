/**
 * B78: whatever bytes come before anybody is admitted, the process lives and the others are served. The product runs
 * in a process of its own, so that a packet which kills it is seen.
 */
import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { WebSocket } from 'undici';
import { freePort, startChild, type Child } from '../support/child.ts';
import { hiredFolder } from '../support/hired.ts';
import { openCitizen } from '../support/product.ts';

let child: Child;
const dataDir = hiredFolder();
beforeAll(async () => {
  child = await startChild({ dataDir, port: await freePort() });
});
afterAll(async () => {
  await child.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const connect = async (): Promise<WebSocket> => {
  const url = `${child.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(url, { headers: { origin: child.url } });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('message', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('it did not open')), { once: true });
  });
  return socket;
};

/** Sends, then asks for a sign of life on the same connection: a pong, or its end. */
const throwAt = async (packets: readonly (string | Uint8Array)[]): Promise<void> => {
  const socket = await connect();
  const ended = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve(), { once: true }));
  for (const packet of packets) if (socket.readyState === WebSocket.OPEN) socket.send(packet);
  if (socket.readyState === WebSocket.OPEN) socket.close();
  await ended;
};

const stillServes = async (): Promise<void> => {
  expect(child.process.exitCode).toBeNull();
  expect((await fetch(`${child.url}/healthz/live`)).status).toBe(200);
  const elena = await openCitizen(child.url);
  expect(elena.texts()).not.toEqual([]);
  elena.close();
};

const admitted = `40/citizen,${JSON.stringify({ token: null, origin: 'http://localhost' })}`;

test.each<[string, readonly (string | Uint8Array)[]]>([
  ['an event before admission', ['42/citizen,["message:send",{"text":"x"}]']],
  ['an event of a namespace that is not there', ['42/nothing,["x"]']],
  ['admission to a namespace that is not there', ['40/nothing,{}']],
  ['admission to the namespace of nobody', ['40']],
  ['an unknown type of packet', ['49', '9', 'zzz']],
  ['a bad ack id', [admitted, '42/citizen,99999999999999999999999["message:send"]', '43/citizen,-1[]']],
  ['an answer to what was never asked', [admitted, '43/citizen,7["x"]']],
  ['a prototype for a name', [admitted, '42/citizen,1["__proto__"]', '42/citizen,2["constructor",{}]']],
  ['reserved names', [admitted, '42/citizen,1["disconnect"]', '42/citizen,2["connect_error",{}]']],
  ['no name at all', [admitted, '42/citizen,1[]', '42/citizen,1[{}]', '42/citizen,1[[1]]', '42/citizen,1null']],
  ['broken JSON', [admitted, '42/citizen,1["x"', '42/citizen,1{', '42/citizen,']],
  ['eleven attachments promised', [admitted, '4511-/citizen,1["x",{"_placeholder":true,"num":0}]']],
  ['an attachment outside its place', [admitted, '451-/citizen,1["x",{"_placeholder":true,"num":7}]', Buffer.alloc(8)]],
  ['a million attachments promised', ['45999999999-/citizen,["x"]', '451.5-["x"]', '45-1-["x"]']],
  ['bytes where text belongs', [Buffer.from([0, 255, 1, 254]), Buffer.alloc(1000, 7)]],
  ['two megabytes', [`42/citizen,["x","${'x'.repeat(2 * 2 ** 20)}"]`]],
  ['a deep nest', [admitted, `42/citizen,1["message:send",${'['.repeat(100_000)}`]],
  ['a deep nest that closes', [admitted, `42/citizen,1["message:send",${'['.repeat(50_000)}${']'.repeat(50_000)}]`]],
  ['a million elements', [admitted, `42/citizen,1["message:send",[${'1,'.repeat(100_000)}1]]`]],
  ['pings of the wrong side', ['2', '2probe', '3', '3probe', '5', '6']],
  ['goodbye before hello', ['41/citizen,', '41', '1']],
])('B78 %s: the process lives, others are served', async (_, packets) => {
  await throwAt(packets);
  await stillServes();
});

test('B78 packets of chance: the process lives, others are served', async () => {
  const prefix = fc.constantFrom(
    '',
    '4',
    '40',
    '42',
    '43',
    '44',
    '45',
    '451-',
    '40/citizen,',
    '42/citizen,1',
    '6',
    '2',
  );
  const packet = fc.oneof(
    fc.tuple(prefix, fc.string({ maxLength: 60, unit: 'binary' })).map((parts) => parts.join('')),
    fc.tuple(prefix, fc.json()).map((parts) => parts.join('')),
    fc.uint8Array({ maxLength: 60 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(packet, { maxLength: 6 }), fc.boolean(), async (packets, first) => {
      await throwAt(first ? [admitted, ...packets] : packets);
    }),
    { numRuns: 60 },
  );
  await stillServes();
});

describe('polling', () => {
  const poll = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${child.url}/socket.io/?EIO=4&transport=polling${path}`, init);

  test.each<[string, () => Promise<Response>, readonly number[]]>([
    ['an unknown session', () => poll('&sid=nobody'), [400]],
    ['a prototype for a session', () => poll('&sid=__proto__'), [400]],
    ['a post without a session', () => poll('', { method: 'POST', body: '40' }), [400]],
    ['another protocol', () => fetch(`${child.url}/socket.io/?EIO=3&transport=polling`), [400]],
    ['another transport', () => fetch(`${child.url}/socket.io/?EIO=4&transport=carrier-pigeon`), [400]],
    ['operators in the query', () => fetch(`${child.url}/socket.io/?EIO[$ne]=4&transport[$gt]=`), [400]],
    ['a foreign Origin', () => poll('', { headers: { origin: 'https://evil.example' } }), [403]],
    ['a socket over plain HTTP', () => fetch(`${child.url}/socket.io/?EIO=4&transport=websocket`), [400]],
  ])('B78 %s is refused', async (_, ask, statuses) => {
    const response = await ask();
    expect(statuses).toContain(response.status);
    expect(await response.text()).not.toMatch(/node_modules|\/core\/| at /u);
    await stillServes();
  });

  test('B78 a body beyond the limit ends that session alone', async () => {
    const opened = (await (await poll('')).text()).slice(1);
    const { sid } = JSON.parse(opened) as { sid: string };
    const sent = await poll(`&sid=${sid}`, { method: 'POST', body: 'x'.repeat(2 * 2 ** 20) }).then(
      ({ status }) => status,
      () => 0,
    );
    expect([0, 400, 413]).toContain(sent);
    await stillServes();
  });
});

test('B79 two hundred connections that never say who they are: the others are served', async () => {
  const silent = await Promise.all(Array.from({ length: 200 }, connect));
  await stillServes();
  for (const socket of silent) socket.close();
});
