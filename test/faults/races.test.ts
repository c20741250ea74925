/** Many at once: of those who want the same thing one gets it, the others read who did, and nothing is done twice. */
import type { Desk } from '../../core/desk/create-desk.ts';
import type { Operator } from '../../core/domain/operator.ts';
import type { OpKind } from './history.ts';
import { anOperator } from '../support/builders.ts';
import { openDesks, type Desks, type End } from './desks.ts';

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

test('one event that comes 100 times at once to two processes is one event, and each is told the same', async () => {
  const field = await desksOf(2);
  await field.say(field.one, 'elena', 'Здравствуйте');
  const again = (desk: Desk) => insist(() => field.say(desk, 'elena', 'Не могу войти', 'tok-aaaabbbb'));
  const ends = await Promise.all(Array.from({ length: 100 }, (_, index) => again(index % 2 ? field.one : field.other)));
  expect(new Set(ends.map((end) => ('seq' in end ? end.seq : end.error)))).toEqual(new Set([3]));
  expect(field.stored().tickets).toHaveLength(1);
  expect(field.verdict()).toEqual([]);
});

const rounds = 30;

const nextTick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

type Pair = readonly [Operator, Operator];

/** The same race again and again, now one first, now the other; what it left of the ticket each time. */
const race = async <P>(
  prepare: (field: Desks, peer: string, ticket: string, operators: Pair) => Promise<P>,
  run: (
    prepared: P,
    act: (kind: OpKind, operator: Operator, more?: object) => Promise<End>,
    operators: Pair,
  ) => readonly (() => Promise<End>)[],
) => {
  const field = await desksOf(2);
  const [first, second] = await field.hire(2);
  if (!first || !second) throw new Error('two operators are wanted');
  const left = [];
  for (let round = 0; round < rounds; round += 1) {
    const peer = `peer-${round}`;
    const ticket = await field.waiting(field.one, peer);
    const prepared = await prepare(field, peer, ticket, [first, second]);
    const act = (kind: OpKind, operator: Operator, more: object = {}): Promise<End> => {
      const token = field.random.token();
      return insist(() => field.act(field.other, kind, peer, { operator, ticket }, more, token));
    };
    const racers = run(prepared, act, [first, second]);
    // Who starts first, and by how much, is different every time.
    const from = round % racers.length;
    const start = async (racer: () => Promise<End>, index: number): Promise<End> => {
      for (let ticks = ((index + from) % racers.length) * (round % 5); ticks > 0; ticks -= 1) await nextTick();
      return racer();
    };
    const ends = await Promise.all(racers.map(start));
    const stored = field.stored().tickets.find(({ number }) => number === ticket);
    left.push({ ends, status: stored?.status, owner: stored?.owner ?? null, first, second });
  }
  expect(field.verdict()).toEqual([]);
  return left;
};

const claim = async (field: Desks, peer: string, ticket: string, [operator]: Pair) =>
  field.act(field.desks[0] as Desk, 'claim', peer, { operator, ticket });

test('a citizen who leaves the queue as an operator takes the ticket: one of them is first', async () => {
  const left = await race(
    (field, peer) => field.button(field.desks[0] as Desk, peer, 'Не ждать, вернуться к боту'),
    (withdraw, act, [first]) => [() => insist(withdraw), () => act('claim', first)],
  );
  for (const { ends, status, owner, first } of left) {
    const [, claimed] = ends;
    if (claimed && 'seq' in claimed) expect([status, owner]).toEqual(['active', first.id]);
    else expect([claimed, status, owner]).toEqual([{ error: 'wrong-status', by: null }, 'bot', null]);
  }
  expect(new Set(left.map(({ status }) => status))).toEqual(new Set(['active', 'bot']));
});

test('a citizen who closes as the operator opens the ticket again: it is theirs, and an answer is stored or refused', async () => {
  const left = await race(
    async (field, peer, ticket, operators) => {
      await claim(field, peer, ticket, operators);
      await field.act(field.desks[0] as Desk, 'solve', peer, { operator: operators[0], ticket });
      return field.button(field.desks[0] as Desk, peer, 'Да, помогло');
    },
    (close, act, [first]) => [() => insist(close), () => act('reopen', first), () => act('reply', first)],
  );
  for (const { ends, status, owner, first } of left) {
    const [, reopened, replied] = ends;
    expect(reopened).toHaveProperty('seq');
    expect([status, owner]).toEqual(['active', first.id]);
    if (replied && 'error' in replied) expect(['not-owner', 'wrong-status']).toContain(replied.error);
  }
});

test('a ticket passed on as its owner answers: the answer came before, or is refused with the new owner’s name', async () => {
  const left = await race(claim, (_claimed, act, [first, second]) => [
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
  const fates = left.map(({ ends: [, replied] }) => (replied && 'seq' in replied ? 'answered' : 'refused'));
  expect(new Set(fates)).toEqual(new Set(['answered', 'refused']));
});

test('an act repeated because its answer was lost gets the first answer, also when the ticket has left the actor’s sight', async () => {
  const field = await desksOf(1);
  const operator = anOperator({ departments: ['registration', 'general'], capacity: 100_000 });
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
