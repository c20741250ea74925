/** Roles × requests, made from the tables of `rights.ts` and from the routers: what is added there is tried here. */
import type { Router } from 'express';
import { roles, type Role } from '../../core/domain/operator.ts';
import { createFileRouter, type FileRouteDeps } from '../../core/http/files.ts';
import { createApi, type ApiDeps } from '../../operator-console/server/api.ts';
import {
  fileRights,
  mayAsk,
  requestRights,
  routeRights,
  type RouteRight,
} from '../../operator-console/server/rights.ts';
import { requestSchemas, type RequestName } from '../../operator-console/server/schemas.ts';
import { people } from '../support/people.ts';
import { openCitizen, startProduct, type OperatorScreen, type Product } from '../support/product.ts';
import { pdf } from '../support/samples.ts';
import { citizenSide, fetchFile, operatorSide, staged, upload, type Side } from '../support/uploads.ts';

let product: Product;
const screens = new Map<Role, OperatorScreen>();
beforeAll(async () => {
  product = await startProduct();
  for (const role of roles) {
    screens.set(role, await people(product, { login: `a-${role}`, departments: ['general', 'registration'], role }));
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

/** `METHOD /path` of every route that hangs on a router. */
const hungOn = (router: Router, under = ''): readonly string[] =>
  router.stack.flatMap(({ route }) => {
    if (!route) return [];
    const methods = new Set(route.stack.map(({ method }) => method.toUpperCase()));
    return [...methods].map((method) => `${method} ${under}${route.path === '/' ? '' : route.path}`);
  });

describe('the routers', () => {
  test('have no route that is in no table, and lack none', () => {
    // Nothing is called: only what hangs there is read.
    const api = createApi({ ownOrigins: [], routes: {} } as unknown as ApiDeps);
    const files = createFileRouter({ ownOrigins: [] } as unknown as FileRouteDeps);
    expect(hungOn(api).toSorted()).toEqual(Object.keys(routeRights).toSorted());
    expect(hungOn(files, '/operator/files').toSorted()).toEqual(Object.keys(fileRights).toSorted());
  });
});

describe('files of a dialogue', () => {
  let number: string;
  let shown: string;
  beforeAll(async () => {
    const elena = await openCitizen(product.url);
    await elena.send('не могу войти');
    await elena.send('оператор');
    number = elena.view().number ?? '';
    const file = await staged(citizenSide(product.url, elena), pdf());
    shown = file.id;
    await elena.socket
      .timeout(10_000)
      .emitWithAck('message:send', { clientId: 'with-a-file', text: '', files: [file.id] });
    elena.close();
  });
  const side = (role: Role): Side => operatorSide(product.url, screenOf(role), number);
  const drop = (from: Side, id: string): Promise<Response> =>
    fetch(`${from.base}/${id}`, { method: 'DELETE', headers: from.headers });
  const nobody = (): Side => operatorSide(product.url, { cookie: '' }, number);

  test.each(roles)(
    'the role %s brings, reads and takes back what its lines say, else nothing is there',
    async (role) => {
      const expected = (route: keyof typeof fileRights, done: number): number =>
        mayAsk(role, fileRights[route]) ? done : 404;
      expect((await fetchFile(side(role), shown)).status).toBe(expected('GET /operator/files/:id', 200));
      const brought = await upload(side(role), pdf());
      expect(brought.status).toBe(expected('POST /operator/files', 201));
      const { file } = (await brought.json()) as { file?: { id: string } };
      expect((await drop(side(role), file?.id ?? shown)).status).toBe(expected('DELETE /operator/files/:id', 204));
      // What was said stays.
      expect((await drop(side(role), shown)).status).toBe(404);
    },
  );

  test('without a sign-in nothing is brought, and nothing is there', async () => {
    expect((await upload(nobody(), pdf())).status).toBe(401);
    expect((await fetchFile(nobody(), shown)).status).toBe(404);
    expect((await drop(nobody(), shown)).status).toBe(404);
  });
});
