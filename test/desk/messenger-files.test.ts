import { rmSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { join } from 'node:path';
import { pino } from 'pino';
import { createDesk } from '../../core/desk/create-desk.ts';
import { createNumbers } from '../../core/desk/numbers.ts';
import { createScripts } from '../../core/desk/scripts.ts';
import type { OfferedFile } from '../../core/domain/attachment.ts';
import type { Said } from '../../core/domain/inbound.ts';
import type { Message } from '../../core/domain/message.ts';
import { createDiskFiles } from '../../core/files/disk/files.ts';
import { createLive } from '../../core/live/live.ts';
import type { FetchOutcome } from '../../core/ports/channel.ts';
import { openStore, type SqliteStore } from '../../core/storage/sqlite/open.ts';
import { dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { shipped } from '../support/load.ts';
import { eventually, tempDir } from '../support/product.ts';
import { jpeg, pdf } from '../support/samples.ts';
import { vaultKey } from '../../core/vault/keys.ts';
import { testKey, vaultOver } from '../support/vault.ts';

/** What the messenger does when a file is asked for. */
type Platform = (source: string, signal: AbortSignal) => Promise<FetchOutcome>;

const log = pino({ level: 'silent' });
const address = { channel: 'telegram', peer: '900' } as const;
const clock = createSimulatedClock(dayOne);
const second = 1_000;

const give = (bytes: Buffer): FetchOutcome => ({
  kind: 'bytes',
  size: bytes.length,
  bytes: (async function* () {
    yield bytes;
  })(),
});

const offered = (over: Partial<OfferedFile> = {}): OfferedFile => ({
  what: 'document',
  name: 'Справка.pdf',
  mime: null,
  size: 400,
  sources: ['file-1'],
  ...over,
});

describe('files that a messenger tells of', () => {
  let dataDir: string;
  let store: SqliteStore;
  let platform: Platform;
  /** The process dies here. */
  let dieAt: string | null;
  let desk: Awaited<ReturnType<typeof begin>>;
  let updates = 0;
  let key = testKey;

  const begin = async () => {
    store = openStore({ dataDir, clock });
    const fault = (point: string): void => {
      if (point !== dieAt) return;
      dieAt = null;
      throw new Error(`killed at ${point}`);
    };
    const live = createLive(log);
    const scripts = await createScripts({
      store: store.scenarios,
      clock,
      ...shipped(),
    });
    const files = createDiskFiles({ folder: join(dataDir, 'files'), rows: store.fileRows, clock, log, fault });
    await files.clear();
    const messengers = [
      { id: 'telegram' as const, fetch: (source: string, signal: AbortSignal) => platform(source, signal) },
    ];
    const numbers = createNumbers(store.turns, 'Europe/Moscow');
    const parts = { ...store, numbers, scripts, live, clock, log, fault, personal: vaultOver(store, [key]) };
    return { ...createDesk({ ...parts, wasUnclean: false, bringing: { files, messengers } }), files };
  };
  const restart = async (): Promise<void> => {
    await store.close();
    desk = await begin();
  };

  /** What the engineer's command does meanwhile. */
  const changeKey = async (): Promise<void> => {
    const [old, fresh] = [key, vaultKey('another key of tests, as long as the first')];
    while ((await vaultOver(store, [fresh, old]).renew(100)) > 0);
    key = fresh;
  };

  beforeEach(async () => {
    dataDir = tempDir();
    dieAt = null;
    platform = async () => give(pdf());
    desk = await begin();
  });
  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const say = (said: Said, id = (updates += 1)) =>
    desk.citizens.receive({ dedupe: `u${id}`, address, said, clientId: `m${id}`, name: 'Елена', origin: null });
  const lines = async (): Promise<readonly Message[]> => {
    const found = await desk.citizens.conversation(address);
    return (await store.views.messagesAfter(found?.conversation.id ?? '', 0, 100, 'staff')).messages;
  };
  const own = async () => (await lines()).filter(({ author }) => author.kind === 'citizen');
  const told = async (words: string) => (await lines()).filter(({ text }) => text.includes(words)).length;
  /** Time passes, and everything that falls due on the way is done. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= second) {
      clock.advance(Math.min(second, left));
      await desk.jobs.runDue();
    }
  };
  const file = async () => (await own())[0]?.files[0];
  const document = { kind: 'text', text: '', offered: [offered()] } as const;

  test('the acknowledgement waits for no download', async () => {
    platform = () => new Promise(() => {});
    expect((await say(document)).outcome).toBe('committed');
    expect((await file())?.state).toEqual({ kind: 'pending' });
  });

  test.each(['file:written', 'file:placed', 'file:fetched', 'turn:stepped', 'turn:committed'])(
    'F9 killed at %s, the file is there once after the restart, whole, and nothing is left lying about',
    async (point) => {
      await say(document);
      dieAt = point;
      await desk.jobs.runDue();
      await restart();
      await pass(60 * second);
      const kept = await file();
      expect(kept).toMatchObject({ name: 'Справка.pdf', kind: 'pdf', state: { kind: 'ready' } });
      const stream = await desk.files.read(kept?.id ?? '');
      expect(stream && (await buffer(stream)).equals(pdf())).toBe(true);
      expect(await own()).toHaveLength(1);
      clock.advance(2 * 86_400_000);
      expect(await desk.files.sweep()).toBe(0);
    },
  );

  test('a messenger that hangs is asked again and again, then both sides learn that the file is not there', async () => {
    let asked = 0;
    platform = (_source, signal) => {
      asked += 1;
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))));
    };
    await say(document);
    for (let round = 1; round <= 6; round += 1) {
      const running = desk.jobs.runDue();
      await eventually(() => asked === round);
      // The call is under way; then its time is over.
      clock.advance(26 * second);
      await running;
      clock.advance(70 * second);
    }
    await desk.jobs.runDue();
    expect(asked).toBe(6);
    expect((await file())?.state).toEqual({ kind: 'failed', reason: 'unreachable' });
    expect(await told('«Справка.pdf» не удалось получить из мессенджера')).toBe(1);
  });

  test('a hanging download holds up nothing that is due', async () => {
    let begun = false;
    platform = () => {
      begun = true;
      return new Promise(() => {});
    };
    await say(document);
    const running = desk.jobs.runDue();
    await eventually(() => begun);
    await say({ kind: 'text', text: 'забыл пароль' });
    expect(await told('пароль')).toBeGreaterThan(1);
    // The desk's own jobs are taken by themselves.
    await store.jobs.ensure({ key: 'x', kind: 'assign', due: clock.now(), payload: {} });
    expect((await store.jobs.lease(clock.now(), second, 10, 'desk')).map(({ key }) => key)).toContain('x');
    expect(await store.jobs.lease(clock.now(), second, 10, 'aside')).toEqual([]);
    clock.advance(26 * second);
    await running;
  });

  test('a photo too large is looked for in its smaller sizes', async () => {
    platform = async (source) => give(source === 'small' ? jpeg() : jpeg({ scan: Buffer.alloc(2_500_000, 1) }));
    const photo = offered({ what: 'photo', name: null, size: null, sources: ['large', 'small'] });
    await say({ kind: 'text', text: '', offered: [photo] });
    await pass(second);
    expect(await file()).toMatchObject({ name: 'Фото.jpg', size: jpeg().length, state: { kind: 'ready' } });
  });

  const part = (order: number, text = ''): Said => ({
    kind: 'text',
    text,
    offered: [offered({ name: `${order}.pdf` })],
    album: { id: 'album', order },
  });

  test('parts of an album wait for each other over a change of the key and a restart, and become one line with one answer', async () => {
    for (const order of [3, 1]) await say(part(order));
    await pass(3 * second);
    expect(await own()).toHaveLength(0);
    await changeKey();
    await restart();
    await say(part(2, 'забыл пароль'));
    await pass(3 * second);
    expect(await own()).toHaveLength(0);
    await pass(5 * second);
    const [line, ...more] = await own();
    expect(more).toEqual([]);
    expect(line?.text).toBe('забыл пароль');
    expect(line?.files.map(({ name, state }) => [name, state.kind])).toEqual([
      ['1.pdf', 'ready'],
      ['2.pdf', 'ready'],
      ['3.pdf', 'ready'],
    ]);
    expect(await told('файл получили')).toBe(1);
  });

  test('who goes on at once is heard after the album, and the number is told once', async () => {
    await say(part(1));
    await say({ kind: 'text', text: 'забыл пароль' });
    const said = (await own()).map(({ text, files }) => [text, files.length]);
    expect(said).toEqual([
      ['', 1],
      ['забыл пароль', 0],
    ]);
    expect(await told('Обращение №')).toBe(1);
    expect((await desk.citizens.conversation(address))?.ticket?.status).toBe('bot');
    await pass(6 * second);
    expect(await own()).toHaveLength(2);
  });

  test('a part that comes late is a line of its own, kept and not answered again', async () => {
    await say(part(1, 'забыл пароль'));
    await pass(6 * second);
    const before = (await lines()).length;
    await say(part(2));
    await pass(second);
    expect((await own()).map(({ files }) => files.map(({ name }) => name))).toEqual([['1.pdf'], ['2.pdf']]);
    expect((await lines()).length).toBe(before + 1);
  });

  test('a repeated part is one file', async () => {
    await say(part(1), 5_001);
    await say(part(1), 5_001);
    await pass(6 * second);
    expect((await own())[0]?.files).toHaveLength(1);
  });

  test('of an album whose parts are all refused the citizen is told once', async () => {
    platform = async () => ({ kind: 'refused', trouble: 'gone' });
    await say({ kind: 'text', text: '', offered: [offered({ name: 'а.pdf' }), offered({ name: 'б.pdf' })] });
    await pass(2 * second);
    expect(await told('не удалось получить')).toBe(1);
    expect(await told('«б.pdf»')).toBe(1);
  });
});
