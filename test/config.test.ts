import { readFileSync } from 'node:fs';
import { parseConfig } from '../core/config.ts';

const production = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://support.example.ru',
  ADMIN_PASSWORD: 'длинный-Пароль-1975',
  VISITOR_KEY: 'k'.repeat(40),
  PERSONAL_KEY: 'p'.repeat(40),
};

const problems = (env: Record<string, string>): readonly string[] => {
  const parsed = parseConfig(env);
  return parsed.ok ? [] : parsed.problems;
};

describe('settings', () => {
  test('none are needed to begin', () => {
    const parsed = parseConfig({});
    expect(parsed).toMatchObject({ ok: true, config: { port: 3000, host: '127.0.0.1', production: false } });
  });

  test('a complete production environment is taken', () => {
    expect(problems(production)).toEqual([]);
  });

  test('production without any of them names all at once', () => {
    const found = problems({ NODE_ENV: 'production' }).join('\n');
    for (const name of ['PUBLIC_URL', 'ADMIN_PASSWORD', 'VISITOR_KEY', 'PERSONAL_KEY'])
      expect(found).toContain(`${name}: не задан`);
  });

  test('B7 a webhook that anybody could post to is not opened', () => {
    const messengers = {
      TELEGRAM_BOT_TOKEN: '123456789:AAtest-token-of-an-emulator_only-00000',
      VK_TOKEN: 'vk1.a.token-of-an-emulator-only',
      VK_GROUP_ID: '777',
    };
    const found = problems({ ...production, ...messengers }).join('\n');
    for (const name of ['TELEGRAM_WEBHOOK_SECRET', 'VK_SECRET']) expect(found).toContain(`${name}: нуж`);
  });

  test.each([
    ['PORT', 'три тысячи', 'PORT=3000'],
    ['PORT', '70000', '65535'],
    ['PUBLIC_URL', 'support.example.ru', 'https://support.example.ru'],
    ['PUBLIC_URL', 'http://support.example.ru', 'https://'],
    ['PUBLIC_URL', 'https://example.ru/chat', 'без пути'],
    ['ADMIN_PASSWORD', 'qwerty', 'короче 12'],
    ['ADMIN_PASSWORD', 'aaaaaaaaaaaaaaaa', 'разных'],
    ['VISITOR_KEY', 'short', 'openssl'],
    ['PERSONAL_KEY', 'short', 'openssl'],
    ['PERSONAL_KEY_OLD', 'short', 'openssl'],
    ['VISITOR_KEY', `"${'k'.repeat(40)}"`, 'кавычки'],
    ['VISITOR_KEY', `${'k'.repeat(40)}\n`, 'перевод строки'],
    ['WIDGET_SITES', 'https://ok.ru,javascript:alert(1)', 'javascript:alert(1)'],
    ['LOG_LEVEL', 'loud', 'info'],
    ['METRICS_TOKEN', 'short', 'openssl'],
    ['MAX_CONNECTIONS', 'много', '20000'],
    ['MAX_CONNECTIONS', '0', '20000'],
    ['TELEGRAM_POLICY', 'some', 'no-personal'],
    ['VK_POLICY', 'Full', 'no-personal'],
    ['STATE_BODY', 'да', 'true'],
    ['SANDBOX', 'maybe', 'true или false'],
    ['SANDBOX', 'true', 'в рабочем режиме'],
    ['ADMIN_PASSWORD', 'changeme-1234-qwe', 'заготовка'],
    ['VISITOR_KEY', 'x'.repeat(40), 'заготовка'],
    ['PERSONAL_KEY', 'your-personal-key-of-32-signs-or-more', 'заготовка'],
    ['METRICS_TOKEN', '<случайная строка от 16>', 'заготовка'],
  ])('%s=%s is refused with the cure', (name, value, cure) => {
    const found = problems({ ...production, [name]: value });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(name);
    expect(found[0]).toContain(cure);
  });

  test('a token out of the documentation is refused', () => {
    const found = problems({ TELEGRAM_BOT_TOKEN: '123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11' });
    expect(found).toEqual([expect.stringContaining('TELEGRAM_BOT_TOKEN: это заготовка')]);
  });

  const messengers = (env: Record<string, string>) => {
    const parsed = parseConfig({
      TELEGRAM_BOT_TOKEN: '123456789:AAtest-token-of-an-emulator_only-00000',
      VK_TOKEN: 'vk1.a.token',
      VK_GROUP_ID: '1',
      ...env,
    });
    if (!parsed.ok) throw new Error(parsed.problems.join());
    return parsed.config.messengers;
  };

  test('a messenger takes no personal data unless it is told to, and then that is said at every start', () => {
    const usual = messengers({});
    expect([usual.policyOf('telegram'), usual.policyOf('vk'), usual.policyOf('web')]).toEqual([
      'no-personal',
      'no-personal',
      'full',
    ]);
    expect(usual.notices).toEqual([expect.stringContaining('PUBLIC_URL не задан')]);
    const full = messengers({ VK_POLICY: 'full', PUBLIC_URL: 'http://localhost:3000' });
    expect(full.policyOf('vk')).toBe('full');
    expect(full.notices).toEqual([expect.stringContaining('VK_POLICY=full')]);
  });

  test('a messenger is off when its policy says so, and Telegram is when the law does: that is told', () => {
    expect(messengers({ TELEGRAM_POLICY: 'off', VK_POLICY: 'off' })).toMatchObject({ telegram: null, vk: null });
    const state = messengers({ STATE_BODY: 'true' });
    expect(state.telegram).toBeNull();
    expect(state.vk).not.toBeNull();
    expect(state.notices[0]).toContain('41-ФЗ');
  });

  test('with an address of this machine alone a trial goes by polling: nobody outside could call us there', () => {
    const local = messengers({ PUBLIC_URL: 'http://localhost:3000' });
    expect(local).toMatchObject({ telegram: { webhookSecret: null }, vk: { callback: null } });
  });

  test.each([
    ['no token', {}, ['telegram', 'vk']],
    ['a token of Telegram', { TELEGRAM_BOT_TOKEN: `1234567:${'a'.repeat(30)}` }, ['vk']],
    ['a token of VK', { VK_TOKEN: 'vk1.a', VK_GROUP_ID: '5' }, ['telegram']],
    ['a state body', { STATE_BODY: 'true' }, ['vk']],
    ['a channel that is off', { VK_POLICY: 'off' }, ['telegram']],
    ['no wish for it', { SANDBOX: 'false' }, []],
    ['production', production, []],
  ])('with %s the sandbox plays what has no token', (_name, env: Record<string, string>, platforms) => {
    const parsed = parseConfig(env);
    expect(parsed.ok && parsed.config.sandbox.map(({ platform }) => platform)).toEqual(platforms);
  });

  test('a refused secret is never repeated in the message', () => {
    expect(problems({ ...production, ADMIN_PASSWORD: 'hunter2' }).join()).not.toContain('hunter2');
    expect(problems({ ...production, VISITOR_KEY: 'hunter2' }).join()).not.toContain('hunter2');
  });

  test('all are described in .env.example, and nothing there is read by nobody', () => {
    const read = new Set<string>();
    parseConfig(new Proxy({}, { get: (_, name) => (typeof name === 'string' ? void read.add(name) : undefined) }));
    const described = readFileSync('.env.example', 'utf8').matchAll(/^#?\s?([A-Z][A-Z_]+)=/gmu);
    expect(new Set([...described].map(([, name]) => name))).toEqual(read);
  });
});
