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

/** Monday, 2 March 2026, 10:00 in Moscow: the chat is open. */
const monday = Date.UTC(2026, 2, 2, 7);
const minute = 60_000;
const site = 'http://localhost:8080';

let clock: SimulatedClock;
let product: Product;
const screens: { close(): void }[] = [];

beforeEach(async () => {
  clock = createSimulatedClock(monday);
  product = await startProduct({ clock, env: { SCENARIOS_DIR: shippedScenarios } });
});
afterEach(async () => {
  for (const screen of screens.splice(0)) screen.close();
  await product.end();
});

const operator = async (login: string): Promise<OperatorScreen> => {
  const screen = await openOperator(product, login);
  screens.push(screen);
  return screen;
};

/** A citizen whose question stands in the queue. */
const queued = async (question = 'не могу войти'): Promise<CitizenScreen> => {
  const screen = await openCitizen(product.url, null, site);
  screens.push(screen);
  await screen.send(question);
  await screen.send('оператор');
  await eventually(() => screen.view().status === 'queued');
  return screen;
};

const numberOf = (screen: CitizenScreen): string => screen.view().number ?? '';

/** Time goes on step by step, so that jobs are done between. */
const pass = async (ms: number, until: () => unknown): Promise<void> => {
  clock.advance(ms);
  await eventually(() => {
    clock.advance(1000);
    return until();
  });
};

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

interface Standing {
  readonly standing: {
    readonly state: string;
    readonly held: number;
    readonly capacity: number;
    readonly since: number;
  };
}

const standing = async (screen: OperatorScreen): Promise<Standing['standing']> => {
  const answer = await screen.ask<Standing>('presence:get', {});
  if (!answer.ok) throw new Error(answer.error);
  return answer.standing;
};

const isState = async (screen: OperatorScreen, state: string): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await standing(screen)).state === state) return;
    clock.advance(1000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`never ${state}, but ${(await standing(screen)).state}`);
};

describe('being there', () => {
  test('who signs in is available; a chosen pause outlives a reload and a restart of the server', async () => {
    const marina = await operator('marina');
    expect(await standing(marina)).toMatchObject({ state: 'available', held: 0, capacity: 6 });
    clock.advance(minute);
    await marina.ask('presence:set', { state: 'pause' });
    const { since } = await standing(marina);
    expect(since).toBe(monday + minute);
    const { cookie } = marina;
    marina.close();
    product = await product.restart();
    clock.advance(2 * minute);
    const again = await connectOperator(product.url, cookie);
    screens.push(again);
    expect(await standing(again)).toMatchObject({ state: 'pause', since });
  });

  test('nothing done for a quarter of an hour is «нет на месте» by itself, and the first move ends it', async () => {
    const marina = await operator('marina');
    clock.advance(14 * minute);
    await settled();
    expect((await standing(marina)).state).toBe('available');
    clock.advance(2 * minute);
    await isState(marina, 'away');
    clock.advance(minute);
    await marina.ask('presence:active', {});
    await isState(marina, 'available');
  });

  test('slots are counted: the seventh ticket is refused, and a freed slot takes the oldest', async () => {
    const marina = await operator('marina');
    const waiting: CitizenScreen[] = [];
    for (let count = 0; count < 8; count += 1) {
      waiting.push(await queued());
      clock.advance(1000);
    }
    const take = (id: number) => marina.ask<{ number: string }>('queue:take', { clientId: `take-number-${id}` });
    const answers = await Promise.all(waiting.map((_, index) => take(index)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(6);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ error: 'full' });
    expect(await standing(marina)).toMatchObject({ held: 6, capacity: 6 });
    const first = waiting[0] ?? (await queued());
    await marina.act('ticket:solve', numberOf(first), { text: 'Готово' });
    expect(await take(20)).toEqual({ ok: true, number: numberOf(waiting[6] ?? first) });
  });
});

