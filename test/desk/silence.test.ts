import { createSimulatedClock } from '../support/clock.ts';
import { dayOne } from '../support/builders.ts';
import { eventually, openCitizen, startProduct, type CitizenScreen, type Product } from '../support/product.ts';

const hour = 3_600_000;
const site = 'http://localhost:8080';

/** A citizen who was answered by the bot and left «Помогло?» open. */
const answered = async (product: Product): Promise<CitizenScreen> => {
  const elena = await openCitizen(product.url, null, site);
  await elena.send('как позвонить в поддержку');
  await eventually(() => elena.view().status === 'answered');
  return elena;
};

describe('silence after an answer', () => {
  test('closes the ticket after 72 hours, once, and says so', async () => {
    const clock = createSimulatedClock(dayOne);
    const product = await startProduct({ clock });
    const elena = await answered(product);
    clock.advance(71 * hour);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(elena.view().status).toBe('answered');
    clock.advance(hour);
    await eventually(() => {
      clock.advance(1000);
      return elena.view().status === 'closed';
    });
    const lines = elena.texts().length;
    clock.advance(100 * hour);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(elena.texts()).toHaveLength(lines);
    elena.close();
    await product.end();
  });

  test('is counted through a stop of the server', async () => {
    const clock = createSimulatedClock(dayOne);
    let product = await startProduct({ clock });
    const elena = await answered(product);
    elena.close();
    await product.stop();
    clock.advance(200 * hour);
    product = await startProduct({ clock, dataDir: product.dataDir });
    const again = await openCitizen(product.url, elena.token(), site);
    await eventually(() => again.view().status === 'closed');
    again.close();
    await product.end();
  });

  test('a word before that keeps the number open', async () => {
    const clock = createSimulatedClock(dayOne);
    const product = await startProduct({ clock });
    const elena = await answered(product);
    const { number } = elena.view();
    clock.advance(71 * hour);
    await elena.send('нет, не помогло');
    clock.advance(100 * hour);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(elena.view()).toMatchObject({ number, status: 'bot' });
    elena.close();
    await product.end();
  });
});

test('a new question long after the close has a new number', async () => {
  const clock = createSimulatedClock(dayOne);
  const product = await startProduct({ clock });
  const elena = await answered(product);
  const { number } = elena.view();
  await elena.press('Да, помогло');
  await eventually(() => elena.view().status === 'closed');
  await elena.send('не могу войти');
  await eventually(() => elena.view().number !== number);
  elena.close();
  await product.end();
});
