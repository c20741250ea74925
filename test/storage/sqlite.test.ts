/** What only the embedded store promises of its folder and its file. */
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreBroken, StoreLocked } from '../../core/storage/sqlite/errors.ts';
import { migrations } from '../../core/storage/sqlite/migrations.ts';
import { aTurn } from '../support/builders.ts';
import { inFolder } from './in-folder.ts';
import { start } from './process.ts';

const { folder, file, open, running, use } = inFolder();

const refusalToOpen = (): unknown => {
  try {
    open();
  } catch (error) {
    return error;
  }
  throw new Error('the store opened');
};
test('the audit cannot be changed or thinned out, whoever opens the file', async () => {
  const store = open();
  const line = { at: 1, actor: 'op-1', action: 'person:off', ticket: null, details: { person: 'op-2' } };
  await store.audit.write([line]);
  await store.close();
  const db = new DatabaseSync(file());
  expect(() => db.exec("UPDATE audit SET actor = 'op-3'")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM audit')).toThrow('append-only');
  expect(() => db.exec("INSERT OR REPLACE INTO audit (key, at, actor, action) VALUES (1, 1, 'x', 'y')")).toThrow(
    'only',
  );
  expect(db.prepare('SELECT actor FROM audit').all()).toEqual([{ actor: 'op-1' }]);
  db.close();
});

describe('the data folder', () => {
  test('a second process on the same folder is refused at once, in words that name folder and cure', async () => {
    const holder = running(start('open', folder()));
    await holder.heard('opened');
    const refused = refusalToOpen();
    expect(refused).toBeInstanceOf(StoreLocked);
    expect(String(refused)).toContain(folder());
    expect(String(refused)).toContain('DATA_DIR');
    const second = running(start('open', folder()));
    expect(await second.heard('refused')).toMatchObject({ refused: 'StoreLocked' });
  });

  test('the lock dies with a killed process, and the unclean stop is known', async () => {
    const holder = running(start('open', folder()));
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
    await use();
    truncateSync(file(), statSync(file()).size - 8192);
    expectBroken(/повреждён/u);
  });

  test('a file with one damaged page among the lines of citizens is refused', async () => {
    await use();
    const db = new DatabaseSync(file());
    const leaf = db.prepare("SELECT pageno FROM dbstat WHERE name = 'messages' AND pagetype = 'leaf'").get();
    db.close();
    const bytes = readFileSync(file());
    const start = (Number(leaf?.['pageno']) - 1) * 4096;
    bytes.fill(0xa5, start, start + 64);
    writeFileSync(file(), bytes);
    expectBroken(/повреждён/u);
  });

  test('a database of a newer program is refused and left as it is', async () => {
    const id = await use();
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
    await use();
    rmSync(join(folder(), 'lock.db'));
    chmodSync(folder(), 0o777);
    chmodSync(file(), 0o444);
    const refused = await running(start('open-as-nobody', folder())).heard('refused');
    expect(refused['refused']).toBe('StoreBroken');
    expect(refused['message']).toContain(file());
    expect(refused['message']).toContain('только для чтения');
  });
});
