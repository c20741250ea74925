/** F40: the platform is not there, or it is not the platform. Said once, in one line with its cure, tried again, no token told. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createFastClock } from '../support/fast-clock.ts';
import { expiredCertificate } from '../support/certificate.ts';
import { eventually, startProduct } from '../support/product.ts';
import { telegramToken } from '../support/telegram.ts';
import { vkGroup, vkToken } from '../support/vk.ts';

const nowhere = 'https://api.nowhere.invalid';
const strange = createServer(expiredCertificate('localhost'));
let strangeUrl = '';
let calls = 0;

beforeAll(async () => {
  strange.on('tlsClientError', () => (calls += 1));
  strange.listen(0, '127.0.0.1');
  await once(strange, 'listening');
  strangeUrl = `https://127.0.0.1:${(strange.address() as AddressInfo).port}`;
});
afterAll(() => strange.close());

test.each([
  ['Telegram has no name, VK a certificate that is over', 'telegram', 'vk'],
  ['VK has no name, Telegram a certificate that is over', 'vk', 'telegram'],
] as const)(
  'F40 %s: one line of the log for each, which tells no token; it is tried again',
  async (_name, lost, forged) => {
    const lines: string[] = [];
    const log = pino({ level: 'debug' }, { write: (line) => void lines.push(line) });
    const before = calls;
    const product = await startProduct({
      log,
      clock: createFastClock({ since: Date.now(), speed: 50 }),
      env: {
        TELEGRAM_BOT_TOKEN: telegramToken,
        TELEGRAM_API_ROOT: lost === 'telegram' ? nowhere : strangeUrl,
        VK_TOKEN: vkToken,
        VK_GROUP_ID: String(vkGroup),
        VK_API_ROOT: lost === 'vk' ? nowhere : strangeUrl,
      },
    });
    const told = (channel: string): readonly string[] =>
      lines
        .map((line) => JSON.parse(line) as { level: number; channel?: string; msg: string })
        .filter((line) => line.channel === channel && line.level >= 50)
        .map(({ msg }) => msg);
    await eventually(() => calls >= before + 4 && told(lost).length > 0, 20_000);
    expect(told(forged)).toEqual([expect.stringMatching(/не отвечает \([A-Z_]*CERT[A-Z_]*\)\. Повторяем сами/u)]);
    expect(told(lost)).toEqual([expect.stringMatching(/не отвечает \((?:ENOTFOUND|EAI_AGAIN)\)\. Повторяем сами/u)]);
    const health = (await (await fetch(`${product.url}/healthz`)).json()) as { status: string };
    expect(health.status).toBe('degraded');
    await product.end();
    for (const secret of [telegramToken, telegramToken.split(':')[1] ?? '', vkToken]) {
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
    }
  },
);
