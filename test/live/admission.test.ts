import { rmSync } from 'node:fs';
import { io } from 'socket.io-client';
import { createAdmission, greeting } from '../../core/live/admission.ts';
import { freePort, startChild } from '../support/child.ts';
import { hiredFolder } from '../support/hired.ts';
import { freshId, openCitizen, startProduct } from '../support/product.ts';

describe('one connection more', () => {
  const admission = (over: Partial<Parameters<typeof createAdmission>[0]> = {}) =>
    createAdmission({ most: 10, connected: () => 0, now: () => 0, heapUsed: () => 0, ...over });

  test('is let in below the cap and told to come later at it', () => {
    let connected = 9;
    const admit = admission({ connected: () => connected });
    expect(admit()).toBeNull();
    connected = 10;
    expect(admit()).toBe('full');
  });

  test('is told to come later while memory is nearly used up (F55)', () => {
    let used = 0.95;
    const admit = admission({ heapUsed: () => used });
    expect(admit()).toBe('memory');
    used = 0.5;
    expect(admit()).toBeNull();
  });

  test('five thousand at one moment come in at the pace of greeting, none for ever (F57, B79)', () => {
    let now = 0;
    const admit = admission({ now: () => now });
    const wave = (size: number): number => Array.from({ length: size }, admit).filter((why) => why === null).length;
    expect(wave(5_000)).toBe(greeting.atOnce);
    expect(wave(1)).toBe(0);
    now += 1_000;
    expect(wave(5_000)).toBe(greeting.perSecond);
    now += 3_600_000;
    expect(wave(5_000)).toBe(greeting.atOnce);
  });
});

test('beyond the cap a new screen hears 503 and a pause, those inside go on (F55, B79)', async () => {
  const product = await startProduct({ env: { MAX_CONNECTIONS: '2' } });
  try {
    const [elena, boris] = [await openCitizen(product.url), await openCitizen(product.url)];
    const polled = await fetch(`${product.url}/socket.io/?EIO=4&transport=polling`);
    expect([polled.status, polled.headers.get('retry-after')]).toEqual([503, '5']);
    const third = io(`${product.url}/citizen`, {
      auth: { token: null, origin: product.url },
      extraHeaders: { origin: product.url },
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 20,
      reconnectionDelayMax: 20,
    });
    const refused = await new Promise<unknown>((resolve) => third.once('connect_error', (error) => resolve(error)));
    expect(JSON.stringify((refused as { context?: unknown }).context ?? String(refused))).not.toContain('403');
    expect(await elena.send('я всё ещё здесь')).toMatchObject({ ok: true });
    boris.close();
    await new Promise<void>((resolve) => third.once('connect', resolve));
    expect(await (await fetch(`${product.url}/metrics`)).text()).toMatch(/turned_away_total\{why="full"\} [2-9]/u);
    third.close();
    elena.close();
  } finally {
    await product.end();
  }
});

test('a thousand widgets on a heap of 256 MB: each is let in or hears 503, and the process lives (F55)', async () => {
  const dataDir = hiredFolder();
  const env = { NODE_OPTIONS: '--max-old-space-size=256', TRUST_PROXY: 'loopback' };
  const child = await startChild({ dataDir, port: await freePort(), env });
  const arrive = async (n: number): Promise<{ outcome: string; close: () => void }> => {
    const socket = io(`${child.url}/citizen`, {
      auth: { token: null, origin: child.url },
      extraHeaders: { origin: child.url, 'x-forwarded-for': `10.0.${Math.floor(n / 250)}.${n % 250}` },
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
    });
    const close = (): void => void socket.close();
    const failure = await new Promise<unknown>((resolve) => {
      socket.once('connect', () => resolve(null));
      socket.once('connect_error', resolve);
    });
    if (failure !== null) return { outcome: JSON.stringify(failure), close };
    const talk = { after: 0, page: null, title: null };
    await socket.timeout(60_000).emitWithAck('conversation:open', talk);
    const sent: unknown = await socket
      .timeout(60_000)
      .emitWithAck('message:send', { clientId: freshId(), text: 'слово '.repeat(600) });
    return { outcome: (sent as { ok: boolean }).ok ? 'in' : JSON.stringify(sent), close };
  };
  const crowd = await Promise.all(Array.from({ length: 1_000 }, (_, n) => arrive(n)));
  const inside = crowd.filter(({ outcome }) => outcome === 'in').length;
  const turnedAway = crowd.filter(({ outcome }) => outcome.includes('503')).length;
  expect(inside).toBeGreaterThan(100);
  expect(inside + turnedAway).toBe(1_000);
  expect(child.process.exitCode).toBeNull();
  for (const { close } of crowd) close();
  (await openCitizen(child.url)).close();
  expect(await child.stop()).toBe(0);
  rmSync(dataDir, { recursive: true });
});
