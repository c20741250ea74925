/** The doctor looks the installation over beside a running server and without one. */
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lookAtIndex } from '../../core/storage/sqlite/search/beside.ts';
import { eventually, freshId, openCitizen, startProduct, tempDir, type Product } from '../support/product.ts';
import { command, type Said } from './command.ts';

const doctor = (dataDir: string, ...args: readonly string[]): Promise<Said> => command('doctor', dataDir, args);

let product: Product;
const folders: string[] = [];
/** Of an installation that is stopped, with one dialogue in it. */
const copy = (): string => {
  const made = tempDir();
  folders.push(made);
  cpSync(product.dataDir, made, { recursive: true });
  chmodSync(made, 0o700);
  return made;
};
let running: Said;
beforeAll(async () => {
  product = await startProduct();
  const elena = await openCitizen(product.url);
  await elena.send('забыл пароль');
  elena.close();
  running = await doctor(product.dataDir);
  await product.stop();
});
afterAll(() => {
  for (const made of [product.dataDir, ...folders]) rmSync(made, { recursive: true, force: true });
});

const change = (dataDir: string, sql: string): void => {
  const db = new DatabaseSync(join(dataDir, 'desk.db'));
  db.exec('PRAGMA foreign_keys = OFF');
  db.exec(sql);
  db.close();
};

describe('the doctor', () => {
  test('finds a fresh installation in order, running and stopped, and changes nothing', async () => {
    expect(running.text).toContain('Плохо: 0');
    expect(running.text).toContain('Контакты никем не проверены');
    expect(running.text).toMatch(/[✓!] (?:Производственный|В производственном) календар/u);
    expect(running.code).toBe(0);
    const dataDir = copy();
    const before = readFileSync(join(dataDir, 'desk.db'));
    expect(await doctor(dataDir)).toMatchObject({ code: 0 });
    expect(readFileSync(join(dataDir, 'desk.db'))).toEqual(before);
  });

  test.each<[string, string, RegExp]>([
    [
      'a line is missing',
      'DELETE FROM messages WHERE seq = 2',
      /✗ диалоги, в номерах сообщений которых есть пропуск: 1/u,
    ],
    [
      'a ticket belongs to nobody known',
      "UPDATE tickets SET owner = 'ghost'",
      /✗ обращения, которыми владеет неизвестный человек: 1/u,
    ],
    ['a number could be given again', 'UPDATE numbers SET taken = 0', /✗ обращения с номером больше счётчика/u],
    ['a line has no conversation', 'UPDATE messages SET conversation = 99', /✗ строка таблицы messages/u],
    ['a conversation lost its ticket', "UPDATE conversations SET ticket = '26-999999-9'", /✗ диалоги, чьё текущее/u],
    ['a dialogue has no address', 'DELETE FROM addresses', /✗ диалоги без адреса/u],
  ])('says when %s, with the cure and a bad exit code', async (_, sql, words) => {
    const dataDir = copy();
    change(dataDir, sql);
    const said = await doctor(dataDir);
    expect(said.text).toMatch(words);
    expect(said.text).toContain('npm run backup -- restore');
    expect(said.code).toBe(1);
  });

  test('names a damaged file and a folder that others can read', async () => {
    const dataDir = copy();
    chmodSync(join(dataDir, 'secrets.json'), 0o644);
    writeFileSync(join(dataDir, 'desk.db'), 'не база'.repeat(2000));
    const said = await doctor(dataDir);
    expect(said.code).toBe(1);
    expect(said.text).toMatch(/✗ .*повреждён/u);
    expect(said.text).toMatch(/secrets\.json» могут читать другие\n +chmod go=/u);
  });

  test('names lost keys, wrong settings and an empty folder', async () => {
    const dataDir = copy();
    rmSync(join(dataDir, 'secrets.json'));
    expect((await doctor(dataDir)).text).toMatch(/✗ Ключей нет/u);
    const wrong = await command('doctor', dataDir, [], { PORT: 'x', LOG_LEVEL: 'loud' });
    expect(wrong.text).toMatch(/✗ Настройка PORT/u);
    expect(wrong.text).toMatch(/✗ Настройка LOG_LEVEL/u);
    const empty = tempDir();
    expect(await doctor(empty)).toMatchObject({ code: 1, text: expect.stringContaining('npm start') });
    rmSync(empty, { recursive: true });
  });

  test('names personal data whose key is not here', async () => {
    const dataDir = copy();
    change(
      dataDir,
      `INSERT INTO personal (conversation, ref, kind, sealed_by, nonce, box, hash)
       SELECT key, 'r', 'snils', 'lost-key', x'00', x'00', x'00' FROM conversations LIMIT 1`,
    );
    const said = await doctor(dataDir);
    expect(said.text).toMatch(/✗ часть персональных данных зашифрована другим ключом\n +верните прежний ключ/u);
    expect(said.code).toBe(1);
  });

  test('names files of messages and of prepared answers that are not on the disk, or are cut', async () => {
    const dataDir = copy();
    const [id, prepared] = ['ab'.repeat(16), 'abcd'.repeat(8)];
    change(
      dataDir,
      `INSERT INTO files (id, name, kind, size, state, conversation, owner, at)
       SELECT '${id}', 'a.pdf', 'pdf', 10, 'ready', key, 'citizen', 0 FROM conversations LIMIT 1;
       INSERT INTO canned_files (id, owner, name, kind, size, at) VALUES ('${prepared}', 'operator:x', 'b.pdf', 'pdf', 3, 0)`,
    );
    expect(await doctor(dataDir)).toMatchObject({ code: 1, text: expect.stringContaining('нет на диске: 2 из 2') });
    mkdirSync(join(dataDir, 'files/ab'), { recursive: true });
    for (const one of [id, prepared]) writeFileSync(join(dataDir, 'files/ab', one), 'cut');
    expect((await doctor(dataDir)).text).toContain('не той длины: 1 из 2');
    writeFileSync(join(dataDir, 'files/ab', id), 'ten bytes.');
    expect(await doctor(dataDir)).toMatchObject({
      code: 0,
      text: expect.stringContaining('Файлы сообщений и шаблонов на месте: 2'),
    });
  });

  test('says how to use it', async () => {
    const dataDir = copy();
    for (const args of [['heal'], ['retry'], ['retry', 'a', 'b'], ['--now']]) {
      expect(await doctor(dataDir, ...args)).toMatchObject({ code: 2, text: expect.stringContaining('retry') });
    }
    expect(await doctor(dataDir, 'drop', 'web:none')).toMatchObject({
      code: 1,
      text: expect.stringContaining('события нет'),
    });
  });
});

