/** What only the embedded store promises: its folder, its file, kill -9, a locked database, a full disk. */
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Refusal } from '../../core/domain/refusal.ts';
import { StoreBroken, StoreLocked } from '../../core/storage/sqlite/errors.ts';
import { migrations } from '../../core/storage/sqlite/migrations.ts';
import type { SqliteStore, SqliteStoreOptions } from '../../core/storage/sqlite/open.ts';
import { aConversation, aMessage, aTurn, following } from '../support/builders.ts';
import { newFolder, removeFolder, storeIn } from './folder.ts';
import { start, startOnSmallDisk } from './process.ts';
import type { Running } from './process.ts';

let folder = '';
let endings: (() => Promise<void>)[] = [];
const file = (): string => join(folder, 'desk.db');

beforeEach(() => {
  folder = newFolder();
});
afterEach(async () => {
  for (const end of endings) await end();
  endings = [];
  removeFolder(folder);
});

const open = (over: Partial<SqliteStoreOptions> = {}): SqliteStore => {
  const store = storeIn(folder, over);
  endings.push(() => store.close());
  return store;
};
const running = (process: Running): Running => {
  endings.push(() => process.kill());
  return process;
};
const refusalToOpen = (): unknown => {
  try {
    open();
  } catch (error) {
    return error;
  }
  throw new Error('the store opened');
};
/** A folder with one citizen in it, closed. */
const aUsedFolder = async (): Promise<string> => {
  const store = storeIn(folder);
  const turn = aTurn({ messages: Array.from({ length: 200 }, (_, index) => aMessage({ seq: index + 1 })) });
  await store.turns.commit(turn);
  await store.close();
  return turn.conversation.id;
};

describe('the data folder', () => {
  test('a second process on the same folder is refused at once, in words that name folder and cure', async () => {
    const holder = running(start('open', folder));
    await holder.heard('opened');
    const refused = refusalToOpen();
    expect(refused).toBeInstanceOf(StoreLocked);
    expect(String(refused)).toContain(folder);
    expect(String(refused)).toContain('DATA_DIR');
    const second = running(start('open', folder));
    expect(await second.heard('refused')).toMatchObject({ refused: 'StoreLocked' });
  });

  test('the lock dies with a killed process, and the unclean stop is known', async () => {
    const holder = running(start('open', folder));
    await holder.heard('opened');
    await holder.kill();
    const store = open();
    expect(store.wasUnclean).toBe(true);
    await store.close();
    expect(open().wasUnclean).toBe(false);
  });

  test('a closed store lets the folder go and refuses what comes later', async () => {
    const store = open();
    const inFlight = store.turns.commit(aTurn());
    await store.close();
    await expect(inFlight).resolves.toBe('committed');
    await expect(store.turns.commit(aTurn())).rejects.toMatchObject({ code: 'busy' });
    expect(open().wasUnclean).toBe(false);
  });

  test('what citizens wrote can be read by nobody else on the machine', async () => {
    const store = open();
    await store.turns.commit(aTurn());
    expect(statSync(file()).mode & 0o077).toBe(0);
    expect(statSync(`${file()}-wal`).mode & 0o077).toBe(0);
  });
});

describe('a file that cannot be used', () => {
  const expectBroken = (reason: RegExp): void => {
    const refused = refusalToOpen();
    expect(refused).toBeInstanceOf(StoreBroken);
    expect(String(refused)).toContain(file());
    expect(String(refused)).toMatch(reason);
  };

  test('no database at all is refused', () => {
    writeFileSync(file(), 'это не база данных, а что-то другое'.repeat(100));
    expectBroken(/повреждён.*резервной копии/u);
    expect(readFileSync(file(), 'utf8')).toMatch(/^это не база/u);
  });

  test('a file cut short is refused', async () => {
    await aUsedFolder();
    truncateSync(file(), statSync(file()).size - 8192);
    expectBroken(/повреждён/u);
  });

  test('a file damaged in the middle is refused', async () => {
    await aUsedFolder();
    const bytes = readFileSync(file());
    // Every page but the first, from its head on, where the page tells what lies in it.
    for (let page = 1; page * 4096 < bytes.length; page += 1) bytes.fill(0xa5, page * 4096, page * 4096 + 64);
    writeFileSync(file(), bytes);
    expectBroken(/повреждён/u);
  });

  test('a database of a newer program is refused and left as it is', async () => {
    const id = await aUsedFolder();
    const db = new DatabaseSync(file());
    db.exec('PRAGMA user_version = 99');
    expectBroken(/более новой версией.*99/u);
    db.exec(`PRAGMA user_version = ${migrations.length}`);
    db.close();
    expect(await open().turns.load(id)).not.toBeNull();
  });

  test('a folder in the place of the file is refused', () => {
    mkdirSync(file());
    expectBroken(/unable to open|открыть нельзя/u);
  });

  test('a file that may only be read is refused', async () => {
    await aUsedFolder();
    rmSync(join(folder, 'lock.db'));
    chmodSync(folder, 0o777);
    chmodSync(file(), 0o444);
    const refused = await running(start('open-as-nobody', folder)).heard('refused');
    expect(refused['refused']).toBe('StoreBroken');
    expect(refused['message']).toContain(file());
    expect(refused['message']).toContain('только для чтения');
  });
});

