import { createCalendar, missingYear, type Calendar } from '../../core/domain/calendar.ts';
import type { LineChange, Organisation } from '../../core/domain/organisation.ts';
import { shipped } from '../engine/scripts.ts';

const { organisation } = shipped();
const hour = 3_600_000;
const minute = 60_000;

/** `2026-11-25 09:00` on a Moscow wall. */
const msk = (written: string): number => Date.parse(`${written.replace(' ', 'T')}:00+03:00`);
const shown = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment + 3 * hour).toISOString().slice(0, 16).replace('T', ' ');

const calendar = createCalendar(organisation);
const withChanges = (...changes: readonly LineChange[]): Calendar => createCalendar({ ...organisation, changes });

describe('the shipped calendar of Moscow', () => {
  test.each([
    ['2026-11-25 08:59', false, 'a minute before the beginning'],
    ['2026-11-25 09:00', true, 'at the beginning'],
    ['2026-11-25 17:59', true, 'a minute before the end'],
    ['2026-11-25 18:00', false, 'at the end'],
    ['2026-11-28 12:00', false, 'on a Saturday'],
    ['2026-01-09 12:00', false, 'on a Friday to which a day off was moved'],
    ['2026-01-12 12:00', true, 'on the first working day of the year'],
    ['2026-03-09 12:00', false, 'on a Monday after a holiday on a Sunday'],
    ['2026-05-11 12:00', false, 'on a Monday after a holiday on a Saturday'],
    ['2026-04-30 16:59', true, 'before a holiday, before the early end'],
    ['2026-04-30 17:00', false, 'before a holiday the day ends an hour earlier'],
    ['2026-12-31 12:00', false, 'on the last day of 2026'],
    ['2027-01-08 12:00', false, 'on the last holiday of January 2027'],
    ['2027-01-11 12:00', true, 'on the first working day of 2027'],
    ['2027-02-22 17:30', false, 'before the 23rd of February 2027'],
  ])('the chat at %s is open: %s (%s)', (moment, open) => {
    expect(calendar.isOpen('chat', msk(moment))).toBe(open);
  });

  test.each([
    ['2026-11-24 17:00', '2026-11-24 17:00'],
    ['2026-11-24 18:00', '2026-11-25 09:00'],
    ['2026-11-27 18:00', '2026-11-30 09:00'],
    ['2026-11-03 17:30', '2026-11-05 09:00'],
    ['2026-12-30 18:00', '2027-01-11 09:00'],
  ])('after %s the chat opens at %s', (moment, opening) => {
    expect(shown(calendar.nextOpening('chat', msk(moment)))).toBe(opening);
  });

  test('the phone answers on holidays too, the bot at any moment', () => {
    expect(calendar.isOpen('phone', msk('2027-01-01 12:00'))).toBe(true);
    expect(calendar.isOpen('phone', msk('2027-01-01 22:00'))).toBe(false);
    expect(calendar.isOpen('bot', msk('2027-01-01 03:00'))).toBe(true);
    expect(calendar.closes('bot', msk('2027-01-01 03:00'))).toBeNull();
    expect(shown(calendar.closes('chat', msk('2026-11-25 10:00')))).toBe('2026-11-25 18:00');
  });

  test('2026 has the 247 working days of the official production calendar', () => {
    const days = Array.from({ length: 365 }, (_, day) => msk('2026-01-01 12:00') + day * 24 * hour);
    expect(days.filter((noon) => calendar.isOpen('chat', noon))).toHaveLength(247);
  });
});

describe('working time', () => {
  test.each([
    ['2026-11-25 10:00', '2026-11-25 12:30', 150],
    ['2026-11-25 17:00', '2026-11-26 10:00', 120],
    ['2026-11-27 17:30', '2026-11-30 09:30', 60],
    ['2026-11-28 10:00', '2026-11-29 20:00', 0],
    ['2026-12-30 17:00', '2027-01-11 10:00', 120],
    ['2026-04-30 16:00', '2026-05-04 10:00', 120],
  ])('from %s to %s there are %i minutes of it', (from, to, minutes) => {
    expect(calendar.between('chat', msk(from), msk(to)) / minute).toBe(minutes);
  });

  test.each([
    ['2026-11-25 10:00', 8 * 60, '2026-11-25 18:00'],
    ['2026-11-25 10:00', 8 * 60 + 1, '2026-11-26 09:01'],
    ['2026-11-28 10:00', 15, '2026-11-30 09:15'],
    ['2026-12-30 17:45', 30, '2027-01-11 09:15'],
    ['2026-11-25 09:00', 24 * 60, '2026-11-27 15:00'],
  ])('from %s, %i minutes of it end at %s', (from, minutes, end) => {
    expect(shown(calendar.after('chat', msk(from), minutes * minute))).toBe(end);
  });

  test('adding and measuring are each other’s mirror', () => {
    for (let start = msk('2026-12-25 00:00'); start < msk('2027-01-20 00:00'); start += 7 * hour + 13 * minute) {
      const end = calendar.after('chat', start, 5 * hour);
      expect(calendar.between('chat', start, end)).toBe(5 * hour);
    }
  });

  test('a term of days ends with the working day: of an expert with the next one, by post with the seventh', () => {
    expect(shown(calendar.ends('chat', msk('2026-11-27 10:00'), { days: 1 }))).toBe('2026-11-30 18:00');
    expect(shown(calendar.ends('chat', msk('2026-12-29 10:00'), { days: 7 }))).toBe('2027-01-18 18:00');
    expect(shown(calendar.ends('chat', msk('2026-11-25 10:00'), { hours: 2 }))).toBe('2026-11-25 12:00');
  });
});

