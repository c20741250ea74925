import type { Me } from '../../operator-console/contract.ts';
import {
  changePassword,
  given,
  meOf,
  openAdministration,
  personFields,
  type Administration,
} from '../support/administration.ts';
import { hired } from '../support/hired.ts';
import {
  connectOperator,
  cookieOf,
  ended,
  eventually,
  openCitizen,
  signIn,
  startProduct,
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

describe('a password that somebody else gave', () => {
  test('opens nothing but its own change, which ends every other sign-in', async () => {
    const { password } = await office.add('vera');
    const [here, there] = [
      cookieOf(await signIn(product.url, 'vera', password)),
      cookieOf(await signIn(product.url, 'vera', password)),
    ];
    expect(await meOf(product.url, here)).toMatchObject({ login: 'vera', passwordDue: true });
    await expect(connectOperator(product.url, here)).rejects.toThrow('signed-out');

    for (const [fresh, trouble] of [
      ['короткий', 'short'],
      ['aaaaaaaaaaaaaaaa', 'plain'],
      [password, 'same'],
    ] as const) {
      const refused = await changePassword(product.url, here, password, fresh);
      expect([refused.status, await refused.json()]).toEqual([422, { error: 'weak', trouble }]);
    }
    const changed = await changePassword(product.url, here, password, 'синие киты любят чай');
    expect(await changed.json()).toMatchObject({ me: { login: 'vera', passwordDue: false } });
    expect(await meOf(product.url, here)).toBeNull();
    expect(await meOf(product.url, there)).toBeNull();
    (await connectOperator(product.url, cookieOf(changed))).close();
    expect((await signIn(product.url, 'vera', password)).status).toBe(401);
    expect((await signIn(product.url, ' Vera ', 'синие киты любят чай')).status).toBe(200);
  });

  test('cannot be guessed from an open console: five wrong ones close the way for a while', async () => {
    const password = await hired(product.dataDir, { login: 'zoya', departments: [] });
    const cookie = cookieOf(await signIn(product.url, 'zoya', password));
    for (let n = 0; n < 5; n += 1)
      expect((await changePassword(product.url, cookie, 'wrong', 'x'.repeat(12))).status).toBe(403);
    expect((await changePassword(product.url, cookie, password, 'синие киты любят чай')).status).toBe(429);
  });

  test('given anew it ends open consoles; one’s own is not given by oneself', async () => {
    const { id, screen } = await office.working('rita');
    const gone = ended(screen.socket);
    for (let n = 0; n < 5; n += 1) await signIn(product.url, 'rita', 'забыла');
    const { password } = given(await office.admin.ask<{ password: string }>('person:reset-password', { id }));
    await gone;
    expect(await meOf(product.url, cookieOf(await signIn(product.url, 'rita', password)))).toMatchObject({
      passwordDue: true,
    });
    const me = await meOf(product.url, office.admin.cookie);
    expect(await office.admin.ask('person:reset-password', { id: me?.id })).toMatchObject({
      ok: false,
      error: 'forbidden',
    });
  });
});

describe('people', () => {
  test('a taken login, an unknown department, a role of no use are refused', async () => {
    await office.add('lena');
    expect(await office.admin.ask('person:add', personFields('lena'))).toEqual({
      ok: false,
      error: 'taken',
      by: 'Имя lena',
    });
    for (const wrong of [
      personFields('Lena'),
      personFields('le na'),
      personFields('lena2', { name: ' \u202e ' }),
      personFields('lena2', { departments: ['nowhere'] }),
      { ...personFields('lena2'), role: 'root' },
      { ...personFields('lena2'), active: true },
      personFields('lena2', { capacity: 0 }),
    ]) {
      expect(await office.admin.ask('person:add', wrong)).toMatchObject({ ok: false, error: 'invalid' });
    }
  });

  test('the last administrator can neither be switched off nor made an operator', async () => {
    const me = await meOf(product.url, office.admin.cookie);
    if (!me) throw new Error('signed out');
    const { id, login, name, departments } = me;
    const unchanged = { id, login, name, departments, capacity: null };
    const refused = { ok: false, error: 'last-administrator', by: null };
    expect(await office.admin.ask('person:switch', { id, active: false })).toEqual(refused);
    expect(await office.admin.ask('person:change', { ...unchanged, role: 'operator' })).toEqual(refused);
    expect(await meOf(product.url, office.admin.cookie)).toMatchObject({ role: 'administrator' });
  });

  test('switched off or signed out everywhere, open consoles close by themselves and at once', async () => {
    for (const [login, event, request] of [
      ['gleb', 'person:switch', { active: false }],
      ['egor', 'person:sign-out', {}],
    ] as const) {
      const { id, screen } = await office.working(login);
      const gone = ended(screen.socket);
      given(await office.admin.ask(event, { id, ...request }));
      await gone;
      await expect(connectOperator(product.url, screen.cookie)).rejects.toThrow('signed-out');
    }
  });

  test('who loses a department gets no further line of its dialogues, on the console that is open', async () => {
    const { id, screen } = await office.working('pasha');
    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    const number = elena.view().number ?? '';
    await screen.open(number);
    await elena.send('первое');
    await eventually(() => [...screen.messages.values()].some(({ text }) => text === 'первое'));
    const told = new Promise<Me>((resolve) => screen.socket.once('me:changed', resolve));
    given(await office.admin.ask('person:change', { id, ...personFields('pasha', { departments: ['payments'] }) }));
    expect(await told).toMatchObject({ departments: ['payments'] });
    await elena.send('второе');
    expect(await screen.ask('ticket:open', { number, after: 0 })).toMatchObject({ ok: false, error: 'not-found' });
    expect([...screen.messages.values()].some(({ text }) => text === 'второе')).toBe(false);
    screen.close();
    elena.close();
  });
});
