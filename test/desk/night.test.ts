import { createSimulatedClock, type SimulatedClock } from '../support/clock.ts';
import {
  connectOperator,
  eventually,
  openCitizen,
  openOperator,
  startProduct,
  type CitizenScreen,
  type OperatorScreen,
  type Product,
} from '../support/product.ts';
import { shippedScenarios } from '../support/scenarios.ts';

/** Tuesday, 24 November 2026, 21:00 in Moscow: the chat is closed until nine in the morning. */
const evening = Date.UTC(2026, 10, 24, 18);
const hour = 3_600_000;
const minute = 60_000;
const site = 'http://localhost:8080';
const env = { SCENARIOS_DIR: shippedScenarios };

let clock: SimulatedClock;
let product: Product;
const screens: { close(): void }[] = [];

const begin = async (at: number): Promise<void> => {
  clock = createSimulatedClock(at);
  product = await startProduct({ clock, env });
};
afterEach(async () => {
  for (const screen of screens.splice(0)) screen.close();
  await product.end();
});

const citizen = async (token: string | null = null): Promise<CitizenScreen> => {
  const screen = await openCitizen(product.url, token, site);
  screens.push(screen);
  return screen;
};

const operator = async (login: string): Promise<OperatorScreen> => {
  const screen = await openOperator(product, login);
  screens.push(screen);
  return screen;
};

const calling = async (question: string): Promise<CitizenScreen> => {
  const screen = await citizen();
  await screen.send(question);
  await screen.send('оператор');
  await eventually(() => screen.view().status === 'queued');
  return screen;
};

const numberOf = (screen: CitizenScreen): string => screen.view().number ?? '';
const count = (screen: CitizenScreen, words: string): number =>
  screen.texts().filter((text) => text.includes(words)).length;

describe('outside the hours of the chat', () => {
  beforeEach(() => begin(evening));

  test('one notice with the next opening; the bot goes on; what clearly belongs to the question joins it', async () => {
    const elena = await calling('не могу войти');
    const number = numberOf(elena);
    expect(count(elena, 'завтра, 25 ноября, в 09:00 (МСК)')).toBe(1);
    expect(elena.view()).toMatchObject({ status: 'queued', who: { kind: 'bot' } });
    await elena.send('не могу войти, пробовал уже дважды');
    await eventually(() => count(elena, `Добавил к обращению № ${number}`) === 1);
    expect(numberOf(elena)).toBe(number);
    await elena.send('какие файлы можно приложить');
    await eventually(() => numberOf(elena) !== number);
    expect(elena.view().who.kind).toBe('bot');
    expect(count(elena, 'в 09:00 (МСК)')).toBe(1);
  });

  test('the morning finds the oldest first, none lost and none twice, also after a restart', async () => {
    const [first, second] = [await calling('не могу войти'), await calling('не приходит смс')];
    clock.advance(minute);
    await second.send('оператор');
    const numbers = [numberOf(first), numberOf(second)];
    for (const screen of screens.splice(0)) screen.close();
    product = await product.restart();
    clock.advance(12 * hour + 5 * minute);
    const marina = await operator('marina');
    const take = (clientId: string) => marina.ask<{ number: string }>('queue:take', { clientId });
    expect(await take('morning-one')).toEqual({ ok: true, number: numbers[0] });
    expect(await take('morning-two')).toEqual({ ok: true, number: numbers[1] });
    expect(await take('morning-three')).toMatchObject({ error: 'empty' });
  });

  test('an operator takes the waiting question: the conversation is about it, what the bot did meanwhile goes with it', async () => {
    const elena = await calling('не могу войти');
    const number = numberOf(elena);
    await elena.send('какие файлы можно приложить');
    await eventually(() => numberOf(elena) !== number);
    clock.advance(12 * hour + 5 * minute);
    const marina = await operator('marina');
    expect(await marina.act('ticket:claim', number)).toMatchObject({ ok: true });
    await eventually(() => numberOf(elena) === number && elena.view().who.kind === 'operator');
    const lines = elena.texts().length;
    await elena.send('я здесь');
    await eventually(() => elena.texts().length === lines + 1);
    expect(elena.view()).toMatchObject({ number, status: 'active' });
  });

  test('a second call for a person stands in the queue once, under the first number', async () => {
    const elena = await calling('не могу войти');
    const number = numberOf(elena);
    await elena.send('какие файлы можно приложить');
    await eventually(() => numberOf(elena) !== number);
    await elena.send('оператор');
    await eventually(() => numberOf(elena) === number);
    expect(count(elena, `Добавил вопрос к обращению № ${number}`)).toBe(1);
    clock.advance(12 * hour + 5 * minute);
    const marina = await operator('marina');
    const list = await marina.ask<{ counts: { queue: number } }>('queue:list', { tab: 'queue' });
    expect(list).toMatchObject({ counts: { queue: 1 } });
  });

  test('a threat to life waits for nobody’s hours', async () => {
    const elena = await citizen();
    await elena.send('я не хочу жить');
    await eventually(() => elena.view().status === 'queued');
    expect(elena.view().who.kind).toBe('queue');
    expect(count(elena, '112')).toBe(1);
  });
});