test('an event that was given up is listed, tried again beside the running server, and answered', async () => {
  let ill = false;
  const own = await startProduct({
    dataDir: copy(),
    fault: (point) => {
      if (ill && point === 'turn:stepped') throw new Error('ошибка с номером 112-233-445 95');
    },
  });
  const elena = await openCitizen(own.url);
  ill = true;
  const clientId = freshId();
  for (let tries = 1; tries <= 3; tries += 1) await elena.send('забыл пароль', clientId);
  ill = false;
  expect(elena.texts().join()).not.toContain('забыл пароль');
  const said = await doctor(own.dataDir);
  expect(said.text).toMatch(/! Событие не удалось обработать/u);
  expect(said.text).not.toMatch(/112|забыл пароль/u);
  const key = /-- retry '([^']+)'/u.exec(said.text)?.[1] ?? '';
  expect(key).toContain(clientId);
  expect(await doctor(own.dataDir, 'retry', key)).toMatchObject({ code: 0 });
  await eventually(() => elena.texts().includes('забыл пароль'), 30_000);
  await eventually(() => elena.view().number !== null);
  expect((await doctor(own.dataDir)).text).toContain('Необработанных событий нет');
  elena.close();
  await own.stop();
});

test('the search index is made anew beside the running server, which tells how far it has come', async () => {
  const own = await startProduct({ dataDir: copy() });
  const file = join(own.dataDir, 'search.db');
  const elena = await openCitizen(own.url);
  await elena.send('оформляю загранпаспорт');
  await eventually(() => (lookAtIndex(file)?.indexed ?? 0) > 2, 30_000);
  expect(await doctor(own.dataDir, 'reindex')).toMatchObject({ code: 0 });
  await elena.send('и ещё вопрос');
  await eventually(() => (lookAtIndex(file)?.indexed ?? 0) > 4, 30_000);
  while (!(await doctor(own.dataDir)).text.includes('Поиск видит все сообщения'));
  elena.close();
  await own.stop();
  // Nobody works on it any more.
  await doctor(own.dataDir, 'reindex');
  expect((await doctor(own.dataDir)).text).toMatch(/! Поиск видит 0 сообщений из \d+\n.*doctor -- reindex/u);
});
