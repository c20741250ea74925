/**
 * F9 with a real kill -9: while bytes of a citizen's file come in from Telegram and VK, and while parts of an album
 * become a line. Afterwards the line has its files, each once and whole, and nothing else lies on the disk.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { album, document } from '../../bots/sandbox/telegram/content.ts';
import { doc } from '../../bots/sandbox/vk/content.ts';
import { albumJob } from '../../core/desk/albums.ts';
import { fetchFile } from '../../core/desk/offered.ts';
import type { Message } from '../../core/domain/message.ts';
import { eventually } from '../support/product.ts';
import { pdf } from '../support/samples.ts';
import { createField, newFolder, removeFolder, type Field } from './field.ts';
import { pause } from './link.ts';
import type { PhoneCitizen, Phones } from './phones.ts';
import { openPlatforms, type Platforms } from './platforms.ts';
import type { FaultPoint } from './protocol.ts';
import { startService, type Service } from './service.ts';
import { readStored } from './stored.ts';

const seed = 20_260_304;
const channels = ['telegram', 'vk'] as const;
/** A lease of what died must run out. */
const patienceMs = 30_000;
const type = 'application/pdf';

let platforms: Platforms;
let service: Service;
let field: Field;
let phones: Phones;

beforeAll(async () => {
  platforms = await openPlatforms('pushed', 20);
  const { env, haste } = platforms;
  service = await startService({ dataDir: newFolder(), env, haste });
  await platforms.settleIn();
  await eventually(() => platforms.telegram.webhookUrl() !== '', patienceMs);
  field = createField({ dataDir: service.dataDir, url: service.up, seed, platforms, log: service.log });
  if (!field.phones) throw new Error('platforms are there');
  phones = field.phones;
});

afterAll(async () => {
  await service.stop();
  await platforms.close();
  removeFolder(service.dataDir);
});

/** Every file differs from every other by its length. */
let size = 400;
const freshPdf = (): Buffer => pdf((size += 1));

const inTelegram = ({ peer }: PhoneCitizen) => platforms.telegram.chat({ id: Number(peer), firstName: 'Елена' });
const telegramFile = (bytes: Buffer, name: string, caption = ''): object =>
  document(platforms.telegram.shelf.add({ name, type, bytes }), caption);

const sendFile = (citizen: PhoneCitizen, bytes: Buffer): void => {
  const name = 'Ответ портала.pdf';
  if (citizen.channel === 'telegram') inTelegram(citizen).sendContent(telegramFile(bytes, name));
  else {
    const { shelf, urlOf } = platforms.vk;
    const attachment = doc(shelf.add({ name, type, bytes }), Number(citizen.peer), urlOf);
    platforms.vk.dialogue({ id: Number(citizen.peer), firstName: 'Елена' }).sendContent({ attachments: [attachment] });
  }
};

const linesOf = ({ peer }: PhoneCitizen): readonly Message[] =>
  readStored(service.dataDir).conversations.find((one) => one.peer === peer)?.messages ?? [];
const withFiles = (citizen: PhoneCitizen): readonly Message[] =>
  linesOf(citizen).filter(({ author, files }) => author.kind === 'citizen' && files.length > 0);

const folder = (): string => join(service.dataDir, 'files');
/** Every file in the house, by its id, wherever it lies. */
const onDisk = (): ReadonlyMap<string, Buffer> => {
  const paths = readdirSync(folder(), { recursive: true }).map((path) => join(folder(), String(path)));
  return new Map(
    paths.filter((path) => statSync(path).isFile()).map((path) => [basename(path), readFileSync(path)] as const),
  );
};
/** Of all conversations. */
const known = (): readonly string[] =>
  readStored(service.dataDir).conversations.flatMap(({ messages }) =>
    messages.flatMap(({ files }) => files.map(({ id }) => id)),
  );

const killedAt = async (point: FaultPoint, count: number, act: () => void): Promise<void> => {
  const before = service.deaths();
  expect(await service.arm({ point, count, aimed: false })).toBe(true);
  act();
  while (service.deaths() === before) await pause(5);
  await service.up();
};

/** What died in the middle was taken up again and done. */
const jobsDone = (): true | null => {
  const db = new DatabaseSync(join(service.dataDir, 'desk.db'), { readOnly: true, timeout: 5_000 });
  const left = db.prepare('SELECT 1 FROM jobs WHERE kind IN (?, ?)').get(albumJob, fetchFile);
  db.close();
  return left === undefined || null;
};

/** The line that holds these files, in this order, whole, and the only one with any. */
const oneLine = async (citizen: PhoneCitizen, wanted: readonly Buffer[]): Promise<Message> => {
  await platforms.quiet();
  await eventually(jobsDone, patienceMs);
  const [line, ...more] = withFiles(citizen);
  if (!line) throw new Error('there is none');
  expect(more).toEqual([]);
  expect(line.files.map(({ state }) => state.kind)).toEqual(wanted.map(() => 'ready'));
  const disk = onDisk();
  expect(line.files.map(({ id }) => disk.get(id)?.toString('base64'))).toEqual(
    wanted.map((bytes) => bytes.toString('base64')),
  );
  return line;
};

const nothingLeft = async (): Promise<void> => {
  await field.verifySettled();
  expect([...onDisk().keys()].toSorted()).toEqual(known().toSorted());
};

const arrived = async (citizen: PhoneCitizen): Promise<PhoneCitizen> => {
  phones.say(citizen);
  await field.verifySettled();
  return citizen;
};

test.each(['file:written', 'file:placed', 'file:fetched'] as const)(
  'killed at %s while a file comes from Telegram and one from VK: each line has its file, once and whole',
  async (point) => {
    const crowd = channels.map((channel) => phones.arrive(channel));
    await Promise.all(crowd.map(arrived));
    const files = crowd.map(() => freshPdf());
    await killedAt(point, 1, () => crowd.forEach((citizen, at) => sendFile(citizen, files[at] as Buffer)));
    for (const [at, citizen] of crowd.entries()) await oneLine(citizen, [files[at] as Buffer]);
    await nothingLeft();
  },
);

/** Parts come in turns of their own; the one after them makes the line. */
const parts = 3;

test.each([
  { when: 'when its last part is kept and not yet acknowledged', point: 'turn:committed', count: parts },
  { when: 'before its line is stored', point: 'turn:stepped', count: parts + 1 },
  { when: 'when its line is stored and the job not yet done', point: 'turn:committed', count: parts + 1 },
] as const)('an album, killed $when, is one line with every part once', async ({ point, count }) => {
  const citizen = await arrived(phones.arrive('telegram'));
  const files = Array.from({ length: parts }, freshPdf);
  const contents = files.map((bytes, at) => telegramFile(bytes, `${at + 1}.pdf`, at === 0 ? 'забыл пароль' : ''));
  await killedAt(point, count, () => album(contents).forEach((content) => inTelegram(citizen).sendContent(content)));
  const line = await oneLine(citizen, files);
  expect(line.text).toBe('забыл пароль');
  expect(line.files.map(({ name }) => name)).toEqual(['1.pdf', '2.pdf', '3.pdf']);
  await nothingLeft();
});