describe('leaving', () => {
  test('a short drop changes nothing; five minutes away give back what waits for us, with its place and a word', async () => {
    const [elena, later] = [await queued(), await queued()];
    const marina = await operator('marina');
    await marina.act('ticket:claim', numberOf(elena));
    await eventually(() => elena.view().status === 'active');
    const { cookie } = marina;
    marina.close();
    clock.advance(4 * minute);
    const back = await connectOperator(product.url, cookie);
    screens.push(back);
    // Past the five minutes since the drop, short of the fifteen in which a reply is due.
    clock.advance(2 * minute);
    await settled();
    expect(elena.view()).toMatchObject({ status: 'active' });
    expect(elena.texts().join()).not.toContain('снова в очереди');
    back.close();
    await pass(5 * minute, () => elena.view().status === 'queued');
    expect(elena.texts().join()).toContain('снова в очереди');
    const oleg = await operator('oleg');
    await oleg.ask('queue:list', { tab: 'queue' });
    const take = await oleg.ask<{ number: string }>('queue:take', { clientId: 'take-after-leaving' });
    expect(take).toEqual({ ok: true, number: numberOf(elena) });
    expect(later.view().status).toBe('queued');
  });

  test('what waits for the citizen passes quietly, and their answer stands in the queue', async () => {
    const elena = await queued();
    const marina = await operator('marina');
    await marina.act('ticket:claim', numberOf(elena));
    await marina.act('message:send', numberOf(elena), { text: 'Какой у вас телефон?', asks: true });
    await eventually(() => elena.view().status === 'waiting');
    const lines = elena.texts().length;
    marina.close();
    await pass(5 * minute, () => elena.view().who.kind === 'queue');
    expect(elena.view().status).toBe('waiting');
    expect(elena.texts()).toHaveLength(lines);
    await elena.send('Андроид');
    await eventually(() => elena.view().status === 'queued');
    const oleg = await operator('oleg');
    expect(await oleg.act('ticket:claim', numberOf(elena))).toMatchObject({ ok: true });
  });

  test('leaving is counted through a restart, and the restart itself throws nobody out', async () => {
    const elena = await queued();
    const marina = await operator('marina');
    await marina.act('ticket:claim', numberOf(elena));
    await eventually(() => elena.view().status === 'active');
    const token = elena.token();
    for (const screen of screens.splice(0)) screen.close();
    clock.advance(3 * minute);
    product = await product.restart();
    clock.advance(4 * minute);
    const again = await openCitizen(product.url, token, site);
    screens.push(again);
    await settled();
    expect(again.view().status).toBe('active');
    await pass(minute, () => again.view().status === 'queued');
  });
});

describe('silence', () => {
  test('an operator who owes a reply is warned, then the ticket goes back; a reply in time ends both', async () => {
    const [elena, ivan] = [await queued(), await queued()];
    const marina = await operator('marina');
    const alerts: string[] = [];
    marina.socket.on('ticket:alerted', ({ kind, number }: { kind: string; number: string }) => {
      alerts.push(`${kind} ${number}`);
    });
    await marina.act('ticket:claim', numberOf(elena));
    await marina.act('ticket:claim', numberOf(ivan));
    await marina.act('message:send', numberOf(ivan), { text: 'Смотрю', asks: false });
    await pass(10 * minute, () => alerts.includes(`returns-soon ${numberOf(elena)}`));
    expect(elena.view().status).toBe('active');
    await pass(5 * minute, () => elena.view().status === 'queued');
    expect(alerts).toContain(`returned ${numberOf(elena)}`);
    expect(ivan.view().status).toBe('active');
    expect(alerts.join()).not.toContain(`returns-soon ${numberOf(ivan)}`);
  });
});

