/** The judge is judged first: whole histories pass, and each broken promise is called by its name. */
import type { Message } from '../../core/domain/message.ts';
import { formatTicketNumber } from '../../core/domain/ticket-number.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import { aMessage, aTicket } from '../support/builders.ts';
import { check, type Evidence } from './checker.ts';
import type { Follow, Op, Seen } from './history.ts';

const number = formatTicketNumber(2026, 4817);
const marina = 'op-marina';
const oleg = 'op-oleg';

const anOp = (n: number, over: Partial<Op> = {}): Op => ({
  kind: 'text',
  token: `tok-${n}`,
  by: 'citizen',
  peer: 'elena',
  number: null,
  text: `Вопрос tok-${n}`,
  line: 'must',
  expectsBot: false,
  lane: 'elena-1',
  n,
  invokedAt: n * 10,
  endedAt: n * 10 + 5,
  outcome: { kind: 'ok', seq: 1 },
  tries: 1,
  ...over,
});

const act = (n: number, kind: Op['kind'], by: string, over: Partial<Op> = {}): Op =>
  anOp(n, { kind, by, number, text: null, line: 'none', lane: by, ...over });

const bot = { kind: 'bot' } as const;
const fromMarina = { kind: 'operator', id: marina, name: 'Марина Соколова' } as const;
const noteOfMarina = { kind: 'note', id: marina, name: 'Марина Соколова' } as const;

/** A citizen asks, the bot answers with a number, Marina takes it, answers, notes and solves. */
const messages: readonly Message[] = [
  aMessage({ seq: 1, at: 10, text: 'Вопрос tok-0', clientId: 'tok-0' }),
  aMessage({ seq: 2, at: 10, text: `Передаю. Обращение № ${number}.`, author: bot }),
  aMessage({ seq: 3, at: 20, text: 'Подключилась Марина', author: { kind: 'system' } }),
  aMessage({ seq: 4, at: 30, text: 'Ответ tok-2', clientId: 'tok-2', author: fromMarina }),
  aMessage({ seq: 5, at: 40, text: 'Заметка tok-3', clientId: 'tok-3', author: noteOfMarina, audience: 'staff' }),
  aMessage({ seq: 6, at: 50, text: 'Помогло?', author: bot }),
];

const line = (at: number, actor: string, deed: string, details: AuditLine['details'] = {}): AuditLine => ({
  at,
  actor,
  action: `ticket:${deed}`,
  ticket: number,
  details,
});

const ops: readonly Op[] = [
  anOp(0, { expectsBot: true }),
  act(1, 'claim', marina, { outcome: { kind: 'ok', seq: 3 } }),
  act(2, 'reply', marina, { text: 'Ответ tok-2', line: 'must', outcome: { kind: 'ok', seq: 4 } }),
  act(3, 'note', marina, { text: 'Заметка tok-3', line: 'must', outcome: { kind: 'ok', seq: 5 } }),
  act(4, 'solve', marina, { outcome: { kind: 'ok', seq: 6 } }),
  act(5, 'claim', oleg, { outcome: { kind: 'fail', error: 'taken' } }),
];

const see = ({ seq, author, text, clientId }: Message, via: Seen['via'] = 'live'): Seen => ({
  session: 1,
  via,
  seq,
  from: author.kind,
  text,
  clientId,
});

const aFollow = (kind: Follow['kind'], seen: readonly Seen[]): Follow => ({
  screen: kind,
  kind,
  target: kind === 'widget' ? { kind: 'peer', peer: 'elena' } : { kind: 'ticket', number },
  from: 0,
  caughtUp: true,
  seen,
});

