/** Many at once: of those who want the same thing one gets it, the others read who did, and nothing is done twice. */
import { createSessions } from '../../operator-console/server/session.ts';
import type { Desk } from '../../core/desk/create-desk.ts';
import type { Operator } from '../../core/domain/operator.ts';
import type { OpKind } from './history.ts';
import { openStore } from '../../core/storage/sqlite/open.ts';
import { systemClock } from '../../core/system-clock.ts';
import { anOperator } from '../support/builders.ts';
import { startProduct } from '../support/product.ts';
import { openConsole } from './console.ts';
import { openDesks, type Desks, type End } from './desks.ts';
import { createField, newFolder } from './field.ts';

let opened: Desks | null = null;

const desksOf = async (count: number): Promise<Desks & { readonly one: Desk; readonly other: Desk }> => {
  opened = await openDesks(count);
  const [one, other = one] = opened.desks;
  if (!one || !other) throw new Error('a desk is wanted');
  return { ...opened, one, other };
};

afterEach(async () => {
  await opened?.end();
  opened = null;
});

const won = (ends: readonly End[]): readonly End[] => ends.filter((end) => 'seq' in end);

/** Between processes an act may be told to come again; a screen does, under the same id. */
const insist = async (act: () => Promise<End>): Promise<End> => {
  for (;;) {
    const end = await act();
    if (!('error' in end) || end.error !== 'busy') return end;
  }
};

const claimAll = (
  { act, random }: Desks,
  claims: readonly {
    readonly desk: Desk;
    readonly peer: string;
    readonly operator: Operator;
    readonly ticket: string;
  }[],
): Promise<readonly End[]> =>
  Promise.all(
    claims.map(({ desk, peer, operator, ticket }) => {
      const token = random.token();
      return insist(() => act(desk, 'claim', peer, { operator, ticket }, {}, token));
    }),
  );

test.each([1, 2])(
  'of 1000 operators who take one ticket at the same moment in %d processes one gets it',
  async (count) => {
    const field = await desksOf(count);
    const operators = await field.hire(1000);
    const ticket = await field.waiting(field.one, 'elena');
    const claims = operators.map((operator, index) => ({
      desk: index % 2 === 0 ? field.one : field.other,
      peer: 'elena',
      operator,
      ticket,
    }));
    const ends = await claimAll(field, claims);
    expect(won(ends)).toHaveLength(1);
    const winner = operators[ends.findIndex((end) => 'seq' in end)];
    const losers = ends.filter((end) => 'error' in end);
    expect(losers).toHaveLength(999);
    expect(new Set(losers.map(({ error, by }) => `${error} ${by}`))).toEqual(new Set([`taken ${winner?.name}`]));
    expect(field.stored().tickets.map(({ owner }) => owner)).toEqual([winner?.id]);
    expect(field.verdict()).toEqual([]);
  },
);

test('1000 claims over 50 tickets: each ticket goes to one operator', async () => {
  const field = await desksOf(2);
  const operators = await field.hire(20);
  const peers = Array.from({ length: 50 }, (_, index) => `peer-${index}`);
  const tickets = await Promise.all(peers.map((peer) => field.waiting(field.one, peer)));
  const claims = tickets.flatMap((ticket, at) =>
    operators.map((operator, index) => ({
      desk: (at + index) % 2 === 0 ? field.one : field.other,
      peer: peers[at] ?? '',
      operator,
      ticket,
    })),
  );
  const ends = await claimAll(field, claims);
  expect(won(ends)).toHaveLength(50);
  expect(new Set(tickets).size).toBe(50);
  expect(field.verdict()).toEqual([]);
});

