import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../core/storage/sqlite/open.ts';
import { createSimulatedClock, type SimulatedClock } from '../support/clock.ts';
import {
  eventually,
  openCitizen,
  openOperator,
  startProduct,
  type CitizenScreen,
  type Product,
} from '../support/product.ts';
import { scenariosAtAnyHour } from '../support/scenarios.ts';

/** Monday, 2 March 2026, 10:00 in Moscow. */
const monday = Date.UTC(2026, 2, 2, 7);
const site = 'http://localhost:8080';

let folder: string;
let clock: SimulatedClock;
let product: Product;
const screens: { close(): void }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  cpSync(scenariosAtAnyHour(), folder, { recursive: true });
  const file = join(folder, 'organisation.yml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('assignment: by-hand', 'assignment: automatic'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => {
  clock = createSimulatedClock(monday);
  product = await startProduct({ clock, env: { SCENARIOS_DIR: folder } });
});
afterEach(() => {
  for (const screen of screens.splice(0)) screen.close();
});

const calling = async (): Promise<CitizenScreen> => {
  const screen = await openCitizen(product.url, null, site);
  screens.push(screen);
  await screen.send('не могу войти');
  await screen.send('оператор');
  await eventually(() => screen.view().status === 'queued' || screen.view().status === 'active');
  return screen;
};

const numberOf = (screen: CitizenScreen): string => screen.view().number ?? '';

const passes = (until: () => unknown): Promise<unknown> =>
  eventually(() => {
    clock.advance(1000);
    return until();
  });

test('the queue is given out in its order, to those who are available, as far as their slots go; a freed slot takes the next', async () => {
  const waiting: CitizenScreen[] = [];
  for (let count = 0; count < 14; count += 1) {
    waiting.push(await calling());
    clock.advance(100);
  }
  const [marina, oleg] = [await openOperator(product, 'marina'), await openOperator(product, 'oleg')];
  screens.push(marina, oleg);
  await oleg.ask('presence:set', { state: 'pause' });
  const active = (): number => waiting.filter((one) => one.view().status === 'active').length;
  await passes(() => active() >= 6);
  for (let seconds = 0; seconds < 20; seconds += 1) clock.advance(1000);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await oleg.ask('presence:set', { state: 'available' });
  await passes(() => active() === 12);
  expect(waiting.slice(0, 12).every((one) => one.view().status === 'active')).toBe(true);
  const mine = waiting.find(
    (one) => one.view().who.kind === 'operator' && JSON.stringify(one.view().who).includes('Марина'),
  );
  await marina.act('ticket:solve', numberOf(mine ?? waiting[0] ?? (await calling())), { text: 'Готово' });
  await passes(() => waiting[12]?.view().status === 'active');
  expect(waiting[13]?.view().status).toBe('queued');
  await product.end();
}, 60_000);

test('a claim, the giving out and a citizen who no longer waits: each ticket has one outcome, and the audit tells it', async () => {
  const rounds = 12;
  const waiting: CitizenScreen[] = [];
  for (let round = 0; round < rounds; round += 1) waiting.push(await calling());
  const numbers = waiting.map(numberOf);
  const [marina, anna] = [await openOperator(product, 'marina'), await openOperator(product, 'admin')];
  screens.push(marina, anna);
  const claims = Promise.all(numbers.map((number) => anna.act('ticket:claim', number)));
  const impatient = waiting.filter((_, index) => index % 2 === 0);
  const leaving = Promise.all(impatient.map((one) => one.press('Не ждать, вернуться к боту')));
  clock.advance(6000);
  const answers = await claims;
  await leaving;
  for (let seconds = 0; seconds < 10; seconds += 1) {
    clock.advance(1000);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  const { dataDir } = product;
  for (const screen of screens.splice(0)) screen.close();
  await product.stop();
  const store = openStore({ dataDir, clock });
  for (const [index, number] of numbers.entries()) {
    const ticket = (await store.views.ticket(number))?.ticket;
    const actions = (await store.views.audit(number, 100)).map(({ action }) => action);
    const taken = actions.filter((action) => action === 'ticket:claim' || action === 'ticket:assign').length;
    const left = actions.filter((action) => action === 'ticket:withdraw').length;
    expect(taken + left).toBe(ticket?.status === 'queued' ? 0 : 1);
    expect(ticket?.owner === null ? 0 : 1).toBe(taken);
    if (answers[index]?.ok) expect(actions).toContain('ticket:claim');
  }
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);