const whole: Evidence = {
  ops,
  follows: [
    aFollow(
      'widget',
      messages.filter(({ audience }) => audience === 'all').map((one) => see(one)),
    ),
    aFollow(
      'console',
      messages.map((one) => see(one)),
    ),
  ],
  sightings: [{ peer: 'elena', where: 'view', number }],
  stored: {
    conversations: [{ id: 'c-1', peer: 'elena', lastSeq: 6, messages }],
    tickets: [aTicket({ number, conversation: 'c-1', status: 'answered', owner: null })],
    audit: [
      line(10, 'citizen', 'opened'),
      line(10, 'citizen', 'handoff'),
      line(20, marina, 'claim'),
      line(30, marina, 'reply'),
      line(40, marina, 'note'),
      line(50, marina, 'solve'),
    ],
    operators: [marina, oleg],
    deadLetters: [],
  },
};

const stored = (over: Partial<Evidence['stored']>): Evidence => ({ ...whole, stored: { ...whole.stored, ...over } });
const withMessages = (changed: readonly Message[]): Evidence => ({
  ...stored({ conversations: [{ id: 'c-1', peer: 'elena', lastSeq: changed.at(-1)?.seq ?? 0, messages: changed }] }),
  follows: [],
});
const withOps = (...more: readonly Op[]): Evidence => ({ ...whole, ops: [...ops, ...more] });
const withAudit = (...more: readonly AuditLine[]): Evidence => stored({ audit: [...whole.stored.audit, ...more] });
const withWidget = (...seen: readonly Seen[]): Evidence => ({ ...whole, follows: [aFollow('widget', seen)] });
const replaced = (seq: number, over: Partial<Message>): readonly Message[] =>
  messages.map((one) => (one.seq === seq ? { ...one, ...over } : one));
const appended = (over: Partial<Message>): readonly Message[] => [...messages, aMessage({ seq: 7, at: 60, ...over })];

const broken = (evidence: Evidence): readonly string[] =>
  [...new Set(check(evidence).map(({ promise }) => promise))].sort();
const visible = messages.filter(({ audience }) => audience === 'all');

test('a history in which every promise was kept has nothing to answer for', () => {
  expect(check(whole)).toEqual([]);
});

test('an operation of which nobody knows how it ended may be stored once or not at all', () => {
  const unknown = { outcome: { kind: 'info' as const }, endedAt: null };
  expect(check(withOps(anOp(6, unknown)))).toEqual([]);
  const there = withMessages(appended({ text: 'Вопрос tok-6', clientId: 'tok-6' }));
  expect(check({ ...there, ops: [...ops, anOp(6, unknown)] })).toEqual([]);
});

describe('P1: what was acknowledged is stored', () => {
  test('an acknowledged message that is not there', () => {
    expect(broken(withOps(anOp(6, { outcome: { kind: 'ok', seq: 7 } })))).toEqual(['P1']);
  });
  test('an acknowledged message with other words', () => {
    expect(broken(withMessages(replaced(1, { text: 'Вопрос' })))).toEqual(['P1']);
  });
  test('a message acknowledged under the seq of another line', () => {
    expect(broken({ ...whole, ops: [anOp(0, { outcome: { kind: 'ok', seq: 2 } }), ...ops.slice(1)] })).toEqual(['P1']);
  });
  test('an acknowledged message in the conversation of somebody else', () => {
    expect(broken({ ...whole, ops: [anOp(0, { peer: 'ivan' }), ...ops.slice(1)] })).toEqual(['P1']);
  });
  test('an acknowledged solve that left no trace', () => {
    expect(broken(stored({ audit: whole.stored.audit.slice(0, 5) }))).toContain('P1');
  });
  test('an event given up as a dead letter', () => {
    expect(broken(stored({ deadLetters: ['web:elena:tok-0'] }))).toEqual(['P1']);
  });
});