test('of 50 consoles that take one ticket over real sockets one gets it, the others read who', async () => {
  const dataDir = newFolder();
  const store = openStore({ dataDir, clock: systemClock });
  const sessions = createSessions({ signIns: store.signIns, clock: systemClock, secure: false });
  const operators = Array.from({ length: 50 }, (_, index) =>
    anOperator({ name: `Оператор ${index + 1}`, role: 'supervisor', departments: [] }),
  );
  const cookies = await Promise.all(
    operators.map(async (operator) => {
      await store.people.save(operator, null);
      return (await sessions.open(operator)).split(';')[0] ?? '';
    }),
  );
  await store.close();
  const product = await startProduct({ dataDir });
  const url = async (): Promise<string> => product.url;
  const field = createField({ dataDir, url, seed: 3 });
  const { history, staff, citizens } = field;
  const consoles = await Promise.all(
    operators.map(({ id, name }, index) => openConsole({ url, history, name, id, cookie: cookies[index] ?? '' })),
  );
  try {
    const citizen = await citizens.arrive();
    await citizens.say(citizen);
    await citizens.handoff(citizen);
    const sent = await Promise.all(consoles.map((by) => staff.claim(by, citizen)));
    const winners = consoles.filter((_, index) => sent[index]?.reply.ok);
    expect(winners).toHaveLength(1);
    const refusals = sent.flatMap(({ reply }) => (reply.ok ? [] : [`${reply.error} ${reply.by}`]));
    expect(new Set(refusals)).toEqual(new Set([`taken ${winners[0]?.name}`]));
    await field.verify();
  } finally {
    for (const each of consoles) each.close();
    citizens.leave();
    await product.end();
  }
});

test('one message that comes 100 times at once over two sockets is one message', async () => {
  const product = await startProduct();
  const field = createField({ dataDir: product.dataDir, url: async () => product.url, seed: 4 });
  try {
    const citizen = await field.citizens.arrive();
    const tab = await field.citizens.tab(citizen);
    const token = field.random.token();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        (index % 2 === 0 ? citizen : tab).widget.send(token, `Вопрос ${token}`),
      ),
    );
    // More than a person can type is slowed down, not stored.
    const kinds = new Set(answers.map((answer) => (answer.ok ? answer.seq : answer.error)));
    expect([...kinds].sort()).toEqual([2, 'throttled']);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(20);
    await field.verify();
  } finally {
    field.citizens.leave();
    await product.end();
  }
});

test('one event that comes 100 times at once to two processes is one event, and each is told the same', async () => {
  const field = await desksOf(2);
  await field.say(field.one, 'elena', 'Здравствуйте');
  const again = (desk: Desk) => insist(() => field.say(desk, 'elena', 'Не могу войти', 'tok-aaaabbbb'));
  const ends = await Promise.all(Array.from({ length: 100 }, (_, index) => again(index % 2 ? field.one : field.other)));
  expect(new Set(ends.map((end) => ('seq' in end ? end.seq : end.error)))).toEqual(new Set([3]));
  expect(field.stored().tickets).toHaveLength(1);
  expect(field.verdict()).toEqual([]);
});

const rounds = 25;

/** The same race again and again, now one first, now the other; what it left of the ticket each time. */
const race = async (
  prepare: (field: Desks, peer: string, ticket: string, operators: readonly [Operator, Operator]) => Promise<unknown>,
  run: (
    field: Desks & { readonly one: Desk; readonly other: Desk },
    act: (kind: OpKind, operator: Operator, more?: object) => Promise<End>,
    peer: string,
    operators: readonly [Operator, Operator],
  ) => readonly (() => Promise<End>)[],
) => {
  const field = await desksOf(2);
  const [first, second] = await field.hire(2);
  if (!first || !second) throw new Error('two operators are wanted');
  const left = [];
  for (let round = 0; round < rounds; round += 1) {
    const peer = `peer-${round}`;
    const ticket = await field.waiting(field.one, peer);
    await prepare(field, peer, ticket, [first, second]);
    const act = (kind: OpKind, operator: Operator, more: object = {}): Promise<End> => {
      const token = field.random.token();
      return insist(() => field.act(field.other, kind, peer, { operator, ticket }, more, token));
    };
    const racers = run(field, act, peer, [first, second]);
    const from = round % racers.length;
    const running = racers.map((_, index) => (index + from) % racers.length).map((at) => ({ at, end: racers[at]?.() }));
    const ends = await Promise.all(running.sort((a, b) => a.at - b.at).map(({ end }) => end));
    const stored = field.stored().tickets.find(({ number }) => number === ticket);
    left.push({ ends, status: stored?.status, owner: stored?.owner ?? null, first, second });
  }
  expect(field.verdict()).toEqual([]);
  return left;
};