describe('what a supervisor changes at once', () => {
  test('a closed line opens when the change ends', () => {
    const from = msk('2026-11-25 11:00');
    const closed = withChanges({ line: 'chat', from, until: msk('2026-11-26 00:00'), intervals: [] });
    expect(closed.isOpen('chat', from - 1)).toBe(true);
    expect(closed.isOpen('chat', from)).toBe(false);
    expect(shown(closed.nextOpening('chat', from))).toBe('2026-11-26 09:00');
    expect(closed.isOpen('phone', from)).toBe(true);
  });

  test('other hours hold every day of the change, holidays and Saturdays too; the last word wins', () => {
    const late: LineChange = {
      line: 'chat',
      from: msk('2026-11-25 11:00'),
      until: msk('2026-11-30 00:00'),
      intervals: [{ from: 12 * 60, to: 22 * 60 }],
    };
    const longer = withChanges(late);
    expect(longer.isOpen('chat', msk('2026-11-25 11:30'))).toBe(false);
    expect(longer.isOpen('chat', msk('2026-11-28 21:00'))).toBe(true);
    expect(longer.isOpen('chat', msk('2026-11-30 11:30'))).toBe(true);
    const again = withChanges(late, { ...late, from: msk('2026-11-26 00:00'), intervals: [] });
    expect(again.isOpen('chat', msk('2026-11-25 21:00'))).toBe(true);
    expect(again.isOpen('chat', msk('2026-11-28 21:00'))).toBe(false);
  });
});

describe('edges', () => {
  const withWeek = (change: (line: Organisation['lines'][number]) => Partial<Organisation['lines'][number]>) =>
    createCalendar({ ...organisation, lines: organisation.lines.map((line) => ({ ...line, ...change(line) })) });

  test('a break for lunch is a second interval', () => {
    const lunch = withWeek(({ week }) => ({
      week: week.map((day) =>
        day.length === 0
          ? []
          : [
              { from: 9 * 60, to: 13 * 60 },
              { from: 14 * 60, to: 18 * 60 },
            ],
      ),
    }));
    expect(lunch.isOpen('chat', msk('2026-11-25 13:30'))).toBe(false);
    expect(shown(lunch.nextOpening('chat', msk('2026-11-25 13:30')))).toBe('2026-11-25 14:00');
    expect(lunch.between('chat', msk('2026-11-25 12:00'), msk('2026-11-25 15:00'))).toBe(2 * hour);
  });

  test('a moved working Saturday has the hours of a working day', () => {
    const years = organisation.calendar.map((year) => ({ ...year, working: year.year === 2026 ? ['11-28'] : [] }));
    const moved = createCalendar({ ...organisation, calendar: years });
    expect(moved.isOpen('chat', msk('2026-11-28 12:00'))).toBe(true);
  });

  test('a line that never opens has no next opening, and its terms count every hour', () => {
    const never = withWeek(() => ({ week: [[], [], [], [], [], [], []] }));
    expect(never.nextOpening('chat', msk('2026-11-25 12:00'))).toBeNull();
    expect(never.after('chat', 0, hour)).toBe(hour);
  });

  test('in a zone that changes its clocks nine o’clock stays nine o’clock', () => {
    const berlin = createCalendar({ ...organisation, zone: 'Europe/Berlin', calendar: [] });
    const winter = Date.parse('2026-03-27T09:00:00+01:00');
    const summer = Date.parse('2026-03-30T09:00:00+02:00');
    expect(berlin.isOpen('chat', winter)).toBe(true);
    expect(berlin.isOpen('chat', winter - 1)).toBe(false);
    expect(berlin.nextOpening('chat', winter + 9 * hour)).toBe(summer);
    expect(berlin.between('chat', winter, summer + hour)).toBe(10 * hour);
    expect(
      berlin.between('bot', Date.parse('2026-03-29T00:00:00+01:00'), Date.parse('2026-03-30T00:00:00+02:00')),
    ).toBe(23 * hour);
  });

  test('the next year is asked for from November on', () => {
    const only2026 = { ...organisation, calendar: organisation.calendar.filter(({ year }) => year === 2026) };
    expect(missingYear(only2026, msk('2026-10-31 12:00'))).toBeNull();
    expect(missingYear(only2026, msk('2026-11-01 00:00'))).toBe(2027);
    expect(missingYear(only2026, msk('2027-02-01 12:00'))).toBe(2027);
    expect(missingYear(organisation, msk('2026-12-31 23:59'))).toBeNull();
  });
});