describe('P2: one effect per event', () => {
  test('a message stored twice', () => {
    const twice = withMessages(appended({ text: 'Вопрос tok-0', clientId: 'tok-0' }));
    expect(broken(twice)).toContain('P2');
  });
  test('the bot answering one question twice', () => {
    expect(broken(withMessages(appended({ author: bot, text: 'Помогло?' })))).toEqual(['P2']);
  });
  test('two open tickets for one citizen', () => {
    const second = aTicket({ number: formatTicketNumber(2026, 5), conversation: 'c-1' });
    expect(broken(stored({ tickets: [...whole.stored.tickets, second] }))).toEqual(['P2']);
  });
  test('a ticket opened twice', () => {
    expect(broken(withAudit(line(60, 'citizen', 'opened')))).toEqual(['P2']);
  });
  test('one reply done twice', () => {
    expect(
      broken(
        stored({
          audit: [...whole.stored.audit.slice(0, 4), line(30, marina, 'reply'), ...whole.stored.audit.slice(4)],
        }),
      ),
    ).toEqual(['P2']);
  });
  test('a refused message that was stored all the same', () => {
    const refused = anOp(0, { outcome: { kind: 'fail', error: 'invalid' } });
    expect(broken({ ...whole, ops: [refused, ...ops.slice(1)] })).toEqual(['P2']);
  });
});

describe('P3: order, in and out', () => {
  test('a seq left out in the store', () => {
    expect(broken(withMessages(replaced(6, { seq: 7 })))).toContain('P3');
  });
  test('messages stored in another order than they were sent', () => {
    const changed = withMessages([
      aMessage({ seq: 1, at: 10, text: 'Вопрос tok-7', clientId: 'tok-7' }),
      aMessage({ seq: 2, at: 11, text: 'Вопрос tok-6', clientId: 'tok-6' }),
    ]);
    const sent = [anOp(6, { outcome: { kind: 'ok', seq: 2 } }), anOp(7, { outcome: { kind: 'ok', seq: 1 } })];
    expect(
      broken({ ...changed, ops: sent, stored: { ...changed.stored, tickets: [], audit: [] }, sightings: [] }),
    ).toEqual(['P3']);
  });
  test('a question left without the bot’s answer', () => {
    const silent = withMessages(appended({ text: 'Вопрос tok-6', clientId: 'tok-6' }));
    const asked = anOp(6, { expectsBot: true, outcome: { kind: 'ok', seq: 7 } });
    expect(broken({ ...silent, ops: [...ops, asked] })).toEqual(['P3']);
  });
  test('a line that a screen never saw', () => {
    expect(broken(withWidget(...visible.slice(0, -1).map((one) => see(one))))).toEqual(['P3']);
  });
  test('a line that came twice over one connection', () => {
    const [first] = visible;
    expect(broken(withWidget(...visible.map((one) => see(one)), ...(first ? [see(first)] : [])))).toEqual(['P3']);
  });
  test('a line that came late, after the next one', () => {
    const [one, two, ...rest] = visible.map((each) => see(each));
    expect(broken(withWidget(...(one && two ? [two, one] : []), ...rest))).toEqual(['P3']);
  });
  test('a page and the news that followed it may overlap', () => {
    expect(
      check(withWidget(...visible.map((one) => see(one, 'page')), ...visible.slice(2).map((one) => see(one)))),
    ).toEqual([]);
  });
});

describe('P4: one number', () => {
  const other = formatTicketNumber(2026, 5);
  const tickets = whole.stored.tickets;
  test('a number shown and never stored', () => {
    expect(broken({ ...whole, sightings: [{ peer: 'elena', where: 'row', number: other }] })).toEqual(['P4']);
  });
  test('a number of somebody else', () => {
    expect(broken({ ...whole, sightings: [{ peer: 'ivan', where: 'view', number }] })).toEqual(['P4']);
  });
  test('a number told by the bot that is not the ticket’s', () => {
    expect(broken(withMessages(replaced(2, { text: `Обращение № ${other}.` })))).toEqual(['P4']);
  });
  test('one number given twice', () => {
    const again = aTicket({ number, conversation: 'c-2', status: 'closed' });
    expect(broken(stored({ tickets: [...tickets, again] }))).toContain('P4');
  });
  test('a number with a wrong check digit', () => {
    const [ticket] = tickets;
    const slip = `${number.slice(0, -1)}${(Number(number.at(-1)) + 1) % 10}`;
    const changed = stored({ tickets: ticket ? [{ ...ticket, number: slip }] : [], audit: [] });
    expect(broken({ ...changed, ops: ops.slice(0, 1), follows: [] })).toContain('P4');
  });
});

