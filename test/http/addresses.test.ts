/** B19, B72: what is limited per address counts the true one: what a stranger writes into headers moves nobody. */
import { io } from 'socket.io-client';
import { hired } from '../support/hired.ts';
import { startProduct, type Product } from '../support/product.ts';

const logins = ['anna', 'boris', 'vera', 'gleb', 'dina'];

const openWith = async (env: Record<string, string>): Promise<Product & { right: string }> => {
  const product = await startProduct({ env });
  for (const login of logins) await hired(product.dataDir, { login, departments: [] });
  return { ...product, right: await hired(product.dataDir, { login: 'right', departments: [] }) };
};

const tryIn = async (
  { url }: Product,
  headers: Record<string, string>,
  login: string,
  password = 'wrong',
): Promise<number> =>
  (
    await fetch(`${url}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, ...headers },
      body: JSON.stringify({ login, password }),
    })
  ).status;

/** Four wrong passwords for each of five people: no account is locked, the address has used up its twenty. */
const twentyWrong = async (product: Product, headersOf: (n: number) => Record<string, string>): Promise<void> => {
  const statuses = await Promise.all(
    Array.from({ length: 20 }, (_, n) => tryIn(product, headersOf(n), logins[n % logins.length] ?? '')),
  );
  expect(new Set(statuses)).toEqual(new Set([401]));
};

describe('without a proxy that we know', () => {
  let product: Product & { right: string };
  beforeAll(async () => {
    product = await openWith({});
  });
  afterAll(() => product.end());

  test('twenty wrong passwords close the way in, from however many addresses they claim to come', async () => {
    const claimed = (n: number): Record<string, string> => ({
      'x-forwarded-for': `203.0.113.${n}`,
      'x-real-ip': `203.0.113.${n}`,
      forwarded: `for=203.0.113.${n}`,
    });
    await twentyWrong(product, claimed);
    expect(await tryIn(product, claimed(99), 'right', product.right)).toBe(429);
  });

  test('a crowd of new visitors is one address, however many it claims to be', async () => {
    const arrive = (n: number): Promise<string> =>
      new Promise((resolve) => {
        const socket = io(`${product.url}/citizen`, {
          auth: { token: null, origin: product.url },
          extraHeaders: { origin: product.url, 'x-forwarded-for': `203.0.113.${n}` },
          transports: ['websocket'],
          forceNew: true,
          reconnection: false,
        });
        const end = (how: string): void => {
          socket.close();
          resolve(how);
        };
        socket.once('connect', () => end('in'));
        socket.once('connect_error', ({ message }) => end(message));
      });
    const heard = await Promise.all(Array.from({ length: 130 }, (_, n) => arrive(n)));
    expect(heard.filter((how) => how === 'in')).toHaveLength(120);
    expect(heard.filter((how) => how === 'throttled')).toHaveLength(10);
  });
});

describe('behind our own proxy', () => {
  let product: Product & { right: string };
  beforeAll(async () => {
    product = await openWith({ TRUST_PROXY: 'loopback' });
  });
  afterAll(() => product.end());

  test('the address is the one the proxy has seen: what was claimed before it does not count, others are let in', async () => {
    await twentyWrong(product, (n) => ({ 'x-forwarded-for': `198.51.100.${n}, 203.0.113.7` }));
    const from = (address: string): Promise<number> =>
      tryIn(product, { 'x-forwarded-for': address }, 'right', product.right);
    expect(await from('203.0.113.7')).toBe(429);
    expect(await from('203.0.113.8')).toBe(200);
  });
});
