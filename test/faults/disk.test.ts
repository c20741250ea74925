/** F16–F19 over real sockets: a full disk, a locked or vanished database. What was not stored is never acknowledged. */
import { mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { examineFile } from '../../core/storage/sqlite/snapshot.ts';
import { freePort, startChild, type Child } from '../support/child.ts';
import { freshId, openCitizen, type CitizenScreen } from '../support/product.ts';
import { mountSmallDisk } from './small-disk.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'desk-disk-'));

interface Health {
  readonly status: string;
  readonly why: string | null;
  readonly checks?: readonly { readonly name: string; readonly level: string }[];
}
const health = async ({ url }: Child): Promise<Health> => (await fetch(`${url}/healthz`)).json() as Promise<Health>;

/** Everything that was sent, under the id it was sent with; what was acknowledged is noted. */
const talk = (elena: CitizenScreen) => {
  const sent = new Map<string, string>();
  const taken = new Set<string>();
  const send = async (text: string, id = freshId()): Promise<string> => {
    sent.set(id, text);
    const answer = await elena.send(text, id);
    if (answer.ok) taken.add(id);
    return answer.ok ? 'ok' : answer.error;
  };
  return { sent, taken, send };
};

const linesOf = (dataDir: string): readonly string[] => {
  const db = new DatabaseSync(join(dataDir, 'desk.db'), { readOnly: true });
  const rows = db.prepare('SELECT client_id FROM messages WHERE client_id IS NOT NULL').all();
  db.close();
  return rows.map((row) => String(row['client_id']));
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (check: () => Promise<boolean>): Promise<void> => {
  while (!(await check())) await pause(200);
};
/** The widget's limit of lines a visitor may send is no part of this. */
const patiently = async (send: () => Promise<string>): Promise<string> => {
  for (;;) {
    const said = await send();
    if (said !== 'throttled') return said;
    await pause(500);
  }
};

const small = mountSmallDisk();
afterAll(small.remove);

(small.isMounted ? test : test.failing)(
  'F16, F17 a real full disk: refused as busy, health says why, nothing half; with room again everything goes in once',
  async () => {
    if (!small.isMounted) throw new Error('this needs root: a small disk is mounted');
    const dataDir = join(small.folder, 'data');
    const child = await startChild({ dataDir, port: await freePort() });
    const elena = await openCitizen(child.url);
    const { sent, taken, send } = talk(elena);
    // What is remembered between starts and the index of search are made first; they would take the last room.
    expect(await send('забыл пароль')).toBe('ok');
    await until(async () => ['understanding.cache', 'search.db'].every((name) => readdirSync(dataDir).includes(name)));
    const free = small.fill(512 * 1024);
    const long = 'ы'.repeat(3_900);
    let said = 'ok';
    for (let n = 1; said === 'ok'; n += 1) said = await patiently(() => send(`${n} ${long}`));
    expect(said).toBe('busy');
    expect(taken.size).toBeGreaterThan(0);
    // Short lines may still find room for a while; then none does, and health says so.
    let told: Health = { status: 'ok', why: null };
    await until(async () => {
      await patiently(() => send('коротко'));
      told = await health(child);
      return told.status === 'failing';
    });
    expect(told.why).toContain('нет места');
    expect((await fetch(`${child.url}/healthz/live`)).status).toBe(200);
    // What was stored before can be read all the while.
    expect(await elena.open()).toMatchObject({ ok: true });
    free();
    for (const [id, text] of sent) if (!taken.has(id)) expect(await patiently(() => send(text, id))).toBe('ok');
    await until(async () => (await fetch(`${child.url}/healthz/ready`)).status === 200);
    elena.close();
    expect(await child.stop()).toBe(0);
    expect(examineFile(join(dataDir, 'desk.db'))).toEqual([]);
    const lines = linesOf(dataDir);
    expect(new Set(lines).size).toBe(lines.length);
    expect(new Set(lines)).toEqual(new Set(sent.keys()));
  },
);

test('F18 locked by another program for ten seconds: late or busy, the rest is served meanwhile, nothing is lost or doubled', async () => {
  const dataDir = folder();
  const child = await startChild({ dataDir, port: await freePort() });
  const elena = await openCitizen(child.url);
  const { sent, taken, send } = talk(elena);
  const other = new DatabaseSync(join(dataDir, 'desk.db'), { timeout: 5_000 });
  other.exec('BEGIN EXCLUSIVE');
  const refused = send('забыл пароль');
  let served = 0;
  const asking = (async () => {
    while (taken.size === 0 && served < 10_000) {
      const answer = await fetch(`${child.url}/healthz/live`);
      if (answer.ok) served += 1;
      if ((await Promise.race([refused, pause(0).then(() => null)])) !== null) return;
    }
  })();
  expect(await refused).toBe('busy');
  await asking;
  expect(served).toBeGreaterThan(10);
  expect(await health(child)).toMatchObject({ status: 'failing', why: expect.stringContaining('занята') });
  // Each is refused after five seconds of waiting; the loop has turned all the while.
  expect(await send('алло')).toBe('busy');
  expect((await health(child)).checks).toContainEqual(expect.objectContaining({ name: 'event-loop', level: 'ok' }));
  const late = send('и ещё вопрос');
  other.exec('ROLLBACK');
  other.close();
  expect(await late).toBe('ok');
  for (const [id, text] of sent) if (!taken.has(id)) expect(await send(text, id)).toBe('ok');
  await until(async () => (await fetch(`${child.url}/healthz/ready`)).status === 200);
  elena.close();
  expect(await child.stop()).toBe(0);
  expect(linesOf(dataDir).toSorted()).toEqual([...sent.keys()].toSorted());
  rmSync(dataDir, { recursive: true });
});

test('F19 a database deleted under a working server: nothing is acknowledged into a file that is gone', async () => {
  const dataDir = folder();
  const child = await startChild({ dataDir, port: await freePort() });
  const elena = await openCitizen(child.url);
  expect(await elena.send('забыл пароль')).toMatchObject({ ok: true });
  unlinkSync(join(dataDir, 'desk.db'));
  expect(await elena.send('вы меня слышите?')).toEqual({ ok: false, error: 'busy' });
  expect(await health(child)).toMatchObject({ status: 'failing', why: expect.stringContaining('удалён') });
  elena.close();
  await child.kill();
  await expect(startChild({ dataDir, port: await freePort() })).rejects.toThrow(
    /desk\.db» открыть нельзя: файл пропал/u,
  );
  rmSync(dataDir, { recursive: true });
});
