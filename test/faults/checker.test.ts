/** The judge is judged first: whole histories pass, and each broken promise is called by its name. */
import { formatTicketNumber } from '../../core/domain/ticket-number.ts';
import { aMessage, aTicket } from '../support/builders.ts';
import { check, type Evidence } from './checker.ts';
import {
  number,
  marina,
  anOp,
  bot,
  line,
  ops,
  see,
  whole,
  stored,
  withMessages,
  withOps,
  withAudit,
  withWidget,
  replaced,
  appended,
  broken,
  visible,
} from './literals.ts';

test('a history in which every promise was kept has nothing to answer for', () => {
  expect(check(whole)).toEqual([]);
});

test('a line that was changed: before the platform was told that we know, either words will do, afterwards the new ones', () => {
  const changed = (taken: boolean): Evidence => ({
    ...whole,
    ops: whole.ops.map((op) => (op.n === 0 ? { ...op, edit: { text: 'Исправлено tok-0', taken } } : op)),
  });
  expect(check(changed(false))).toEqual([]);
  expect(check(changed(true)).map(({ promise }) => promise)).toContain('P1');
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
