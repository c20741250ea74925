/** What a messenger's policy means to a citizen in it: personal data is hidden, not sealed, and kept nowhere. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { canary, leaksInFiles, leaksInTables } from '../personal/canary.ts';
import { eventually, openOperator } from '../support/product.ts';
import { received, startWithTelegram, untilReceived, type WithTelegram } from '../support/telegram.ts';

const elena = { id: 701, firstName: 'Елена', lastName: 'Морозова' };
const sealedIn = (dataDir: string): number => {
  const db = new DatabaseSync(join(dataDir, 'desk.db'), { readOnly: true });
  try {
    return Number(db.prepare('SELECT count(*) AS n FROM personal').get()?.['n']);
  } finally {
    db.close();
  }
};

let world: WithTelegram;
beforeAll(async () => {
  world = await startWithTelegram('polling');
});
afterAll(() => world.end());

test('typed personal data is hidden and not even sealed; both sides read why, and the question is answered all the same', async () => {
  const chat = world.telegram.chat(elena);
  chat.send(`не могу войти, мой СНИЛС ${canary.snils}, телефон ${canary.phone}`);
  await untilReceived(chat, 'Мы их скрыли и не сохранили');
  await untilReceived(chat, 'Что мешает войти');
  await untilReceived(chat, 'Личные данные здесь не пишите');
  chat.press('Перейти к оператору');
  await untilReceived(chat, 'повторять не нужно');
  const number = /№ (\d{2}-\d{6}-\d)/u.exec(received(chat).join('\n'))?.[1] ?? '';
  const marina = await openOperator(world.product, 'marina');
  await marina.open(number);
  const seen = [...marina.messages.values()];
  const line = seen.find(({ author, text }) => author.kind === 'citizen' && text.includes('СНИЛС'));
  expect(line?.text).toMatch(/не могу войти, мой СНИЛС •.*телефон .*•/u);
  expect(line?.masked).toEqual([]);
  expect(seen.map(({ text }) => text)).toContainEqual(expect.stringContaining('не сохранили'));
  marina.close();
});

test('a contact card is refused with the reason', async () => {
  const chat = world.telegram.chat({ id: 702, firstName: 'Пётр' });
  chat.sendContent({ contact: { phone_number: canary.phone, first_name: 'Пётр', user_id: 702 } });
  await untilReceived(chat, 'Контакт мы не сохранили');
});

test('a line that is changed to hold personal data loses it again', async () => {
  const chat = world.telegram.chat({ id: 703, firstName: 'Анна' });
  const message = chat.send('не приходит код');
  await untilReceived(chat, /№ \d{2}-\d{6}-\d/u);
  const from = { id: 703, is_bot: false, first_name: 'Анна' };
  const date = Math.floor(Date.now() / 1000);
  const dates = { date, edit_date: date + 5 };
  const text = `не приходит код на ${canary.phone}`;
  world.telegram.raw({
    edited_message: { message_id: message, from, chat: { id: 703, type: 'private' }, ...dates, text },
  });
  await untilReceived(chat, 'Мы их скрыли и не сохранили');
});

test('nothing of it lies anywhere in the data folder', async () => {
  await eventually(() => world.telegram.pending() === 0);
  await world.product.stop();
  expect(sealedIn(world.product.dataDir)).toBe(0);
  expect(leaksInFiles(world.product.dataDir)).toEqual([]);
  const { leaks, seen } = leaksInTables(join(world.product.dataDir, 'desk.db'));
  expect(leaks).toEqual([]);
  expect(seen).toBeGreaterThan(100);
});
