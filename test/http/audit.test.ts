import type { AuditEntryView } from '../../operator-console/contract.ts';
import { given, meOf, openAdministration, personFields, type Administration } from '../support/administration.ts';
import { people } from '../support/people.ts';
import {
  openCitizen,
  openOperator,
  signIn,
  startProduct,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';

let product: Product;
let office: Administration;
beforeAll(async () => {
  product = await startProduct();
  office = await openAdministration(product);
});
afterAll(async () => {
  office.admin.close();
  await product.end();
});

const audit = async (screen: OperatorScreen, over: object = {}) =>
  given(
    await screen.ask<{ entries: readonly AuditEntryView[]; more: boolean }>('audit:list', {
      person: null,
      actions: null,
      ticket: null,
      from: null,
      to: null,
      before: null,
      ...over,
    }),
  ).entries;

describe('the audit', () => {
  test('tells sign-ins, also failed ones, and never what was typed', async () => {
    const typed = 'пароль-вместо-логина';
    expect((await signIn(product.url, typed, 'x')).status).toBe(401);
    expect((await signIn(product.url, 'marina', typed)).status).toBe(401);
    const marina = await openOperator(product, 'marina');
    await fetch(`${product.url}/api/sign-out`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: product.url, cookie: marina.cookie },
      body: '{}',
    });
    const entries = await audit(office.admin, { actions: ['sign-in:done', 'sign-in:failed', 'sign-in:ended'] });
    const [out, done, failed, unknown] = entries;
    expect([out?.action, done?.action]).toEqual(['sign-in:ended', 'sign-in:done']);
    expect(failed).toMatchObject({ action: 'sign-in:failed', actor: 'unknown', details: { person: done?.actor } });
    expect(unknown).toMatchObject({ action: 'sign-in:failed', actor: 'unknown', details: {} });
    expect(JSON.stringify(entries)).not.toContain(typed);
    const asked = ['sign-in:done', 'sign-in:failed', 'sign-in:ended', 'person:added'];
    const ofMarina = await audit(office.admin, { person: done?.actor, actions: asked });
    expect(ofMarina.map(({ action }) => action)).toEqual([
      'sign-in:ended',
      'sign-in:done',
      'sign-in:failed',
      'person:added',
    ]);
  });

  test('tells what was done to people by whom, without names, logins and passwords', async () => {
    const { person, password } = await office.add('tihon', { name: 'Тихон Необычный' });
    given(
      await office.admin.ask('person:change', { id: person.id, ...personFields('tihon', { name: 'Тихон Обычный' }) }),
    );
    const entries = await audit(office.admin, { person: person.id });
    const me = await meOf(product.url, office.admin.cookie);
    expect(entries.map(({ actor, action, details }) => [actor, action, details])).toEqual([
      [me?.id, 'person:changed', { person: person.id, fields: 'name' }],
      [me?.id, 'person:added', { person: person.id, role: 'operator' }],
    ]);
    for (const secret of [password, 'Тихон', 'tihon']) expect(JSON.stringify(entries)).not.toContain(secret);
  });

  test('a supervisor reads what concerns tickets of their departments alone', async () => {
    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    const number = elena.view().number ?? '';
    const [theirs, others, all] = [
      await people(product, { login: 'nach1', departments: ['registration'], role: 'supervisor' }),
      await people(product, { login: 'nach2', departments: ['payments'], role: 'supervisor' }),
      await people(product, { login: 'nach3', departments: [], role: 'supervisor' }),
    ];
    expect((await audit(theirs, { ticket: number })).map(({ action }) => action)).toContain('ticket:handoff');
    expect(await audit(others, { ticket: number })).toEqual([]);
    for (const screen of [theirs, others, all]) {
      expect((await audit(screen)).every(({ ticket }) => ticket !== null)).toBe(true);
      screen.close();
    }
    elena.close();
  });

  test('a start with other settings is told by their names, with no key or token in it', async () => {
    const token = 'metrics-token-of-a-test';
    const first = await startProduct();
    await first.stop();
    const env = { MAX_CONNECTIONS: '100', METRICS_TOKEN: token };
    const second = await startProduct({ dataDir: first.dataDir, env });
    await second.stop();
    const third = await startProduct({ dataDir: first.dataDir, env });
    const boss = await openOperator(third, 'admin');
    const entries = await audit(boss, { actions: ['settings:changed'] });
    expect(entries[0]).toMatchObject({ actor: 'system', details: { settings: 'MAX_CONNECTIONS, METRICS_TOKEN' } });
    expect(entries.filter(({ details }) => details['settings']?.includes('MAX_CONNECTIONS, ME'))).toHaveLength(1);
    expect(JSON.stringify(entries)).not.toContain(token);
    boss.close();
    await third.end();
  });

  test.each([
    { actions: ['ticket:claim', 'x'] },
    { person: { $ne: null } },
    { ticket: "' OR 1=1--" },
    { from: 'вчера' },
    { before: 0 },
    { sort: 'actor' },
  ])('a filter of another shape is refused: %j', async (over) => {
    const request = { person: null, actions: null, ticket: null, from: null, to: null, before: null, ...over };
    expect(await office.admin.ask('audit:list', request)).toMatchObject({ ok: false, error: 'invalid' });
  });
});
