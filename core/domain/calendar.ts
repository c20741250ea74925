/**
 * When a line is open, when it opens next, and how much working time lies between two moments. Pure: the moment is given.
 * Days are those of the organisation's zone, so a zone that changes its clocks keeps its hours.
 */
import type { CalendarYear, Interval, Line, LineChange, LineId, Organisation, Term } from './organisation.ts';
import { asUtc, fromUtc, wallClock, type WallClock } from './zone-time.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Calendar {
  isOpen(line: LineId, moment: number): boolean;
  /** When it closes, if it is open. */
  closes(line: LineId, moment: number): number | null;
  /** The moment itself when it is open; null when it does not open within a year. */
  nextOpening(line: LineId, moment: number): number | null;
  /** Working time from one moment to a later one, ms. */
  between(line: LineId, from: number, to: number): number;
  /** The moment at which `ms` of working time have passed. A line that never opens counts every hour. */
  after(line: LineId, from: number, ms: number): number;
  /** The end of a term that begins now. */
  ends(line: LineId, from: number, term: Term): number;
  /** Open spans of the day that lies so many days after the moment's. */
  day(line: LineId, moment: number, ahead?: number): readonly Span[];
  /** What the wall clock of the organisation shows. */
  wall: WallClock;
}

const minute = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Farther than any line stays closed. */
const maxDays = 366;

const two = (value: number): string => String(value).padStart(2, '0');

type DayKind = 'plain' | 'off' | 'working' | 'short';

const kindOf = (years: readonly CalendarYear[], day: number): DayKind => {
  const date = fromUtc(day * dayMs);
  const year = years.find((known) => known.year === date.year);
  const name = `${two(date.month)}-${two(date.day)}`;
  if (!year) return 'plain';
  if (year.off.includes(name)) return 'off';
  if (year.working.includes(name)) return 'working';
  return year.short.includes(name) ? 'short' : 'plain';
};

/** 0 = Monday. The first day of the count was a Thursday. */
const weekdayOf = (day: number): number => (day + 3) % 7;

const shorter = (intervals: readonly Interval[], minutes: number): readonly Interval[] => {
  const end = (intervals.at(-1)?.to ?? 0) - minutes;
  return intervals.filter(({ from }) => from < end).map(({ from, to }) => ({ from, to: Math.min(to, end) }));
};

const hoursOf = (line: Line, years: readonly CalendarYear[], day: number): readonly Interval[] => {
  const usual = line.week[weekdayOf(day)] ?? [];
  if (!line.keepsHolidays) return usual;
  switch (kindOf(years, day)) {
    case 'off':
      return [];
    case 'working':
      return usual.length > 0 ? usual : (line.week.find((intervals) => intervals.length > 0) ?? []);
    case 'short':
      return shorter(usual, line.shortDayMinutes);
    default:
      return usual;
  }
};

const without = (spans: readonly Span[], hole: Span): readonly Span[] =>
  spans.flatMap(({ from, to }) =>
    [
      { from, to: Math.min(to, hole.from) },
      { from: Math.max(from, hole.to), to },
    ].filter((span) => span.to > span.from),
  );

const inside = (spans: readonly Span[], hole: Span): readonly Span[] =>
  spans
    .map(({ from, to }) => ({ from: Math.max(from, hole.from), to: Math.min(to, hole.to) }))
    .filter((span) => span.to > span.from);

/** Later changes hold over earlier ones. */
const changed = (
  usual: readonly Span[],
  changes: readonly LineChange[],
  at: (intervals: readonly Interval[]) => Span[],
) =>
  changes.reduce<readonly Span[]>(
    (spans, { from, until, intervals }) => [
      ...without(spans, { from, to: until }),
      ...inside(at(intervals), { from, to: until }),
    ],
    usual,
  );

const joined = (spans: readonly Span[]): readonly Span[] => {
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = out.at(-1);
    if (last && span.from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else out.push(span);
  }
  return out;
};

export const createCalendar = (organisation: Organisation): Calendar => {
  const wall = wallClock(organisation.zone);
  const lines = new Map(organisation.lines.map((line) => [line.id, line]));
  const known = new Map<string, readonly Span[]>();

  const dayOf = (moment: number): number => Math.floor(asUtc(wall.time(moment)) / dayMs);

  const spansOf = (day: number, intervals: readonly Interval[]): Span[] =>
    intervals.map(({ from, to }) => ({
      from: wall.moment(day * dayMs + from * minute),
      to: wall.moment(day * dayMs + to * minute),
    }));

  const spans = (id: LineId, day: number): readonly Span[] => {
    const key = `${id}:${day}`;
    const found = known.get(key);
    if (found) return found;
    const line = lines.get(id);
    const changes = organisation.changes.filter((change) => change.line === id);
    const usual = line ? spansOf(day, hoursOf(line, organisation.calendar, day)) : [];
    const made = joined(changed(usual, changes, (intervals) => spansOf(day, intervals)));
    if (known.size > 2000) known.clear();
    known.set(key, made);
    return made;
  };

  /** The first open span that is not over at the moment. */
  const upcoming = (line: LineId, moment: number): Span | null => {
    const today = dayOf(moment);
    for (let day = today; day <= today + maxDays; day += 1) {
      const span = spans(line, day).find(({ to }) => to > moment);
      if (span) return span;
    }
    return null;
  };

  const after = (line: LineId, from: number, ms: number): number => {
    let left = ms;
    let at = from;
    for (;;) {
      const span = upcoming(line, at);
      if (!span) return at + left;
      const start = Math.max(at, span.from);
      if (span.to - start >= left) return start + left;
      left -= span.to - start;
      at = span.to;
    }
  };

  /** The end of the n-th day with open hours after this one. */
  const endOfDay = (line: LineId, from: number, days: number): number => {
    let left = days;
    const today = dayOf(from);
    for (let day = today + 1; day <= today + maxDays; day += 1) {
      const last = spans(line, day).at(-1);
      if (last) left -= 1;
      if (last && left <= 0) return last.to;
    }
    return from + days * dayMs;
  };

  return {
    isOpen: (line, moment) => {
      const span = upcoming(line, moment);
      return span !== null && span.from <= moment;
    },
    closes: (line, moment) => {
      let end: number | null = null;
      for (let span = upcoming(line, moment); span && span.from <= (end ?? moment); span = upcoming(line, span.to)) {
        end = span.to;
        if (end - moment > 7 * dayMs) return null;
      }
      return end;
    },
    nextOpening: (line, moment) => {
      const span = upcoming(line, moment);
      return span && Math.max(span.from, moment);
    },
    between: (line, from, to) => {
      let sum = 0;
      for (let day = dayOf(from); day <= dayOf(Math.max(from, to)); day += 1) {
        for (const span of inside(spans(line, day), { from, to })) sum += span.to - span.from;
      }
      return sum;
    },
    after,
    ends: (line, from, term) =>
      'hours' in term ? after(line, from, term.hours * hourMs) : endOfDay(line, from, term.days),
    day: (line, moment, ahead = 0) => spans(line, dayOf(moment) + ahead),
    wall,
  };
};

/** The first year that is needed soon and is not in the calendar: from November on the next one is. Null: all is there. */
export const missingYear = ({ calendar, zone }: Organisation, now: number): number | null => {
  const { year, month } = wallClock(zone).time(now);
  const has = (wanted: number): boolean => calendar.some((one) => one.year === wanted);
  if (!has(year)) return year;
  return month >= 11 && !has(year + 1) ? year + 1 : null;
};
