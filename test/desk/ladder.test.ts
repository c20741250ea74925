import { dayOne } from '../support/builders.ts';
import { createSimulatedClock } from '../support/clock.ts';
import { eventually, openCitizen, openOperator, startProduct } from '../support/product.ts';

const hour = 3_600_000;

test('a reminder and an escalation are seen by the staff on the same ticket, once each, also after a restart', async () => {
  const clock = createSimulatedClock(dayOne);
  let product = await startProduct({ clock });
  const elena = await openCitizen(product.url, null, 'http://localhost:8080');
  await elena.send('не приходит код для входа');
  await elena.press('Перейти к оператору');
  await eventually(() => elena.view().status === 'queued');
  const number = elena.view().number ?? '';

  clock.advance(48 * hour);
  await elena.send('почему так долго нет ответа');
  await eventually(() => elena.texts().at(-1)?.includes('Ответа нет дольше срока'));
  await elena.send('повторный запрос');
  await eventually(() => elena.texts().at(-1)?.includes(`Повторный запрос записан: обращение № ${number}`));
  await elena.send('повторный запрос');
  await elena.send('эскалация');
  await eventually(() => elena.texts().at(-1)?.includes('второй уровень'));
  expect(elena.view().number).toBe(number);
  expect(elena.texts().join('\n')).not.toContain('Гражданин отправил');
  elena.close();
  await product.stop();

  product = await startProduct({ clock, dataDir: product.dataDir });
  const marina = await openOperator(product, 'marina');
  await marina.open(number);
  expect(marina.card()?.row).toMatchObject({
    priority: 'high',
    ladder: { level: 2, remindedAt: expect.any(Number) as number, escalatedAt: expect.any(Number) as number },
  });
  const staff = [...marina.messages.values()].filter((message) => message.audience === 'staff');
  // Meanwhile the terms of the staff ran out too, which is told in lines of their own.
  const asked = staff.map(({ text }) => text).filter((text) => !text.startsWith('Срок '));
  expect(asked).toEqual(['Гражданин отправил повторный запрос. Срочность повышена', 'Эскалация: уровень 2']);
  expect([...marina.messages.values()].some(({ text }) => text === 'не приходит код для входа')).toBe(true);
  marina.close();
  await product.end();
});