describe('terms', () => {
  test('a first reply that is late is told once, and the row says until when it was due', async () => {
    const elena = await queued();
    const marina = await operator('marina');
    const alerts: string[] = [];
    marina.socket.on('ticket:alerted', ({ kind }: { kind: string }) => alerts.push(kind));
    await marina.open(numberOf(elena));
    expect(marina.card()?.row.due).toMatchObject({ kind: 'reply' });
    const due = marina.card()?.row.due?.at ?? 0;
    expect(Math.abs(due - (monday + 15 * minute))).toBeLessThan(minute);
    await pass(12 * minute, () => alerts.includes('reply-soon'));
    await pass(3 * minute, () => alerts.includes('reply-late'));
    clock.advance(30 * minute);
    await settled();
    expect(alerts.filter((kind) => kind === 'reply-late')).toHaveLength(1);
    expect([...marina.messages.values()].filter(({ text }) => text.includes('Срок ответа'))).toHaveLength(1);
    expect(elena.texts().join()).not.toContain('Срок ответа');
  });

  test('the clock of the solution stands while we wait for the citizen, and a transfer does not wind it', async () => {
    const elena = await queued();
    const marina = await operator('marina');
    await marina.act('ticket:claim', numberOf(elena));
    await marina.act('message:send', numberOf(elena), { text: 'Смотрю', asks: false });
    await marina.open(numberOf(elena));
    const before = await eventually(() => marina.card()?.row.due?.kind === 'solve' && marina.card()?.row.due);
    await marina.act('message:send', numberOf(elena), { text: 'Какой телефон?', asks: true });
    await eventually(() => marina.card()?.row.due === null);
    clock.advance(20 * minute);
    await elena.send('Андроид');
    await eventually(() => elena.view().status === 'active');
    await marina.act('message:send', numberOf(elena), { text: 'Спасибо', asks: false });
    const after = await eventually(() => marina.card()?.row.due?.kind === 'solve' && marina.card()?.row.due);
    expect(Math.round((after.at - before.at) / minute)).toBe(20);
  });
});

describe('the end of a shift', () => {
  test('passes everything on and leaves nothing behind; a reload after it does not begin a new one', async () => {
    const [elena, ivan] = [await queued(), await queued()];
    const [marina, oleg] = [await operator('marina'), await operator('oleg')];
    for (const one of [elena, ivan]) await marina.act('ticket:claim', numberOf(one));
    const directory = await marina.ask<{ directory: { colleagues: { id: string; name: string }[] } }>(
      'directory:get',
      {},
    );
    const id = directory.ok ? directory.directory.colleagues.find(({ name }) => name === 'Олег Ким')?.id : '';
    const wish = { clientId: 'end-of-shift-1', to: { kind: 'operator', id }, reason: 'Смена закончена' };
    expect(await marina.ask('shift:end', wish)).toMatchObject({
      ok: true,
      moved: 2,
      standing: { state: 'offline', held: 0 },
    });
    expect(await standing(oleg)).toMatchObject({ held: 2 });
    const { cookie } = marina;
    marina.close();
    const reloaded = await connectOperator(product.url, cookie);
    screens.push(reloaded);
    expect(await standing(reloaded)).toMatchObject({ state: 'offline' });
  });

  test('without a colleague each ticket goes to its department, said again it changes nothing', async () => {
    const elena = await queued();
    const marina = await operator('marina');
    await marina.act('ticket:claim', numberOf(elena));
    const wish = { clientId: 'end-of-shift-2', to: null, reason: '' };
    expect(await marina.ask('shift:end', wish)).toMatchObject({ ok: true, moved: 1 });
    await eventually(() => elena.view().status === 'queued');
    expect(await marina.ask('shift:end', wish)).toMatchObject({ ok: true, moved: 0 });
  });
});

test('a wrong category is put right: number, place and terms stay, the citizen is not bothered', async () => {
  const elena = await queued();
  const marina = await operator('marina');
  await marina.act('ticket:claim', numberOf(elena));
  await marina.open(numberOf(elena));
  const before = marina.card()?.row;
  const lines = elena.texts().length;
  expect(await marina.act('ticket:categorise', numberOf(elena), { category: 'payments' })).toMatchObject({ ok: true });
  const after = await eventually(() => marina.card()?.row.category === 'payments' && marina.card()?.row);
  expect(after).toMatchObject({
    number: before?.number,
    department: 'payments',
    queuedAt: before?.queuedAt,
    status: 'active',
  });
  expect(elena.texts()).toHaveLength(lines);
  expect(await marina.act('ticket:categorise', numberOf(elena), { category: 'weather' })).toMatchObject({
    error: 'invalid',
  });
});
