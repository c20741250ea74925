/** Roles × requests, made from the tables of `rights.ts`: what is added there is tried here. */
import { roles, type Role } from '../../core/domain/operator.ts';
import { mayAsk, requestRights, routeRights, type RouteRight } from '../../operator-console/server/rights.ts';
import { requestSchemas, type RequestName } from '../../operator-console/server/schemas.ts';
import { people } from '../support/people.ts';
import { startProduct, type OperatorScreen, type Product } from '../support/product.ts';

let product: Product;
const screens = new Map<Role, OperatorScreen>();
beforeAll(async () => {
  product = await startProduct();
  for (const role of roles) {
    screens.set(role, await people(product, { login: `a-${role}`, departments: ['general'], role }));
  }
});
afterAll(async () => {
  for (const screen of screens.values()) screen.close();
  await product.end();
});

const screenOf = (role: Role): OperatorScreen => {
  const screen = screens.get(role);
  if (!screen) throw new Error(`nobody is ${role}`);
  return screen;
};

const requests = Object.keys(requestSchemas) as RequestName[];
/** Refused by every schema: a request gets this far only when the role may ask at all. */
const nonsense = { 'no such key': true };

describe.each(roles)('a console of the role %s', (role) => {
  test.each(requests)('asks %s only when it may, and never with an unknown key', async (name) => {
    expect(await screenOf(role).ask(name, nonsense)).toEqual({
      ok: false,
      error: mayAsk(role, requestRights[name]) ? 'invalid' : 'forbidden',
      by: null,
    });
  });
});

const routes = Object.entries(routeRights) as [string, RouteRight][];

const call = (name: string, cookie: string | null): Promise<Response> => {
  const [method = '', path = ''] = name.split(' ');
  return fetch(`${product.url}/api${path.replace(/:\w+/gu, 'x')}`, {
    method,
    headers: {
      origin: product.url,
      ...(cookie === null ? {} : { cookie }),
      ...(method === 'GET' ? {} : { 'content-type': 'application/json' }),
    },
    ...(method === 'GET' ? {} : { body: JSON.stringify(nonsense) }),
  });
};

// Signing out would end the sign-in that the other tries need.
describe.each(routes.filter(([name]) => name !== 'POST /sign-out'))('the route %s', (name, { who }) => {
  test('without a sign-in is closed, unless it is for anyone', async () => {
    const { status } = await call(name, null);
    if (who === 'anyone') expect([401, 403]).not.toContain(status);
    else expect(status).toBe(401);
  });

  test.each(roles)('is open to the role %s only when the table says so', async (role) => {
    const { status } = await call(name, screenOf(role).cookie);
    if (who === 'anyone' || mayAsk(role, who)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });

  test('cannot be called by a page of another site', async () => {
    const [method = '', path = ''] = name.split(' ');
    if (method === 'GET') return;
    const response = await fetch(`${product.url}/api${path}`, {
      method,
      headers: { origin: 'https://evil.example', cookie: screenOf('administrator').cookie },
      body: '{}',
    });
    expect(response.status).toBe(403);
  });
});
