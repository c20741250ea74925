/** The key of the vault is changed by the engineer's command, killed in the middle as well. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { localSecrets } from '../../core/secrets.ts';
import { openStore } from '../../core/storage/sqlite/open.ts';
import { systemClock } from '../../core/system-clock.ts';
import { vaultKey } from '../../core/vault/keys.ts';
import { createVault } from '../../core/vault/vault.ts';
import { aConversation, aTurn } from '../support/builders.ts';
import { ownEnv } from '../support/child.ts';
import { startProduct, tempDir } from '../support/product.ts';

const count = 3000;
const valueOf = (at: number): string => `+7916${String(at).padStart(7, '0')}`;

let dataDir: string;
beforeEach(() => {
  dataDir = tempDir();
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const opened = (keys: readonly string[]) => {
  const store = openStore({ dataDir, clock: systemClock });
  const [first = '', ...others] = keys;
  return { store, vault: createVault({ rows: store.sealed, keys: [vaultKey(first), ...others.map(vaultKey)] }) };
};
type Opened = ReturnType<typeof opened>;

const withVault = async <T>(keys: readonly string[], use: (parts: Opened) => Promise<T>): Promise<T> => {
  const parts = opened(keys);
  try {
    return await use(parts);
  } finally {
    await parts.store.close();
  }
};

const fill = (keys: readonly string[]): Promise<void> =>
  withVault(keys, async ({ store, vault }) => {
    const personal = Array.from({ length: count }, (_, at) => {
      const value = { kind: 'phone', value: valueOf(at), mask: '' } as const;
      return { kind: 'keep', value: vault.seal('c-1', `1.${at}`, value) } as const;
    });
    await store.turns.commit(aTurn({ conversation: aConversation({ id: 'c-1' }), personal }));
  });

const readable = (keys: readonly string[]): Promise<boolean> =>
  withVault(keys, async ({ vault }) => {
    for (let at = 0; at < count; at += 1) {
      if ((await vault.reveal('c-1', `1.${at}`))?.value !== valueOf(at)) return false;
    }
    return true;
  });

const command = ['core/cli/people.ts', 'rotate-key'];
const env = (more: Record<string, string> = {}) => ({ ...ownEnv(), DATA_DIR: dataDir, ...more });
const run = async (more: Record<string, string> = {}) => {
  const child = spawn(process.execPath, command, { env: env(more), stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { stdout, stderr, status: status as number | null };
};

test('killed in the middle it loses nothing, and run again it ends under one key', async () => {
  await fill(localSecrets(dataDir).personalKeys);
  const before = localSecrets(dataDir).personalKeys;
  const child = spawn(process.execPath, command, { env: env(), stdio: ['ignore', 'pipe', 'inherit'] });
  child.stdout.once('data', () => child.kill('SIGKILL'));
  await once(child, 'exit');
  const between = localSecrets(dataDir).personalKeys;
  expect(between).toHaveLength(2);
  expect(await readable(between)).toBe(true);
  const { status, stdout } = await run();
  expect(stdout).toContain('Готово');
  expect(status).toBe(0);
  const after = localSecrets(dataDir).personalKeys;
  expect(after).toEqual([between[0]]);
  expect(after).not.toEqual(before);
  expect(await readable(after)).toBe(true);
  await expect(readable(before)).rejects.toThrow('does not open');
});

test('with keys of the environment both are named, and the old one is not needed afterwards', async () => {
  const [old, fresh] = ['o'.repeat(40), 'n'.repeat(40)];
  await fill([old]);
  expect((await run({ PERSONAL_KEY: fresh })).stderr).toContain('PERSONAL_KEY_OLD');
  expect((await run({ PERSONAL_KEY: fresh, PERSONAL_KEY_OLD: 'x'.repeat(40) })).status).toBe(1);
  expect((await run({ PERSONAL_KEY: fresh, PERSONAL_KEY_OLD: old })).stdout).toContain('Уберите PERSONAL_KEY_OLD');
  expect(await readable([fresh])).toBe(true);
});

test('while the server runs it is refused, and changes nothing', async () => {
  const product = await startProduct({ dataDir });
  const secrets = readFileSync(join(dataDir, 'secrets.json'), 'utf8');
  const { status, stderr } = await run();
  expect(status).toBe(1);
  expect(stderr).toContain('уже занята');
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets);
  await product.stop();
});
