/** The judge of owners and of foreign words is judged: P5 and P7. */
import type { AuditLine } from '../../core/ports/turns.ts';
import { aMessage, aTicket } from '../support/builders.ts';
import { check, type Evidence } from './checker.ts';
import type { Op } from './history.ts';
import {
  elena,
  number,
  marina,
  oleg,
  act,
  bot,
  messages,
  line,
  ops,
  see,
  whole,
  stored,
  withMessages,
  withWidget,
  appended,
  broken,
  visible,
} from './literals.ts';

describe('P5: one owner', () => {
  const taken = { status: 'active', owner: marina } as const;
  const before = whole.stored.audit.slice(0, 3);
  const claims = ops.slice(0, 2);
  const half = messages.slice(0, 3);
  const claimed = (audit: readonly AuditLine[], more: readonly Op[] = [], over: object = taken): Evidence => ({
    ...stored({
      audit,
      tickets: [aTicket({ number, conversation: 'c-1', ...over })],
      conversations: [{ ...elena, lastSeq: 3, messages: half }],
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
