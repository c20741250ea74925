import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { people } from '../support/people.ts';
import {
  eventually,
  freshId,
  openCitizen,
  openOperator,
  type CitizenScreen,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';
import { startPersonal } from './form.ts';

let product: Product;
let elena: CitizenScreen;
let owner: OperatorScreen;
let boss: OperatorScreen;
let number: string;
let ref: string;

beforeAll(async () => {
  product = await startPersonal();
  owner = await people(product, { login: 'owner', departments: ['general'] });
  boss = await openOperator(product, 'admin');
});
afterAll(async () => {
  owner.close();
  boss.close();
  await product.end();
});
beforeEach(async () => {
  elena = await openCitizen(product.url);
  await elena.send('мой снилс 112-233-445 95');
  await elena.send('оператор');
  number = await eventually(() => elena.view().number);
  await owner.open(number);
  const line = [...owner.messages.values()].find(({ masked }) => masked.length > 0);
  ref = line?.masked[0]?.ref ?? '';
});
afterEach(() => {
  owner.messages.clear();
  elena.close();
});

const look = (screen: OperatorScreen, over: object = {}) =>
  screen.act<{ kind: string; value: string }>('personal:reveal', number, {
    ref,
    reason: 'request',
    words: null,
    ...over,
  });

/** Looks at values of this ticket, newest first. */
const audit = () => {
  const db = new DatabaseSync(join(product.dataDir, 'desk.db'), { readOnly: true });
  try {
    return db
      .prepare(`SELECT actor, details FROM audit WHERE action = 'personal:reveal' AND ticket = ? ORDER BY key DESC`)
      .all(number)
      .map((row) => ({
        actor: String(row['actor']),
        details: JSON.parse(String(row['details'])) as Readonly<Record<string, string>>,
      }));
  } finally {
    db.close();
  }
};

test('who has the ticket sees the value, and a colleague who only sees the ticket does not', async () => {
  expect(await look(owner)).toMatchObject({ ok: false, error: 'forbidden' });
  expect(owner.card()?.may.reveal).toBe(false);
  await owner.act('ticket:claim', number);
  expect(await look(owner)).toEqual({ ok: true, kind: 'snils', value: '112-233-445 95' });
  await eventually(() => owner.card()?.may.reveal);
});

test('who leads the shift sees it too', async () => {
  expect(await look(boss)).toMatchObject({ ok: true, value: '112-233-445 95' });
});

test('a colleague of another department gets the answer for a ticket that does not exist', async () => {
  const stranger = await people(product, { login: `far-${freshId()}`, departments: ['payments'] });
  expect(await look(stranger)).toMatchObject({ ok: false, error: 'not-found' });
  stranger.close();
});

test('a reason of one’s own needs words, and a name of a value that is not there opens nothing', async () => {
  await owner.act('ticket:claim', number);
  expect(await look(owner, { reason: 'other', words: '  ' })).toMatchObject({ ok: false, error: 'empty' });
  expect(await look(owner, { reason: 'why not', words: null })).toMatchObject({ ok: false, error: 'invalid' });
  expect(await look(owner, { ref: '999.0' })).toMatchObject({ ok: false, error: 'not-found' });
  expect(await look(owner, { ref: '1.0; DROP TABLE personal' })).toMatchObject({ ok: false, error: 'invalid' });
});

test('the same id opens no other value than the one it was used for', async () => {
  await elena.send('и телефон 8 916 123-45-67');
  await owner.act('ticket:claim', number);
  const phone = await eventually(() =>
    [...owner.messages.values()].flatMap(({ masked }) => masked).find(({ kind }) => kind === 'phone'),
  );
  const clientId = freshId();
  expect(await look(owner, { clientId })).toMatchObject({ value: '112-233-445 95' });
  expect(await look(owner, { clientId, ref: phone.ref })).toMatchObject({ value: '+79161234567' });
  expect(audit().map(({ details }) => details['kind'])).toEqual(['phone', 'snils']);
});

test('each look is in the audit with who, what and why, and never with the value', async () => {
  await owner.act('ticket:claim', number);
  await look(owner, { reason: 'other', words: 'сверяю 112-233-445 95 с заявлением' });
  const [line] = audit();
  expect(line).toMatchObject({
    actor: expect.stringMatching(/^[\w-]{8,}$/u),
    details: { ref, kind: 'snils', reason: 'other', words: 'сверяю •••-•••-•45 95 с заявлением' },
  });
});

test('what the citizen took back can be seen by nobody', async () => {
  await owner.act('ticket:claim', number);
  await elena.send('отзываю согласие на обработку персональных данных');
  await eventually(() => elena.texts().some((text) => text.startsWith('Согласие отозвано')));
  expect(await look(owner)).toMatchObject({ ok: false, error: 'not-found' });
  expect(await look(boss)).toMatchObject({ ok: false, error: 'not-found' });
});
