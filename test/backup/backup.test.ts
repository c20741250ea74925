/** A copy of everything but the keys, and the way back. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { readTar, tarInto } from '../../core/backup/tar.ts';
import { openCitizen, openOperator, startProduct, tempDir, type Product } from '../support/product.ts';
import { command } from './command.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = tempDir();
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

const photo = Buffer.from('pixels of a passport');

/** Somebody asked, an operator took it, a photo lies there. */
const used = async (product: Product): Promise<{ token: string; number: string; origin: string }> => {
  const elena = await openCitizen(product.url);
  await elena.send('не могу войти');
  await elena.send('оператор');
  const marina = await openOperator(product, 'marina');
  const number = elena.view().number ?? '';
  await marina.act('ticket:claim', number);
  mkdirSync(join(product.dataDir, 'files/ab'), { recursive: true });
  writeFileSync(join(product.dataDir, 'files/ab/photo-1'), photo);
  // An upload that is under way.
  mkdirSync(join(product.dataDir, 'files/incoming'), { recursive: true });
  writeFileSync(join(product.dataDir, 'files/incoming/half'), 'half of a ph');
  elena.close();
  marina.close();
  return { token: elena.token(), number, origin: product.url };
};

describe('a backup', () => {
  test('taken beside the working server comes back whole in another folder, and no number is given again', async () => {
    const product = await startProduct();
    const { token, number, origin } = await used(product);
    const file = join(folder(), 'copies', 'monday.tar');
    const made = await command('backup', product.dataDir, ['create', file]);
    expect(made).toMatchObject({ code: 0, text: expect.stringContaining('проверена') });
    expect(made.text).toContain('Ключей в копии нет');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, '..'))).toEqual(['monday.tar']);

    const later = await openCitizen(product.url);
    await later.send('после копии');
    const lost = later.view().number ?? '';
    later.close();
    const secrets = readFileSync(join(product.dataDir, 'secrets.json'));
    await product.end();

    const dataDir = folder();
    const said = await command('backup', dataDir, ['restore', file]);
    expect(said).toMatchObject({ code: 0, text: expect.stringContaining('10000') });
    expect(readFileSync(join(dataDir, 'files/ab/photo-1'))).toEqual(photo);
    writeFileSync(join(dataDir, 'secrets.json'), secrets, { mode: 0o600 });
    const again = await startProduct({ dataDir });
    const elena = await openCitizen(again.url, token, origin);
    expect(elena.view().number).toBe(number);
    expect(elena.view().who.kind).toBe('operator');
    // A screen that had seen more than the backup holds is not left waiting for lines that were lost.
    expect(await elena.open(5_000)).toMatchObject({ ok: true, messages: expect.arrayContaining([expect.anything()]) });
    const fresh = await openCitizen(again.url);
    await fresh.send('новый вопрос');
    const counter = (one: string): number => Number(one.split('-')[1]);
    expect(counter(fresh.view().number ?? '')).toBeGreaterThan(counter(lost) + 9_000);
    elena.close();
    fresh.close();
    await again.end();
  });

  test('holds no key and no way in, and any tar can open it', async () => {
    const product = await startProduct();
    await used(product);
    const file = join(folder(), 'copy.tar');
    await command('backup', product.dataDir, ['create', file]);
    const names = execFileSync('tar', ['-tf', file], { encoding: 'utf8' }).trim().split('\n');
    expect(names).toEqual(['desk.db', 'files/ab/photo-1', 'manifest.json']);
    const { visitorKey } = JSON.parse(readFileSync(join(product.dataDir, 'secrets.json'), 'utf8'));
    const bytes = readFileSync(file, 'latin1');
    expect(bytes).not.toContain(visitorKey);
    expect(bytes).not.toContain(product.password('marina'));
    await product.end();
  });

  test('goes without a name into the data folder, one file a time', async () => {
    const product = await startProduct();
    await command('backup', product.dataDir, ['create']);
    const [made = ''] = readdirSync(join(product.dataDir, 'backups'));
    expect(made).toMatch(/^desk-\d{4}-.*\.tar$/u);
    const file = join(product.dataDir, 'backups', made);
    expect(await command('backup', product.dataDir, ['check', file])).toMatchObject({ code: 0 });
    expect(await command('backup', product.dataDir, ['create', file])).toMatchObject({
      code: 1,
      text: expect.stringContaining('уже есть'),
    });
    await product.end();
  });
});