const claim = async (field: Desks, peer: string, ticket: string, [operator]: readonly [Operator, Operator]) =>
  field.act(field.desks[0] as Desk, 'claim', peer, { operator, ticket });

test('a citizen who leaves the queue as an operator takes the ticket: one of them is first', async () => {
  const left = await race(
    async () => null,
    (field, act, peer, [first]) => [
      () => insist(() => field.press(field.one, peer, 'Не ждать, вернуться к боту')),
      () => act('claim', first),
    ],
  );
  for (const { ends, status, owner, first } of left) {
    const [, claimed] = ends;
    if (claimed && 'seq' in claimed) expect([status, owner]).toEqual(['active', first.id]);
    else expect([claimed, status, owner]).toEqual([{ error: 'wrong-status', by: null }, 'bot', null]);
  }
  console.log(new Set(left.map(({ status }) => status)));
});

test('a citizen who closes as the operator opens the ticket again: it is closed or it is theirs', async () => {
  const left = await race(
    async (field, peer, ticket, operators) => {
      await claim(field, peer, ticket, operators);
      await field.act(field.desks[0] as Desk, 'solve', peer, { operator: operators[0], ticket });
    },
    (field, act, peer, [first]) => [
      () => insist(() => field.press(field.one, peer, 'Да, помогло')),
      () => act('reopen', first),
      () => act('reply', first),
    ],
  );
  for (const { ends, status, owner, first } of left) {
    const [, reopened, replied] = ends;
    if (reopened && 'seq' in reopened) expect([status, owner]).toEqual(['active', first.id]);
    else expect([status, owner]).toEqual(['closed', null]);
    if (replied && 'error' in replied) expect(['not-owner', 'wrong-status']).toContain(replied.error);
  }
  console.log(new Set(left.map(({ status,ends }) => status+JSON.stringify(ends.slice(1)))));
});

test('a ticket passed on as its owner answers: the answer came before, or is refused with the new owner’s name', async () => {
  const left = await race(claim, (_field, act, _peer, [first, second]) => [
    () => act('transfer', first, { to: { kind: 'operator', id: second.id } }),
    () => act('reply', first),
  ]);
  for (const { ends, owner, second } of left) {
    const [passed, replied] = ends;
    expect(owner).toBe(second.id);
    if (!passed || !('seq' in passed) || !replied) throw new Error('the owner may pass a ticket on');
    if ('seq' in replied) expect(replied.seq).toBeLessThan(passed.seq);
    else expect(replied.error).toBe('not-owner');
  }
  console.log(new Set(left.map(({ ends }) => 'error' in ends[1])));
});

test('an act repeated because its answer was lost gets the first answer, also when the ticket has left the actor’s sight', async () => {
  const field = await desksOf(1);
  const operator = anOperator({ departments: ['registration', 'general'] });
  await field.store.people.save(operator, null);
  const ticket = await field.waiting(field.one, 'elena');
  await field.act(field.one, 'claim', 'elena', { operator, ticket });
  const to = { kind: 'department', id: 'technical' };
  const pass = () => field.act(field.one, 'transfer', 'elena', { operator, ticket }, { to }, 'tok-aaaabbbb');
  const first = await pass();
  expect(first).toHaveProperty('seq');
  expect(await pass()).toEqual(first);
  const late = await field.act(field.one, 'note', 'elena', { operator, ticket });
  expect(late).toEqual({ error: 'not-found', by: null });
  expect(field.verdict()).toEqual([]);
});
