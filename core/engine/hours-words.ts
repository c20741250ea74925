/** Hours of lines in words: when they are open, whether they are now, when they open next. */
import type { Calendar, Span } from '../domain/calendar.ts';
import type { Interval, Line, LineId } from '../domain/organisation.ts';
import { asUtc } from '../domain/zone-time.ts';
import { phrase } from './phrase.ts';
import type { PhraseKey } from './phrase-keys.ts';
import type { Script } from './types.ts';

const dayMs = 86_400_000;
const weekLength = 7;
const workingDays = 5;

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

type Say = (key: PhraseKey, values?: Readonly<Record<string, string>>) => string;

const sayIn =
  ({ phrases }: Script): Say =>
  (key, values) =>
    phrase(phrases, key, values);

const and = (say: Say): string => ` ${say('hours-and')} `;

const fromTo = (say: Say, intervals: readonly Interval[]): string =>
  intervals.map(({ from, to }) => say('hours-from-to', { from: clock(from), to: clock(to) })).join(and(say));

const same = (a: readonly Interval[], b: readonly Interval[]): boolean => JSON.stringify(a) === JSON.stringify(b);

const roundTheClock = (intervals: readonly Interval[]): boolean =>
  intervals.length === 1 && intervals[0]?.from === 0 && intervals[0].to === 24 * 60;

/** Neighbouring days with the same hours stand together: «пн–чт с 09:00 до 18:00, пт с 09:00 до 17:00». */
const byDays = (say: Say, week: Line['week']): string => {
  const names = say('weekdays').split(' ');
  const groups: { first: number; last: number; intervals: readonly Interval[] }[] = [];
  for (const [day, intervals] of week.entries()) {
    const last = groups.at(-1);
    if (last && last.last === day - 1 && same(last.intervals, intervals)) last.last = day;
    else if (intervals.length > 0) groups.push({ first: day, last: day, intervals });
  }
  const name = (day: number): string => names[day] ?? '';
  return groups
    .map(({ first, last, intervals }) => {
      const days = first === last ? name(first) : `${name(first)}–${name(last)}`;
      return say('hours-on-days', { days, hours: fromTo(say, intervals) });
    })
    .join(', ');
};

const usualHours = (say: Say, { week }: Line): string => {
  const [first = []] = week;
  const alike = (count: number): boolean => week.slice(0, count).every((intervals) => same(intervals, first));
  if (first.length > 0 && alike(weekLength)) {
    return roundTheClock(first) ? say('hours-always') : say('hours-daily', { hours: fromTo(say, first) });
  }
  const weekend = week.slice(workingDays).some((intervals) => intervals.length > 0);
  if (first.length > 0 && alike(workingDays) && !weekend) return say('hours-weekdays', { hours: fromTo(say, first) });
  return byDays(say, week);
};

const isRoundTheClock = ({ week }: Line): boolean => week.every(roundTheClock);

/** «по будням с 09:00 до 18:00 по московскому времени»; what a supervisor has changed for now comes after it. */
export const hoursWords = (script: Script, now: number, id: LineId): string | null => {
  const line = script.organisation.lines.find((known) => known.id === id);
  if (!line) return null;
  const say = sayIn(script);
  const usual = usualHours(say, line);
  const told = isRoundTheClock(line) ? usual : say('hours-in-zone', { hours: usual });
  const change = script.organisation.changes.findLast(
    ({ line, from, until }) => line === id && from <= now && now < until,
  );
  return change ? say('hours-changed', { hours: told, today: todayWords(say, script.calendar, id, now) }) : told;
};

const timeOf = (calendar: Calendar, moment: number): string => {
  const { hour, minute } = calendar.wall.time(moment);
  return `${two(hour)}:${two(minute)}`;
};

const todayWords = (say: Say, calendar: Calendar, id: LineId, now: number): string => {
  const spans = calendar.day(id, now).filter(({ to }) => to > now);
  const shown = ({ from, to }: Span): string =>
    say('hours-from-to', { from: timeOf(calendar, from), to: timeOf(calendar, to) });
  return spans.length === 0 ? say('hours-closed-today') : spans.map(shown).join(and(say));
};

const dateOf = (script: Script, moment: number): string =>
  new Intl.DateTimeFormat('ru', { timeZone: script.organisation.zone, day: 'numeric', month: 'long' }).format(moment);

/** «25 ноября, 14:17 (МСК)». */
export const momentWords = (script: Script, moment: number): string =>
  phrase(script.phrases, 'moment-words', { date: dateOf(script, moment), time: timeOf(script.calendar, moment) });

/** «завтра, 25 ноября, в 09:00 (МСК)»; null when it is not known when the line opens. */
export const openingWords = (script: Script, now: number, id: LineId): string | null => {
  const { calendar } = script;
  const opens = calendar.nextOpening(id, now);
  if (opens === null) return null;
  const day = (moment: number): number => Math.floor(asUtc(calendar.wall.time(moment)) / dayMs);
  const ahead = day(opens) - day(now);
  const key = ahead === 0 ? 'opening-today' : ahead === 1 ? 'opening-tomorrow' : 'opening-later';
  return phrase(script.phrases, key, { date: dateOf(script, opens), time: timeOf(calendar, opens) });
};

/** «сейчас открыто, до 18:00 (МСК)» or «сейчас закрыто, откроется завтра, 25 ноября, в 09:00 (МСК)». */
export const nowWords = (script: Script, now: number, id: LineId): string | null => {
  const { calendar } = script;
  const line = script.organisation.lines.find((known) => known.id === id);
  if (!line) return null;
  const say = sayIn(script);
  if (!calendar.isOpen(id, now)) {
    const opening = openingWords(script, now, id);
    return opening === null ? say('now-closed') : say('now-closed-until', { opening });
  }
  const closes = calendar.closes(id, now);
  return closes === null ? say('now-open') : say('now-open-until', { time: timeOf(calendar, closes) });
};

/** Values of texts that depend on the moment or on the terms of the organisation. */
export const timeMark = (script: Script, now: number, name: string): string | null => {
  const dot = name.indexOf('.');
  const [family, id] = [name.slice(0, dot), name.slice(dot + 1)];
  switch (family) {
    case 'hours':
      return hoursWords(script, now, id);
    case 'now':
      return nowWords(script, now, id);
    case 'deadline':
      return script.organisation.deadlines.find((known) => known.id === id)?.words ?? null;
    default:
      return null;
  }
};

/** Does a text with this mark find its value? */
export const knowsTimeMark = (
  { lines, deadlines }: Pick<Script['organisation'], 'lines' | 'deadlines'>,
  name: string,
): boolean => {
  const dot = name.indexOf('.');
  const [family, id] = [name.slice(0, dot), name.slice(dot + 1)];
  if (family === 'hours' || family === 'now') return lines.some((line) => line.id === id);
  return family === 'deadline' && deadlines.some((deadline) => deadline.id === id);
};
