import type {
  Answer,
  AuditEntryView,
  CannedFacts,
  CannedView,
  Me,
  PersonFields,
  PersonView,
} from '../../operator-console/contract.ts';
import { hired } from '../support/hired.ts';
import { people } from '../support/people.ts';
import {
  connectOperator,
  cookieOf,
  ended,
  eventually,
  openCitizen,
  openOperator,
  signIn,
  startProduct,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';

let product: Product;
let admin: OperatorScreen;
beforeAll(async () => {
  product = await startProduct();
  admin = await openOperator(product, 'admin');
});
afterAll(async () => {
  admin.close();
  await product.end();
});

const fields = (login: string, over: Partial<PersonFields> = {}): PersonFields => ({
  login,
  name: `Имя ${login}`,
  role: 'operator',
  departments: ['registration'],
  capacity: null,
  ...over,
});

const given = <T extends object>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error);
  return answer;
};

const add = async (login: string, over: Partial<PersonFields> = {}) =>
  given(await admin.ask<{ person: PersonView; password: string }>('person:add', fields(login, over)));

const changePassword = (cookie: string, current: string, fresh: string): Promise<Response> =>
  fetch(`${product.url}/api/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: product.url, cookie },
    body: JSON.stringify({ current, fresh }),
  });

const meOf = async (cookie: string): Promise<Me | null> => {
  const response = await fetch(`${product.url}/api/me`, { headers: { cookie } });
  return response.ok ? ((await response.json()) as { me: Me }).me : null;
};

/** Of the registration desk unless said otherwise, with a console open. */
const working = async (login: string, departments: readonly string[] = ['registration']) => {
  const screen = await people(product, { login, departments });
  return { id: (await meOf(screen.cookie))?.id ?? '', screen };
};

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

describe('a password that somebody else gave', () => {
  test('opens nothing but its own change, which ends every other sign-in', async () => {
    const { password } = await add('vera');
    const [here, there] = [
      cookieOf(await signIn(product.url, 'vera', password)),
      cookieOf(await signIn(product.url, 'vera', password)),
    ];
    expect(await meOf(here)).toMatchObject({ login: 'vera', passwordDue: true });
    await expect(connectOperator(product.url, here)).rejects.toThrow('signed-out');

    for (const [fresh, trouble] of [
      ['короткий', 'short'],
      ['aaaaaaaaaaaaaaaa', 'plain'],
      [password, 'same'],
    ] as const) {
      const refused = await changePassword(here, password, fresh);
      expect([refused.status, await refused.json()]).toEqual([422, { error: 'weak', trouble }]);
    }
    const changed = await changePassword(here, password, 'синие киты любят чай');
    expect(await changed.json()).toMatchObject({ me: { login: 'vera', passwordDue: false } });
    expect(await meOf(here)).toBeNull();
    expect(await meOf(there)).toBeNull();
    (await connectOperator(product.url, cookieOf(changed))).close();
    expect((await signIn(product.url, 'vera', password)).status).toBe(401);
    expect((await signIn(product.url, ' Vera ', 'синие киты любят чай')).status).toBe(200);
  });

  test('cannot be guessed from an open console: five wrong ones close the way for a while', async () => {
    const password = await hired(product.dataDir, { login: 'zoya', departments: [] });
    const cookie = cookieOf(await signIn(product.url, 'zoya', password));
    for (let n = 0; n < 5; n += 1) expect((await changePassword(cookie, 'wrong', 'x'.repeat(12))).status).toBe(403);
    expect((await changePassword(cookie, password, 'синие киты любят чай')).status).toBe(429);
  });

  test('given anew it ends open consoles; one’s own is not given by oneself', async () => {
    const { id, screen } = await working('rita');
    const gone = ended(screen.socket);
    const { password } = given(await admin.ask<{ password: string }>('person:reset-password', { id }));
    await gone;
    expect(await meOf(cookieOf(await signIn(product.url, 'rita', password)))).toMatchObject({ passwordDue: true });
    const me = await meOf(admin.cookie);
    expect(await admin.ask('person:reset-password', { id: me?.id })).toMatchObject({ ok: false, error: 'forbidden' });
  });
});

describe('people', () => {
  test('a taken login, an unknown department, a role of no use are refused', async () => {
    await add('lena');
    expect(await admin.ask('person:add', fields('lena'))).toEqual({ ok: false, error: 'taken', by: 'Имя lena' });
    for (const wrong of [
      fields('Lena'),
      fields('le na'),
      fields('lena2', { name: ' \u202e ' }),
      fields('lena2', { departments: ['nowhere'] }),
      { ...fields('lena2'), role: 'root' },
      { ...fields('lena2'), active: true },
      fields('lena2', { capacity: 0 }),
    ]) {
      expect(await admin.ask('person:add', wrong)).toMatchObject({ ok: false, error: 'invalid' });
    }
  });

  test('the last administrator can neither be switched off nor made an operator', async () => {
    const me = await meOf(admin.cookie);
    if (!me) throw new Error('signed out');
    const { id, login, name, departments } = me;
    const unchanged = { id, login, name, departments, capacity: null };
    const refused = { ok: false, error: 'last-administrator', by: null };
    expect(await admin.ask('person:switch', { id, active: false })).toEqual(refused);
    expect(await admin.ask('person:change', { ...unchanged, role: 'operator' })).toEqual(refused);
    expect(await meOf(admin.cookie)).toMatchObject({ role: 'administrator' });
  });

  test('switched off or signed out everywhere, open consoles close by themselves and at once', async () => {
    for (const [login, event, request] of [
      ['gleb', 'person:switch', { active: false }],
      ['egor', 'person:sign-out', {}],
    ] as const) {
      const { id, screen } = await working(login);
      const gone = ended(screen.socket);
      given(await admin.ask(event, { id, ...request }));
      await gone;
      await expect(connectOperator(product.url, screen.cookie)).rejects.toThrow('signed-out');
    }
  });

  test('who loses a department gets no further line of its dialogues, on the console that is open', async () => {
    const { id, screen } = await working('pasha');
    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    const number = elena.view().number ?? '';
    await screen.open(number);
    await elena.send('первое');
    await eventually(() => [...screen.messages.values()].some(({ text }) => text === 'первое'));
    const told = new Promise<Me>((resolve) => screen.socket.once('me:changed', resolve));
    given(await admin.ask('person:change', { id, ...fields('pasha', { departments: ['payments'] }) }));
    expect(await told).toMatchObject({ departments: ['payments'] });
    await elena.send('второе');
    expect(await screen.ask('ticket:open', { number, after: 0 })).toMatchObject({ ok: false, error: 'not-found' });
    expect([...screen.messages.values()].some(({ text }) => text === 'второе')).toBe(false);
    screen.close();
    elena.close();
  });
});

describe('prepared answers', () => {
  const answer = (shortcut: string, scope: object, over: object = {}) => ({
    id: null,
    title: `Шаблон ${shortcut}`,
    shortcut,
    text: 'Здравствуйте, {гражданин}!',
    scope,
    ...over,
  });
  const list = async (screen: OperatorScreen) =>
    given(await screen.ask<{ answers: readonly CannedView[]; facts: CannedFacts }>('canned:list', {}));
  const shortcuts = async (screen: OperatorScreen) => (await list(screen)).answers.map(({ shortcut }) => shortcut);

  test('come with the product, and know the facts of the organisation', async () => {
    const { answers, facts } = await list(admin);
    expect(answers.length).toBeGreaterThan(20);
    expect(facts).toMatchObject({ phone: '8 800 555-35-35', portal: 'Портал услуг (демо)' });
  });

  test('are changed by whom they belong to and read by nobody they are not for', async () => {
    const [one, two] = [await working('kira'), await working('lida', ['payments'])];
    const own = given(
      await one.screen.ask<{ answer: CannedView }>('canned:save', answer('моё', { kind: 'mine' })),
    ).answer;
    const shared = { kind: 'department', department: 'registration' };
    expect(await one.screen.ask('canned:save', answer('чужое', shared))).toMatchObject({ error: 'forbidden' });
    const common = given(await admin.ask<{ answer: CannedView }>('canned:save', answer('общее', shared))).answer;
    expect(await shortcuts(one.screen)).toEqual(expect.arrayContaining(['моё', 'общее']));
    expect(await shortcuts(two.screen)).not.toEqual(expect.arrayContaining(['общее']));
    for (const id of [own.id, common.id, 'nothing']) {
      expect(await two.screen.ask('canned:remove', { id })).toMatchObject({ ok: false, error: 'not-found' });
      expect(await two.screen.ask('canned:used', { id })).toMatchObject({ ok: false, error: 'not-found' });
    }
    expect(await one.screen.ask('canned:remove', { id: common.id })).toMatchObject({ error: 'forbidden' });
    expect(await admin.ask('canned:remove', { id: own.id })).toMatchObject({ error: 'not-found' });
    const stolen = answer('взято', { kind: 'mine' }, { id: common.id });
    expect(await one.screen.ask('canned:save', stolen)).toMatchObject({ error: 'forbidden' });
    given(await one.screen.ask('canned:remove', { id: own.id }));
    expect(await shortcuts(one.screen)).not.toContain('моё');
    given(await one.screen.ask('canned:restore', { id: own.id }));
    expect(await shortcuts(one.screen)).toContain('моё');
    for (const { screen } of [one, two]) screen.close();
  });

  test('with a variable that does not exist cannot be saved', async () => {
    const wrong = answer('вставка', { kind: 'all' }, { text: 'Здравствуйте, {имя}!' });
    expect(await admin.ask('canned:save', wrong)).toEqual({ ok: false, error: 'unfilled', by: 'имя' });
  });
});

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
    const entries = await audit(admin, { actions: ['sign-in:done', 'sign-in:failed', 'sign-in:ended'] });
    const [out, done, failed, unknown] = entries;
    expect([out?.action, done?.action]).toEqual(['sign-in:ended', 'sign-in:done']);
    expect(failed).toMatchObject({ action: 'sign-in:failed', actor: 'unknown', details: { person: done?.actor } });
    expect(unknown).toMatchObject({ action: 'sign-in:failed', actor: 'unknown', details: {} });
    expect(JSON.stringify(entries)).not.toContain(typed);
    const asked = ['sign-in:done', 'sign-in:failed', 'sign-in:ended', 'person:added'];
    const ofMarina = await audit(admin, { person: done?.actor, actions: asked });
    expect(ofMarina.map(({ action }) => action)).toEqual([
      'sign-in:ended',
      'sign-in:done',
      'sign-in:failed',
      'person:added',
    ]);
  });

  test('tells what was done to people by whom, without names, logins and passwords', async () => {
    const { person, password } = await add('tihon', { name: 'Тихон Необычный' });
    given(await admin.ask('person:change', { id: person.id, ...fields('tihon', { name: 'Тихон Обычный' }) }));
    const entries = await audit(admin, { person: person.id });
    const me = await meOf(admin.cookie);
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

  test.each([
    { actions: ['ticket:claim', 'x'] },
    { person: { $ne: null } },
    { ticket: "' OR 1=1--" },
    { from: 'вчера' },
    { before: 0 },
    { sort: 'actor' },
  ])('a filter of another shape is refused: %j', async (over) => {
    const request = { person: null, actions: null, ticket: null, from: null, to: null, before: null, ...over };
    expect(await admin.ask('audit:list', request)).toMatchObject({ ok: false, error: 'invalid' });
  });
});