describe('restoring is refused, and nothing is touched', () => {
  let product: Product;
  let file: string;
  beforeAll(async () => {
    product = await startProduct();
    await used(product);
    file = join(folder(), 'copy.tar');
    await command('backup', product.dataDir, ['create', file]);
  });
  afterAll(() => product.end());

  test('over a running server, with --force too', async () => {
    const said = await command('backup', product.dataDir, ['restore', file, '--force']);
    expect(said).toMatchObject({ code: 1, text: expect.stringContaining('занята') });
    expect((await fetch(`${product.url}/healthz/ready`)).status).toBe(200);
  });

  test('over data without --force; with it they are put aside', async () => {
    const dataDir = folder();
    await command('backup', dataDir, ['restore', file]);
    const before = readFileSync(join(dataDir, 'desk.db'));
    expect(await command('backup', dataDir, ['restore', file])).toMatchObject({
      code: 1,
      text: expect.stringContaining('--force'),
    });
    expect(readFileSync(join(dataDir, 'desk.db'))).toEqual(before);
    expect(await command('backup', dataDir, ['restore', file, '--force'])).toMatchObject({ code: 0 });
    const aside = readdirSync(dataDir).find((name) => name.startsWith('before-restore')) ?? '';
    expect(readFileSync(join(dataDir, aside, 'desk.db'))).toEqual(before);
    expect(readFileSync(join(dataDir, aside, 'files/ab/photo-1'))).toEqual(photo);
  });

  const spoilt = (change: (bytes: Buffer) => Buffer): string => {
    const path = join(folder(), 'spoilt.tar');
    writeFileSync(path, change(readFileSync(file)));
    return path;
  };

  test.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['one changed byte', (bytes) => bytes.fill(bytes.readUInt8(9000) ^ 1, 9000, 9001), /не такой, каким был/u],
    ['cut short', (bytes) => bytes.subarray(0, bytes.length / 2), /обрывается/u],
    ['something else', () => Buffer.from('это не архив'.repeat(100)), /не архив/u],
    ['empty', () => Buffer.alloc(0), /обрывается/u],
  ])('from a file that is %s', async (_, change, why) => {
    const dataDir = folder();
    const said = await command('backup', dataDir, ['restore', spoilt(change)]);
    expect(said.code).toBe(1);
    expect(said.text).toMatch(why);
    expect(existsSync(join(dataDir, 'desk.db'))).toBe(false);
    expect(readdirSync(dataDir)).toEqual(['lock.db']);
  });

  test('from an archive that wants to write elsewhere (B62)', async () => {
    const dataDir = folder();
    for (const name of ['../evil', 'files/../../evil', '/tmp/evil', 'secrets.json', 'files/.hidden']) {
      const path = join(folder(), 'slip.tar');
      const handle = await open(path, 'wx');
      const tar = tarInto(handle, 0);
      const content = Buffer.from('x');
      await tar.add(name, 1, [content]);
      const sha256 = createHash('sha256').update(content).digest('hex');
      const manifest = { format: 1, takenAt: '', tables: 1, entries: { [name]: { size: 1, sha256 } } };
      const list = Buffer.from(JSON.stringify(manifest));
      await tar.add('manifest.json', list.length, [list]);
      await tar.end();
      await handle.close();
      const said = await command('backup', dataDir, ['restore', path]);
      expect(said).toMatchObject({ code: 1, text: expect.stringContaining('лишнее') });
    }
    expect(readdirSync(dataDir)).toEqual(['lock.db']);
  });

  test('a restore that was interrupted lets no server start until it is done again', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'restore-unfinished'), '');
    await expect(startProduct({ dataDir })).rejects.toThrow('восстановление из копии было прервано');
    expect(existsSync(join(dataDir, 'desk.db'))).toBe(false);
    expect(await command('backup', dataDir, ['restore', file])).toMatchObject({ code: 0 });
    await (await startProduct({ dataDir })).stop();
  });
});

test('how to use it is said for anything else', async () => {
  for (const args of [[], ['restore'], ['create', 'a', 'b'], ['destroy'], ['create', '--fast']]) {
    const said = await command('backup', folder(), args);
    expect(said).toMatchObject({ code: 1, text: expect.stringContaining('npm run backup -- create') });
  }
  expect(await command('backup', folder(), ['create'])).toMatchObject({
    code: 1,
    text: expect.stringContaining('нет базы данных'),
  });
});

test('files beyond eight gigabytes keep their size in the archive', async () => {
  const path = join(folder(), 'huge.tar');
  const handle = await open(path, 'wx+');
  const size = 9 * 2 ** 30;
  const tar = tarInto(handle, 0);
  await expect(tar.add('desk.db', size, [])).rejects.toThrow('changed while it was read');
  for await (const entry of readTar(handle)) {
    expect(entry).toMatchObject({ name: 'desk.db', size });
    break;
  }
  await handle.close();
});
