/** What the engineer and a stranger are told of how the product is. */
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { pino } from 'pino';
import { createHealth } from '../../core/http/health.ts';
import { fine } from '../../core/ports/health.ts';
import { people } from '../support/people.ts';
import { cookieOf, openCitizen, openOperator, signIn, startProduct, type Product } from '../support/product.ts';

const token = 'an-engineers-token-4711';
let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: { METRICS_TOKEN: token } });
});
afterAll(() => product.end());

/** As through a proxy on the same machine. */
const stranger = { 'x-forwarded-for': '203.0.113.7' };
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(product.url + path, { headers });
const read = async (path: string, headers: Record<string, string> = {}) => {
  const response = await get(path, headers);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('health', () => {
  test('a stranger reads the status and nothing more', async () => {
    for (const path of ['/healthz', '/healthz/ready']) {
      expect(await read(path, stranger)).toEqual({ status: 200, body: { status: 'ok', why: null } });
    }
    expect(await read('/healthz/live', stranger)).toEqual({ status: 200, body: { status: 'ok' } });
  });

  test('from the same machine every check is told by name', async () => {
    const { body } = await read('/healthz');
    const names = (body['checks'] as { name: string; level: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['store', 'disk', 'jobs', 'dead-letters', 'contacts', 'event-loop']));
    expect(JSON.stringify(body)).toContain('никем не проверены');
    expect(JSON.stringify(body)).not.toContain(product.dataDir);
  });

  test('the token and an administrator open the details, a wrong token and an operator do not', async () => {
    const cookie = async (login: string) => cookieOf(await signIn(product.url, login, product.password(login)));
    const opened = async (headers: Record<string, string>) =>
      'checks' in (await read('/healthz', { ...stranger, ...headers })).body;
    expect(await opened({ authorization: `Bearer ${token}` })).toBe(true);
    expect(await opened({ cookie: await cookie('admin') })).toBe(true);
    expect(await opened({ authorization: `Bearer ${token}x` })).toBe(false);
    expect(await opened({ authorization: 'Bearer' })).toBe(false);
    expect(await opened({ cookie: await cookie('marina') })).toBe(false);
    expect(await opened({ cookie: 'desk=nonsense' })).toBe(false);
  });

  test('an event that was given up is told, without what was in it', async () => {
    const db = new DatabaseSync(join(product.dataDir, 'desk.db'));
    db.exec(`INSERT INTO dead_letters (key, at, error, raw) VALUES ('web:secret:1', 1, 'boom', 'тайна')`);
    const until = performance.now() + 20_000;
    let seen = await read('/healthz', stranger);
    while (seen.body['status'] === 'ok' && performance.now() < until) seen = await read('/healthz', stranger);
    expect(seen).toMatchObject({ status: 200, body: { status: 'degraded', why: expect.stringContaining('события') } });
    expect(JSON.stringify(await read('/healthz'))).not.toMatch(/secret|тайна/u);
    db.exec('DELETE FROM dead_letters');
    db.close();
  });

  test('while it stops it is not ready, yet alive', async () => {
    const registry = createHealth(pino({ level: 'silent' }));
    registry.add('store', () => fine());
    registry.stop();
    expect(await registry.read()).toMatchObject({ status: 'stopping', why: 'останавливается' });
  });
});

describe('checks', () => {
  const registry = () => createHealth(pino({ level: 'silent' }));

  test('the worst one decides, each reason is named', async () => {
    const health = registry();
    health.add('a', () => fine());
    health.add('b', () => ({ level: 'failing', why: 'нет места', detail: null }));
    health.add('c', async () => ({ level: 'degraded', why: 'очередь стоит', detail: 'x' }));
    expect(await health.read()).toMatchObject({ status: 'failing', why: 'нет места; очередь стоит' });
  });

  test('one that throws or never answers is failing, the others are told all the same', async () => {
    const health = registry();
    health.add('throws', () => {
      throw new Error('secret path');
    });
    health.add('hangs', () => new Promise(() => {}));
    health.add('well', () => fine());
    const { status, checks } = await health.read();
    expect(status).toBe('failing');
    expect(checks.map(({ level }) => level)).toEqual(['failing', 'failing', 'ok']);
    expect(JSON.stringify(checks)).not.toContain('secret');
  });

  test('many askers at once are one round of checks', async () => {
    const health = registry();
    let rounds = 0;
    health.add('counted', () => {
      rounds += 1;
      return fine();
    });
    await Promise.all(Array.from({ length: 50 }, () => health.read()));
    expect(rounds).toBe(1);
  });

  test('two of one name are a mistake', () => {
    const health = registry();
    health.add('store', () => fine());
    expect(() => health.add('store', () => fine())).toThrow('store');
  });
});

describe('metrics', () => {
  const scrape = async (): Promise<string> => (await get('/metrics')).text();
  const value = (text: string, series: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')[1] ?? 0,
    );

  test('count what citizens and operators do', async () => {
    const before = await scrape();
    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    const marina = await openOperator(product, 'marina');
    const after = await scrape();
    const grown = (series: string): number => value(after, series) - value(before, series);
    expect(grown('desk_turns_total{outcome="committed"}')).toBe(3);
    expect(grown('desk_turn_seconds_count')).toBe(3);
    expect(grown('desk_commit_group_size_count')).toBeGreaterThan(0);
    expect(value(after, 'desk_sockets{kind="citizen"}')).toBe(1);
    expect(value(after, 'desk_sockets{kind="operator"}')).toBe(1);
    const queues = after.split('\n').filter((line) => line.startsWith('desk_queue_length{'));
    expect(queues.length).toBeGreaterThan(1);
    expect(queues.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0)).toBe(1);
    expect(grown('desk_http_requests_total{route="/api",status="2xx"}')).toBe(1);
    expect(after).toContain('process_resident_memory_bytes');
    expect(after).toContain('nodejs_eventloop_lag_seconds');
    elena.close();
    marina.close();
  });

  test('carry nothing of anybody: no text, number, login, name, path of a stranger', async () => {
    const elena = await openCitizen(product.url);
    await elena.send('мой СНИЛС 112-233-445 95');
    const number = elena.view().number ?? 'none';
    const boss = await people(product, { login: 'canary-login', departments: [], role: 'supervisor' });
    await get('/canary-path/112-233-445%2095?token=canary-token');
    const text = await scrape();
    expect(text).toContain('route="other"');
    expect(text).not.toMatch(/112-233|canary|СНИЛС|Имя/u);
    expect(text).not.toContain(number);
    elena.close();
    boss.close();
  });

  test('are for this machine and for who knows the token', async () => {
    expect((await get('/metrics', stranger)).status).toBe(403);
    expect((await get('/metrics', { ...stranger, authorization: `Bearer ${token}` })).status).toBe(200);
    expect((await get('/metrics', { ...stranger, authorization: 'Bearer wrong' })).status).toBe(403);
    expect(await (await get('/metrics', stranger)).text()).not.toContain('desk_');
  });
});