describe('P5: one owner', () => {
  const taken = { status: 'active', owner: marina } as const;
  const before = whole.stored.audit.slice(0, 3);
  const claims = ops.slice(0, 2);
  const half = messages.slice(0, 3);
  const claimed = (audit: readonly AuditLine[], more: readonly Op[] = [], over: object = taken): Evidence => ({
    ...stored({
      audit,
      tickets: [aTicket({ number, conversation: 'c-1', ...over })],
      conversations: [{ id: 'c-1', peer: 'elena', lastSeq: 3, messages: half }],
    }),
    ops: [...claims, ...more],
    follows: [],
  });
  test('one who took it is fine', () => {
    expect(check(claimed(before))).toEqual([]);
  });
  test('a second one who took it without a release in between', () => {
    const second = act(6, 'claim', oleg, { outcome: { kind: 'ok', seq: 3 } });
    expect(broken(claimed([...before, line(30, oleg, 'claim')], [second]))).toEqual(['P5']);
  });
  test('two who were told that they have it', () => {
    const second = act(6, 'claim', oleg, { outcome: { kind: 'ok', seq: 3 } });
    expect(broken(claimed(before, [second]))).toContain('P5');
  });
  test('an owner in the store of whom the audit knows nothing', () => {
    expect(broken(claimed(before, [], { ...taken, owner: oleg }))).toEqual(['P5']);
  });
  test('passed on by a lead to a colleague there is still one owner', () => {
    const passed = line(30, marina, 'transfer', { from: marina, to: oleg });
    const op = act(6, 'transfer', marina, { outcome: { kind: 'ok', seq: 3 } });
    expect(check(claimed([...before, passed], [op], { ...taken, owner: oleg }))).toEqual([]);
  });
  test('passed on from somebody who did not have it', () => {
    const passed = line(30, marina, 'transfer', { from: oleg, to: marina });
    const op = act(6, 'transfer', marina, { outcome: { kind: 'ok', seq: 3 } });
    expect(broken(claimed([...before, passed], [op]))).toEqual(['P5']);
  });
});

describe('P7: nobody reads or writes what is not theirs', () => {
  test('a note in the widget', () => {
    expect(broken(withWidget(...messages.map((one) => see(one))))).toEqual(['P7']);
  });
  test('a note dressed up as an answer in the widget', () => {
    const dressed = messages.map((one) =>
      one.author.kind === 'note' ? { ...see(one), from: 'operator' as const } : see(one),
    );
    expect(broken(withWidget(...dressed))).toEqual(['P7']);
  });
  test('a line of another conversation on a screen', () => {
    const foreign = { ...see(aMessage({ seq: 3, text: 'Вопрос Ивана' })) };
    expect(broken(withWidget(...visible.map((one) => see(one, 'page')), foreign))).toEqual(['P7']);
  });
  test('the bot speaking while an operator has the ticket', () => {
    const spoke = messages.map((one) =>
      one.seq === 5 ? aMessage({ seq: 5, at: 40, author: bot, text: 'Я тут' }) : one,
    );
    expect(broken({ ...withMessages(spoke), ops: ops.filter(({ kind }) => kind !== 'note') })).toContain('P7');
  });
  test('an answer of an operator who does not have the ticket', () => {
    const author = { kind: 'operator', id: oleg, name: 'Олег Ким' } as const;
    expect(broken(withMessages(appended({ text: 'Ответ', author })))).toEqual(['P7']);
  });
});
