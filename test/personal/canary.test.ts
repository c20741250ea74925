/** People write what they must not, things fail, and nothing of it is found anywhere but in the vault. */
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { pino } from 'pino';
import { createBackup } from '../../core/backup/create.ts';
import type { QueueRow } from '../../operator-console/contract.ts';
import { given } from '../support/administration.ts';
import {
  ended,
  eventually,
  freshId,
  openCitizen,
  openOperator,
  signIn,
  tempDir,
  type Product,
} from '../support/product.ts';
import { pdf } from '../support/samples.ts';
import { citizenSide, staged } from '../support/uploads.ts';
import { canary, leaksIn, leaksInFiles, leaksInTables } from './canary.ts';
import { startPersonal } from './form.ts';

/** A word that is nobody's: where it is not found, nobody looked. */
const plainWord = 'подопытная';

const logs: string[] = [];
let failing: string | null = null;
let product: Product;
const tokens: string[] = [];
const shown: string[] = [];

const fault = (point: string): void => {
  if (failing !== null && point === 'turn:stepped') throw new Error(`it broke on ${failing}`);
};

const fillForm = async (): Promise<string> => {
  const elena = await openCitizen(product.url);
  tokens.push(elena.token());
  const says = async (text: string, answer: string): Promise<void> => {
    await elena.send(text);
    await eventually(() => elena.texts().slice(-2).join('\n').includes(answer));
  };
  await says('перезвоните мне пожалуйста', 'Даёте согласие');
  await says('согласна', 'Как вас зовут?');
  await says(canary.name, 'Ваш СНИЛС?');
  await says(canary.wrongSnils, 'опечатка');
  await says(canary.snils, 'Ваш ИНН?');
  await says(canary.inn, 'Ваш паспорт?');
  await says(canary.passport, 'Осталось');
  await says(`12.03.2015 ${canary.issuer}`, 'Куда перезвонить?');
  await says(canary.phone, 'Куда написать?');
  await says(canary.email, 'О чём поговорим?');
  await says(`${plainWord} карта ${canary.card}, пароль ${canary.password}`, 'Проверьте');
  await elena.press('Отправить');
  const number = await eventually(() => elena.view().number);
  shown.push(JSON.stringify([...elena.messages.values()]));
  elena.close();
  return number;
};

const writeFreely = async (): Promise<string> => {
  const elena = await openCitizen(product.url);
  tokens.push(elena.token());
  await elena.open();
  await elena.send(`не могу войти, СНИЛС ${canary.snils}, пароль: ${canary.password}`);
  await elena.send(`код из смс ${canary.code}, телефон ${canary.phone}, ${canary.email}`);
  const file = await staged(citizenSide(product.url, elena), pdf(), `${plainWord} ${canary.snils} ${canary.phone}.pdf`);
  expect(file.name).toContain(plainWord);
  const words = { clientId: freshId(), text: `вот ${canary.card}`, files: [file.id] };
  expect(await elena.socket.emitWithAck('message:send', words)).toMatchObject({ ok: true });
  await elena.send('оператор');
  const number = await eventually(() => elena.view().number);
  shown.push(JSON.stringify([...elena.messages.values()]), JSON.stringify(elena.view()));
  elena.close();
  return number;
};

const answer = async (number: string): Promise<void> => {
  const boss = await openOperator(product, 'admin');
  tokens.push(boss.cookie.split('=')[1] ?? '');
  await boss.open(number);
  await boss.act('ticket:claim', number);
  const masked = [...boss.messages.values()].flatMap((message) => message.masked);
  for (const { ref } of masked) {
    const words = `проверяю ${canary.snils}`;
    expect(await boss.act('personal:reveal', number, { ref, reason: 'other', words })).toMatchObject({ ok: true });
  }
  await boss.act('note:add', number, { text: `перезвонить ${canary.phone}, СНИЛС ${canary.snils}` });
  await boss.act('message:send', number, { text: `Ваш СНИЛС ${canary.snils}, ${canary.card}`, asks: false });
  const to = { kind: 'department', id: 'experts' };
  await boss.act('ticket:transfer', number, { to, reason: `у него паспорт ${canary.passport}` });
  shown.push(JSON.stringify([...boss.rows.values()]), JSON.stringify(boss.card()));
  boss.close();
};

