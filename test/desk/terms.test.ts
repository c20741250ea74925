import { termsAfter } from '../../core/desk/terms.ts';
import { timersAfter } from '../../core/desk/timers.ts';
import type { Ticket } from '../../core/domain/ticket.ts';
import { sample } from '../engine/scripts.ts';
import { aTicket } from '../support/builders.ts';

const script = sample();
const msk = (written: string): number => Date.parse(`${written.replace(' ', 'T')}:00+03:00`);
const shown = (moment: number | null | undefined): string | null =>
  typeof moment === 'number' ? new Date(moment + 3 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ') : null;

/** The ticket after a turn at the moment, with its terms. */
const after = (before: Ticket | null, change: Partial<Ticket>, at: string): Ticket => {
  const next = { ...(before ?? aTicket({ department: 'general', category: 'general' })), ...change };
  return { ...next, terms: termsAfter(script, before, next, msk(at)) };
};

const queued = (at: string, over: Partial<Ticket> = {}): Ticket =>
  after(null, { status: 'queued', queuedAt: msk(at), waitingSince: msk(at), ...over }, at);

const timer = (before: Ticket | null, next: Ticket, at: string, kind: string): string | null => {
  const change = timersAfter(script, before, next, msk(at)).find(
    (one) => one.kind === 'schedule' && one.job.kind === kind,
  );
  return change?.kind === 'schedule' ? shown(change.job.due) : null;
};

describe('terms in working time', () => {
  test.each([
    ['2026-11-25 10:00', '2026-11-25 10:15', '2026-11-27 16:00'],
    ['2026-11-25 17:50', '2026-11-26 09:05', '2026-11-30 14:50'],
    ['2026-11-28 12:00', '2026-11-30 09:15', '2026-12-02 15:00'],
    ['2026-12-30 17:50', '2027-01-11 09:05', '2027-01-13 14:50'],
  ])('asked at %s, the reply is due at %s and the solution at %s', (asked, reply, solution) => {
    const { terms } = queued(asked);
    expect([shown(terms?.replyBy), shown(terms?.solveBy)]).toEqual([reply, solution]);
  });

  test('a complex category has its own term; putting it right gives the difference and moves no start', () => {
    const simple = queued('2026-11-25 10:00');
    const complex = after(simple, { category: 'technical' }, '2026-11-25 12:00');
    expect(complex.terms?.kind).toBe('complex');
    expect(complex.terms?.solveBy).toBe(queued('2026-11-25 10:00', { category: 'technical' }).terms?.solveBy);
    expect(complex.terms?.replyBy).toBe(simple.terms?.replyBy);
  });

  test('while we wait for the citizen the solution’s clock stands; a transfer and a return wind nothing', () => {
    const first = queued('2026-11-25 10:00');
    const held = after(first, { status: 'active', owner: 'op' }, '2026-11-25 10:10');
    const asked = after(held, { status: 'waiting', waitingSince: null }, '2026-11-25 11:00');
    expect(asked.terms).toMatchObject({ solveBy: null, replyBy: null, repliedAt: msk('2026-11-25 11:00') });
    const answered = after(asked, { status: 'active', waitingSince: msk('2026-11-26 09:00') }, '2026-11-26 09:00');
    expect(shown(answered.terms?.solveBy)).toBe('2026-11-30 14:00');
    const back = after(answered, { status: 'queued', owner: null, department: 'payments' }, '2026-11-26 09:30');
    expect(back.terms).toEqual(answered.terms);
  });

  test('what is overdue stays overdue after a pause', () => {
    const late = queued('2026-11-02 10:00');
    const held = after(late, { status: 'active', owner: 'op' }, '2026-11-25 10:00');
    const asked = after(held, { status: 'waiting', waitingSince: null }, '2026-11-25 10:05');
    expect(asked.terms?.left).toBeLessThan(0);
    const answered = after(asked, { status: 'active', waitingSince: msk('2026-11-25 12:00') }, '2026-11-25 12:00');
    expect(answered.terms?.solveBy).toBeLessThanOrEqual(msk('2026-11-25 12:00'));
  });

  test('the first reply is noted once, and a later wait has a term of its own', () => {
    const held = after(queued('2026-11-25 10:00'), { status: 'active', owner: 'op' }, '2026-11-25 10:05');
    const replied = after(held, { waitingSince: null }, '2026-11-25 10:10');
    const again = after(replied, { waitingSince: msk('2026-11-25 15:00') }, '2026-11-25 15:00');
    expect(again.terms?.repliedAt).toBe(msk('2026-11-25 10:10'));
    expect(shown(again.terms?.replyBy)).toBe('2026-11-25 15:15');
  });
});

describe('jobs of a ticket', () => {
  test('a ticket taken at the end of the day goes back the next morning, not at night', () => {
    const before = queued('2026-11-25 17:40');
    const held = after(before, { status: 'active', owner: 'op' }, '2026-11-25 17:55');
    expect(timer(before, held, '2026-11-25 17:55', 'unanswered')).toBe('2026-11-26 09:10');
    expect(timer(before, held, '2026-11-25 17:55', 'unanswered-soon')).toBe('2026-11-26 09:05');
  });

  test('a reply cancels what stood for it, and another owner has the whole time', () => {
    const held = after(queued('2026-11-25 10:00'), { status: 'active', owner: 'op' }, '2026-11-25 10:05');
    const replied = after(held, { waitingSince: null }, '2026-11-25 10:06');
    const cancelled = timersAfter(script, held, replied, msk('2026-11-25 10:06')).filter(
      ({ kind }) => kind === 'cancel',
    );
    expect(cancelled.map((one) => ('key' in one ? one.key.split(':')[0] : ''))).toEqual(
      expect.arrayContaining(['reply-soon', 'reply-late', 'unanswered-soon', 'unanswered']),
    );
    const passed = after(held, { owner: 'other' }, '2026-11-25 10:10');
    expect(timer(held, passed, '2026-11-25 10:10', 'unanswered')).toBe('2026-11-25 10:25');
  });

  test('a note or a citizen’s second line moves nothing', () => {
    const held = after(queued('2026-11-25 10:00'), { status: 'active', owner: 'op' }, '2026-11-25 10:05');
    expect(timersAfter(script, held, after(held, {}, '2026-11-25 10:07'), msk('2026-11-25 10:07'))).toEqual([]);
  });
});