describe('kill -9', () => {
  const lived = (process: Running, key: string): readonly string[] =>
    process.told.flatMap((line) => (key in line ? [String(line[key])] : []));

  test.each([
    ['commit:begun', '1'],
    ['commit:begun', '4'],
    ['commit:written', '1'],
    ['commit:written', '5'],
    ['commit:done', '1'],
    ['commit:done', '3'],
  ])('at %s number %s: what was acknowledged is there, the rest is whole or not at all', async (point, count) => {
    const child = running(start('write-and-die', folder, point, count));
    expect(await child.ended).toBe('SIGKILL');
    const store = open();
    expect(store.wasUnclean).toBe(true);
    expect(store.check()).toEqual([]);
    const done = lived(child, 'done');
    const sent = lived(child, 'sent');
    expect(sent.length).toBe(Number(count) * 20);
    expect(done.length).toBe((Number(count) - 1) * 20);
    for (const id of sent) {
      const loaded = await store.turns.load(id);
      const { messages } = await store.views.messagesAfter(id, 0, 10, 'staff');
      const receipt = await store.turns.receipt(`event-${id}`);
      expect(loaded !== null).toBe(done.includes(id) || point === 'commit:done');
      if (loaded === null) expect([messages, receipt]).toEqual([[], null]);
      else expect([messages.length, loaded.tickets.length, receipt?.seq]).toEqual([1, 1, 1]);
    }
  });

  test('in the middle of a migration: the version before it stays whole and opens', async () => {
    const id = await aUsedFolder();
    const child = running(start('migrate-and-die', folder));
    await child.heard('migrating');
    expect(await child.ended).toBe('SIGKILL');
    const store = open();
    expect(store.check()).toEqual([]);
    expect(await store.turns.load(id)).not.toBeNull();
    expect(await store.views.audit('T', 1)).toEqual([]);
  });

  test('in the first migration: the next start makes a usable store', async () => {
    expect(() =>
      open({
        fault: (point) => {
          throw new Error(point);
        },
      }),
    ).toThrow('migration:written');
    expect(await open().turns.commit(aTurn())).toBe('committed');
  });
});

describe('a database that another program holds', () => {
  const hold = (): (() => void) => {
    const other = new DatabaseSync(file());
    other.exec('BEGIN EXCLUSIVE');
    return () => other.close();
  };
  const countTicks = (): (() => number) => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    return () => {
      clearInterval(timer);
      return ticks;
    };
  };

  test('for a moment: the turn waits and is written, everything else goes on meanwhile', async () => {
    const store = open();
    const known = aTurn();
    await store.turns.commit(known);
    const release = hold();
    const ticks = countTicks();
    const waiting = store.turns.commit(aTurn());
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await store.turns.load(known.conversation.id)).not.toBeNull();
    const also = store.turns.commit(aTurn());
    release();
    expect(await Promise.all([waiting, also])).toEqual(['committed', 'committed']);
    expect(ticks()).toBeGreaterThan(20);
  });

  test('for longer than five seconds: the turn is refused as busy, later ones are written', async () => {
    const store = open();
    const release = hold();
    const ticks = countTicks();
    const turn = aTurn();
    await expect(store.turns.commit(turn)).rejects.toMatchObject({ name: 'Refusal', code: 'busy' });
    expect(ticks()).toBeGreaterThan(150);
    release();
    expect(await store.turns.commit(turn)).toBe('committed');
  });
});

describe('a commit that fails', () => {
  test('on a full disk every turn of the group is refused as busy, and the store goes on when there is room', async () => {
    let full = true;
    const store = open({
      fault: (point) => {
        if (full && point === 'commit:written')
          throw Object.assign(new Error('database or disk is full'), { errcode: 13 });
      },
    });
    const turns = [aTurn(), aTurn()];
    const refused = await Promise.allSettled(turns.map((turn) => store.turns.commit(turn)));
    for (const each of refused) {
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'busy', cause: { errcode: 13 } } });
    }
    full = false;
    for (const turn of turns) expect(await store.turns.receipt(turn.dedupe)).toBeNull();
    expect(await Promise.all(turns.map((turn) => store.turns.commit(turn)))).toEqual(['committed', 'committed']);
  });

  test('a real full disk: refused as busy, still readable, nothing half, nothing lost', async () => {
    const child = running(startOnSmallDisk(8192, 'fill', folder));
    expect(await child.heard('refused')).toMatchObject({ refused: 'busy', readable: true, half: false });
    await child.ended;
    const store = open();
    expect(store.check()).toEqual([]);
    const done = child.told.flatMap((line) => ('done' in line ? [String(line['done'])] : []));
    expect(done.length).toBeGreaterThan(5);
    for (const id of done) expect((await store.views.messagesAfter(id, 0, 10, 'staff')).messages).toHaveLength(3);
    expect(await store.turns.commit(aTurn())).toBe('committed');
  });

  test("an error that is not the disk's reaches the one who asked as it is", async () => {
    const store = open();
    const conversation = aConversation();
    await store.turns.commit(aTurn({ conversation }));
    const refused = store.turns.commit(
      aTurn({ conversation: following(conversation), messages: [aMessage({ seq: 9 })] }),
    );
    await expect(refused).rejects.toThrow('do not follow line 1');
    await expect(refused).rejects.not.toBeInstanceOf(Refusal);
  });
});
