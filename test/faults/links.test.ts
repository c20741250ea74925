/** P2 and P8 of one-time links: kill -9 while one is spent. It is spent with the address it adds, or not at all. */
import { createTelegramEmulator, type TelegramEmulator } from '../../bots/sandbox/telegram/emulator.ts';
import { freePort } from '../support/child.ts';
import { createFastClock, type Haste } from '../support/fast-clock.ts';
import { eventually, openCitizen } from '../support/product.ts';
import { received, telegramToken } from '../support/telegram.ts';
import { newFolder, removeFolder } from './field.ts';
import type { TurnPoint } from './protocol.ts';
import { startService, type Service } from './service.ts';

let telegram: TelegramEmulator;
let service: Service;
beforeAll(async () => {
  const haste: Haste = { since: Date.now(), speed: 4 };
  telegram = await createTelegramEmulator({ token: telegramToken, clock: createFastClock(haste), speed: 5 });
  const port = await freePort();
  service = await startService({
    dataDir: newFolder(),
    env: {
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      TELEGRAM_BOT_TOKEN: telegramToken,
      TELEGRAM_API_ROOT: telegram.url,
    },
    haste,
  });
});
afterAll(async () => {
  await service.stop();
  await telegram.close();
  removeFolder(service.dataDir);
});

let people = 500;
const linked = async (): Promise<string> => {
  const chat = telegram.chat({ id: (people += 1), firstName: 'Елена' });
  chat.send('не могу войти, мой СНИЛС 112-233-445 95');
  const found = (): string | undefined => /\/continue#([\w-]{43})/u.exec(received(chat).join('\n'))?.[1];
  return eventually(found);
};

/** Null: it died before it answered. */
const press = async (token: string, clientId: string): Promise<{ state: string; token?: string } | null> => {
  const url = await service.up();
  try {
    const response = await fetch(`${url}/api/citizen/link/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ token, clientId }),
    });
    return (await response.json()) as { state: string; token?: string };
  } catch {
    return null;
  }
};

const points: readonly TurnPoint[] = ['turn:stepped', 'commit:written', 'turn:committed', 'turn:published'];

test.each(points)(
  'killed at %s: the same press comes in once the server is back, and nobody else does',
  async (point) => {
    const token = await linked();
    const dead = service.deaths();
    expect(await service.arm({ point, count: 1, aimed: true })).toBe(true);
    expect(await press(token, 'the-first-press')).toBeNull();
    await eventually(() => service.deaths() > dead);
    const entered = await press(token, 'the-first-press');
    expect(entered?.state).toBe('entered');
    expect(await press(token, 'another-press')).toEqual({ state: 'used' });
    const screen = await openCitizen(await service.up(), entered?.token ?? '');
    const welcomes = screen.texts().filter((text) => text.includes('Это защищённый чат'));
    expect(welcomes).toHaveLength(1);
    expect(screen.texts().filter((text) => text.includes('не могу войти'))).toHaveLength(1);
    screen.close();
  },
);