describe('in the hours of the chat', () => {
  /** Wednesday, 25 November 2026, 10:00 in Moscow. */
  beforeEach(() => begin(Date.UTC(2026, 10, 25, 7)));

  test('with nobody on line it is said once; with somebody there it is not', async () => {
    const elena = await calling('не могу войти');
    expect(count(elena, 'на линии никого нет')).toBe(1);
    expect(elena.view().who.kind).toBe('bot');
    await operator('marina');
    const ivan = await calling('не могу войти');
    expect(ivan.view().who.kind).toBe('queue');
    expect(count(ivan, 'на линии никого нет')).toBe(0);
  });

  test('the place is told as soon as five services were measured, not before, and moves with the queue', async () => {
    const marina = await operator('marina');
    for (let served = 0; served < 5; served += 1) {
      const one = await calling('не могу войти');
      await eventually(() => one.view().queue?.ahead === 0);
      expect(one.view().queue?.minutes).toBeNull();
      expect(count(one, 'Ответим примерно')).toBe(0);
      clock.advance(2 * minute);
      await marina.act('ticket:claim', numberOf(one));
      await marina.act('ticket:solve', numberOf(one), { text: 'Готово' });
    }
    const [first, second] = [await calling('не могу войти'), await calling('не могу войти')];
    await eventually(() => second.view().queue?.ahead === 1);
    expect(second.view().queue).toEqual({ ahead: 1, minutes: 4 });
    expect(count(second, 'Перед вами один. Ответим примерно через 4 минуты.')).toBe(1);
    const moved: { ahead: number }[] = [];
    second.socket.on('queue:changed', (place: { ahead: number }) => moved.push(place));
    await marina.act('ticket:claim', numberOf(first));
    await eventually(() => moved.some(({ ahead }) => ahead === 0));
  });

  test('a supervisor closes the line at once: citizens hear the next opening, a restart forgets nothing, operators may not', async () => {
    const marina = await operator('marina');
    const wish = { line: 'chat', open: [], until: '2026-11-26' };
    expect(await marina.ask('line:change', wish)).toMatchObject({ ok: false, error: 'forbidden' });
    const anna = await operator('admin');
    expect(await anna.ask('line:change', { ...wish, until: '2026-11-24' })).toMatchObject({ error: 'invalid' });
    expect(await anna.ask('line:change', { ...wish, until: '2026-13-40' })).toMatchObject({ error: 'invalid' });
    const changed = await anna.ask<{ lines: { id: string; open: boolean; hours: string }[] }>('line:change', wish);
    expect(changed.ok && changed.lines.find(({ id }) => id === 'chat')).toMatchObject({ open: false });
    const elena = await calling('не могу войти');
    expect(count(elena, '27 ноября в 09:00 (МСК)')).toBe(1);
    const { cookie } = anna;
    for (const screen of screens.splice(0)) screen.close();
    product = await product.restart();
    const again = await connectOperator(product.url, cookie);
    screens.push(again);
    const ivan = await calling('не могу войти');
    expect(count(ivan, '27 ноября в 09:00 (МСК)')).toBe(1);
    expect(await again.ask('line:restore', { line: 'chat' })).toMatchObject({ ok: true });
    await operator('marina');
    const vera = await calling('не могу войти');
    expect(vera.view().who.kind).toBe('queue');
  });
});