/** Three failures end as a dead letter; signing in fails with a personal login. */
const breakDown = async (): Promise<void> => {
  const elena = await openCitizen(product.url);
  tokens.push(elena.token());
  failing = `${canary.snils} ${canary.name} пароль ${canary.password}`;
  const id = freshId();
  for (let times = 0; times < 3; times += 1) await elena.send(`${canary.snils} пароль ${canary.password}`, id);
  failing = null;
  elena.close();
  await signIn(product.url, canary.email, canary.password);
  const panel = await openCitizen(product.url);
  const gone = ended(panel.socket);
  panel.socket.emit(`${canary.snils} ${canary.password}`, canary.name);
  await gone;
};

beforeAll(async () => {
  const log = pino({ level: 'trace' }, { write: (line: string) => void logs.push(line) });
  product = await startPersonal({ log, fault });
  await answer(await fillForm());
  await answer(await writeFreely());
  await breakDown();
});
afterAll(() => product.end());

test('no log line has any of it, and what failed is told', () => {
  const all = logs.join('');
  expect(all).toContain('it broke on');
  expect(leaksIn(all, tokens)).toEqual([]);
});

test('no cell of any table has any of it', () => {
  for (const file of ['desk.db']) {
    const { leaks, seen } = leaksInTables(join(product.dataDir, file), tokens);
    expect(seen).toBeGreaterThan(100);
    expect(leaks).toEqual([]);
  }
});

test('no byte of any file has any of it, pages and logs of the database included', () => {
  expect(leaksInFiles(product.dataDir, tokens)).toEqual([]);
  expect(leaksInFiles(product.dataDir, [plainWord])).not.toEqual([]);
});

test('what is carried away in a backup has none of it, though all the words are in it', async () => {
  const target = tempDir();
  await createBackup(product.dataDir, join(target, 'copy.tar'), Date.now());
  expect(leaksInFiles(target, tokens)).toEqual([]);
  expect(leaksInFiles(target, [plainWord])).not.toEqual([]);
  rmSync(target, { recursive: true });
});

test('what an administrator’s console lists, and could copy from, has none of it', async () => {
  const boss = await openOperator(product, 'admin');
  const any = { person: null, actions: null, ticket: null, from: null, to: null, before: null };
  const listed: object[] = [
    given(await boss.ask('audit:list', any)),
    given(await boss.ask('unclear:list', {})),
    given(await boss.ask('people:list', {})),
    given(await boss.ask('canned:list', {})),
    given(await boss.ask('organisation:get', {})),
  ];
  const { rows } = given(await boss.ask<{ rows: readonly QueueRow[] }>('queue:list', { tab: 'all' }));
  for (const { number } of rows) listed.push(given(await boss.ask('ticket:open', { number, after: 0 })));
  expect(rows.length).toBeGreaterThan(1);
  expect(JSON.stringify(listed)).toContain(plainWord);
  expect(leaksIn(JSON.stringify([...listed, ...rows]), tokens)).toEqual([]);
  boss.close();
});

test('what was sealed is there: the vault and the dead letter hold it under lock', () => {
  const db = new DatabaseSync(join(product.dataDir, 'desk.db'), { readOnly: true });
  const kinds = db
    .prepare('SELECT DISTINCT kind FROM personal ORDER BY kind')
    .all()
    .map(({ kind }) => kind);
  const letters = db.prepare('SELECT raw, error FROM dead_letters').all();
  db.close();
  expect(kinds).toEqual(
    [
      'card',
      'email',
      'full-name',
      'inn',
      'passport',
      'passport-date',
      'passport-issuer',
      'phone',
      'snils',
      'unread',
    ].sort(),
  );
  expect(letters).toHaveLength(1);
  expect(letters[0]?.['raw']).toMatch(/^v1\./u);
});

test('neither side is shown any of it without asking', () => {
  expect(leaksIn(shown.join('\n'))).toEqual([]);
});

test('the search finds nothing by it and shows none of it', async () => {
  const boss = await openOperator(product, 'admin');
  const filter = { status: null, category: null, department: null, channel: null, owner: null, from: null, to: null };
  const ask = (text: string) => boss.ask<{ found: readonly object[] }>('ticket:find', { text, filter, cursor: null });
  const about = await ask(plainWord);
  expect(JSON.stringify(about)).toContain(plainWord);
  expect(leaksIn(JSON.stringify(about))).toEqual([]);
  for (const secret of [canary.password, canary.name, canary.email, canary.code]) {
    expect(leaksIn(JSON.stringify(await ask(secret)))).toEqual([]);
  }
  boss.close();
});

test('health and metrics have none of it', async () => {
  for (const path of ['/healthz', '/metrics']) {
    const response = await fetch(`${product.url}${path}`);
    expect(leaksIn(await response.text(), tokens)).toEqual([]);
  }
});
