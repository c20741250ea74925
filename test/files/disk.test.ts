import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createDiskFiles } from '../../core/files/disk/files.ts';
import { describeFiles, type FilesUnderTest } from '../contract/files.ts';
import { newFolder, removeFolder, sqliteUnderTest } from '../storage/folder.ts';
import { startOnSmallDisk } from '../storage/process.ts';
import { aConversation, aTurn } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { exif, jpeg, pdf, png } from '../support/samples.ts';

const log = { warn: () => {} };

const filesIn = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const onDisk = async (fault: (point: string) => void = () => {}): Promise<FilesUnderTest & { folder: string }> => {
  const folder = newFolder();
  const store = await sqliteUnderTest();
  const clock = createSimulatedClock(Date.now());
  const files = createDiskFiles({ folder: join(folder, 'files'), rows: store.fileRows, clock, log, fault });
  return {
    files,
    store,
    clock,
    folder: join(folder, 'files'),
    count: async () => (await filesIn(folder)).length,
    close: async () => {
      await store.close();
      removeFolder(folder);
    },
  };
};

describeFiles('on a disk', onDisk);

describe('the folder of files', () => {
  let parts: Awaited<ReturnType<typeof onDisk>>;
  let die: string | null = null;
  const conversation = aConversation();
  const stage = (bytes: Buffer, name = 'x') =>
    parts.files.stage({
      conversation: conversation.id,
      owner: 'web:elena',
      name,
      source: (async function* () {
        yield bytes;
      })(),
    });
  beforeEach(async () => {
    die = null;
    parts = await onDisk((point) => {
      if (point === die) throw new Error(point);
    });
    await parts.store.turns.commit(aTurn({ conversation, messages: [] }));
  });
  afterEach(() => parts.close());

  test('is for this account alone, and no name of a stranger is in it', async () => {
    await stage(pdf(), '../../etc/passwd.pdf');
    const [path] = await filesIn(parts.folder);
    expect(path).toMatch(/\/[\da-f]{2}\/[\da-f]{32}$/u);
    expect((await stat(path ?? '')).mode & 0o777).toBe(0o600);
    for (const folder of [parts.folder, join(path ?? '', '..')]) expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  test.each(['file:written', 'file:placed', 'file:staged'])(
    'an error at %s leaves no bytes without a row',
    async (point) => {
      die = point;
      await expect(stage(pdf())).rejects.toThrow(point);
      const left = await filesIn(parts.folder);
      const known = await parts.store.fileRows.known(left.map((path) => path.slice(-32)));
      expect(left.length).toBe(known.size);
    },
  );

  test('leftovers of a killed run go: begun ones at start, unknown ones by the sweep, fresh ones stay', async () => {
    const staged = await stage(pdf());
    const name = 'ab'.repeat(16);
    const fresh = 'cd'.repeat(16);
    for (const id of ['incoming', name.slice(0, 2), fresh.slice(0, 2)]) {
      mkdirSync(join(parts.folder, id), { recursive: true });
    }
    await writeFile(join(parts.folder, 'incoming', name), 'half');
    await writeFile(join(parts.folder, 'ab', name), 'whole');
    await writeFile(join(parts.folder, 'cd', fresh), 'whole');
    const past = (Date.now() - 7_200_000) / 1000;
    await utimes(join(parts.folder, 'ab', name), past, past);
    const again = createDiskFiles({ folder: parts.folder, rows: parts.store.fileRows, clock: parts.clock, log });
    await again.clear();
    expect(await again.sweep()).toBe(1);
    const left = (await filesIn(parts.folder)).map((path) => path.slice(-32)).toSorted();
    expect(left).toEqual([fresh, staged.ok ? staged.file.id : ''].toSorted());
  });

  test('where a photo was taken is not kept; which way up it is held is', async () => {
    const secret = 'GPS 55.7558N 37.6173E';
    const photo = jpeg({
      segments: [
        [0xe1, exif(6, secret)],
        [0xfe, Buffer.from('дом 12')],
      ],
      after: Buffer.from(secret),
    });
    const result = await stage(photo, 'IMG_0001.JPG');
    const [path] = await filesIn(parts.folder);
    const kept = await readFile(path ?? '');
    expect(kept.includes('GPS')).toBe(false);
    expect(kept.includes('дом')).toBe(false);
    expect(kept.includes('Exif\0\0MM\0*')).toBe(true);
    expect(result).toMatchObject({ ok: true, file: { name: 'IMG_0001.jpg', picture: { width: 40, height: 30 } } });
    expect(result.ok && result.file.size).toBe(kept.length);
    // Cleaned once more it stays as it is: its orientation was understood.
    const again = await stage(kept);
    expect(again.ok && again.file.size).toBe(kept.length);
  });

  test('a full disk refuses the file by name, leaves nothing of it, and what people write goes on', async () => {
    const folder = newFolder();
    // No file may grow over 2 MB: the database is smaller, the document is not.
    const child = startOnSmallDisk(4096, 'bring-and-say', folder);
    expect(await child.heard('said')).toEqual({ trouble: 'no-room', said: 'committed' });
    await child.ended;
    expect(await filesIn(join(folder, 'files'))).toEqual([]);
    removeFolder(folder);
  });

  test('remarks in a PNG are not kept', async () => {
    const plain = png();
    const result = await stage(
      png({
        chunks: [
          ['tEXt', 'Author\0Elena'],
          ['eXIf', 'MM GPS'],
          ['tIME', '1234567'],
        ],
      }),
    );
    expect(result.ok && result.file.size).toBe(plain.length);
    const [path] = await filesIn(parts.folder);
    expect(await readFile(path ?? '')).toEqual(plain);
  });
});
