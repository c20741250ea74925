import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, startChild, type Child, type ChildOptions } from './support/child.ts';
import { openCitizen, passwordIn, signIn, tempDir } from './support/product.ts';

const root = join(import.meta.dirname, '..');
const folders: string[] = [];
const folder = (): string => {
  const made = tempDir();
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** The shipped scenarios with every contact checked by somebody, as production wants them. */
const checkedScenarios = (): string => {
  const dir = join(folder(), 'scenarios');
  cpSync(join(root, 'scenarios'), dir, { recursive: true });
  const file = join(dir, 'organisation.yml');
  const text = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    text.replace(/checked: null/gu, 'checked: 2026-11-20').replace(/checked-by: null/gu, 'checked-by: И. Петрова'),
  );
  return dir;
};

const production = (): Record<string, string> => ({
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://support.example.ru',
  ADMIN_PASSWORD: 'длинный-Пароль-1975',
  VISITOR_KEY: 'k'.repeat(40),
  PERSONAL_KEY: 'p'.repeat(40),
  SANDBOX: '',
  SCENARIOS_DIR: checkedScenarios(),
});

const refusal = async (options: ChildOptions): Promise<string> => {
  try {
    const child = await startChild(options);
    await child.stop();
    return 'it started';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('a newcomer', () => {
  const dataDir = folder();
  let port: number;
  let child: Child;
  beforeAll(async () => {
    port = await freePort();
    child = await startChild({ dataDir, port });
  });
  afterAll(() => child.stop());

  test('reads the addresses and the first sign-ins, and they work', async () => {
    for (const address of ['/', '/operator', '/healthz']) expect(child.output()).toContain(`${child.url}${address}`);
    for (const login of ['admin', 'marina', 'oleg']) {
      const password = passwordIn(dataDir, login);
      expect(child.output()).toContain(`${login} / ${password}`);
      expect((await signIn(child.url, login, password)).status).toBe(200);
    }
    expect(await (await fetch(child.url)).text()).toContain('widget.js');
  });

  test('has keys and passwords that nobody else on the machine can read', () => {
    for (const file of ['secrets.json', 'first-sign-in.txt', 'desk.db']) {
      expect(existsSync(join(dataDir, file))).toBe(true);
      expect(statSync(join(dataDir, file)).mode & 0o077).toBe(0);
    }
    expect(readFileSync(join(dataDir, 'desk.db'), 'latin1')).not.toContain(passwordIn(dataDir, 'admin'));
  });

  test('is told what is wrong: a busy port, a folder in use, a setting, a scenario', async () => {
    expect(await refusal({ dataDir: folder(), port })).toContain(`Порт ${port} занят`);
    expect(await refusal({ dataDir, port: await freePort() })).toContain(dataDir);
    expect(await refusal({ dataDir: folder(), port: 0, env: { LOG_LEVEL: 'loud' } })).toContain('LOG_LEVEL');
    const broken = checkedScenarios();
    const menu = join(broken, 'menu.yml');
    writeFileSync(menu, readFileSync(menu, 'utf8').replace('login-problem', 'login-problme'));
    const said = await refusal({ dataDir: folder(), port: 0, env: { SCENARIOS_DIR: broken } });
    expect(said).toMatch(/menu\.yml:\d+/u);
    expect(said).toContain('login-problme');
  });

  test('finds everything again after a restart, and is not told the passwords twice', async () => {
    const elena = await openCitizen(child.url);
    await elena.send('забыл пароль');
    const { number } = elena.view();
    elena.close();
    expect(await child.stop()).toBe(0);
    child = await startChild({ dataDir, port });
    const again = await openCitizen(child.url, elena.token());
    expect(again.view().number).toBe(number);
    expect(again.texts()).toEqual(elena.texts());
    expect(child.output()).not.toContain(passwordIn(dataDir, 'admin'));
    expect((await signIn(child.url, 'admin', passwordIn(dataDir, 'admin'))).status).toBe(200);
    again.close();
    expect(await child.stop()).toBe(0);
  });
});

describe('production', () => {
  test('starts when everything is given, with no demo people and no password on the screen', async () => {
    const dataDir = folder();
    const env = production();
    const port = await freePort();
    const child = await startChild({ dataDir, port, env });
    expect(child.output()).not.toMatch(/marina|oleg/u);
    expect(child.output()).not.toContain(env['ADMIN_PASSWORD']);
    expect(child.output()).not.toContain('/sandbox');
    for (const path of ['/sandbox', '/sandbox/api/news', '/sandbox/assets/x.js']) {
      expect((await fetch(`http://127.0.0.1:${port}${path}`)).status).toBe(404);
    }
    expect(existsSync(join(dataDir, 'first-sign-in.txt'))).toBe(false);
    expect(existsSync(join(dataDir, 'secrets.json'))).toBe(false);
    const health = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(health.status).toBe(200);
    const panel = await fetch(`http://127.0.0.1:${port}/widget/`);
    expect(panel.headers.get('strict-transport-security')).toContain('max-age');
    expect(panel.headers.get('content-security-policy')).toContain('upgrade-insecure-requests');
    expect(panel.headers.get('content-security-policy')).not.toContain('localhost');
    const page = await fetch(`http://127.0.0.1:${port}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://support.example.ru' },
      body: JSON.stringify({ login: 'admin', password: env['ADMIN_PASSWORD'] }),
    });
    expect(page.headers.get('set-cookie')).toMatch(/^__Host-desk=.*Secure/u);
    expect(await child.stop()).toBe(0);
  });

  test('refuses while contacts are demonstration data, and names them', async () => {
    const env = { ...production(), SCENARIOS_DIR: join(root, 'scenarios') };
    const said = await refusal({ dataDir: folder(), port: 0, env });
    expect(said).toContain('Горячая линия');
    expect(said).toContain('organisation.yml');
  });

  test.each(['ADMIN_PASSWORD', 'VISITOR_KEY', 'PERSONAL_KEY', 'PUBLIC_URL'])('refuses without %s', async (name) => {
    const env = production();
    delete env[name];
    expect(await refusal({ dataDir: folder(), port: 0, env })).toContain(name);
  });
});
