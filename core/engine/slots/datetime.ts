/**
 * A moment in the past, as people write it: «21.11.2025 14:30», «вчера в 14:30», «сегодня 9:15», «21 ноября в 14.30»,
 * «2025-11-21 14:30», «час назад», «только что». Normalised to `ДД.ММ.ГГГГ чч:мм` of the organisation's time zone.
 */
import type { Read } from './read.ts';
import { asUtc, fromUtc, wallTime, written, type WallTime } from '../../domain/zone-time.ts';

const maxTyped = 120;
const maxYearsAgo = 10;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const months = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек'] as const;
const prefix = /^(?:дата и время(?: проблемы)?|когда|это было|было|примерно|около|где то)[\s:,–—-]*/u;

interface Day {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
}

const tidy = (typed: string): string => {
  let text = typed
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[\s\u00a0\u202f]+/gu, ' ')
    .trim();
  for (let turns = 0; turns < 3; turns += 1) text = text.replace(prefix, '').trim();
  return text
    .replace(/[.,\s]*(?:по мск|мск|по москве|по московскому времени|г\.?|года?)[.\s]*$/u, '')
    .replace(/[\s.,;!]+$/u, '');
};

const fullYear = (digits: string | undefined): number | null => {
  if (digits === undefined) return null;
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
};

/** The month by its first letters; «ма» alone is May: March has been found before. */
const monthOf = (word: string): number | null => {
  const found = months.findIndex((start) => word.startsWith(start));
  return found < 0 ? null : found + 1;
};

const relativeDays: Readonly<Record<string, number>> = { сегодня: 0, вчера: 1, позавчера: 2 };

/** Takes the day off the front; `rest` is what follows. */
const takeDay = (text: string, now: WallTime): { day: Day; rest: string } | null => {
  const relative = /^(сегодня|вчера|позавчера)(?=[\s,]|$)[\s,]*/u.exec(text);
  if (relative?.[1] !== undefined) {
    const day = fromUtc(asUtc(now) - (relativeDays[relative[1]] ?? 0) * dayMs);
    return { day, rest: text.slice(relative[0].length) };
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[\s,t]+|$)/u.exec(text);
  if (iso) {
    const day = { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
    return { day, rest: text.slice(iso[0].length) };
  }
  const numbers = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?(?:\s?г\.?)?(?:[\s,]+|$)/u.exec(text);
  if (numbers) {
    const day = { year: fullYear(numbers[3]), month: Number(numbers[2]), day: Number(numbers[1]) };
    return { day, rest: text.slice(numbers[0].length) };
  }
  const named = /^(\d{1,2})(?:-?го)?\s([а-я]{3,9})\.?(?:\s(\d{4}))?(?:\s?(?:г\.?|года))?(?:[\s,]+|$)/u.exec(text);
  const month = named?.[2] === undefined ? null : monthOf(named[2]);
  if (!named || month === null) return null;
  return { day: { year: fullYear(named[3]), month, day: Number(named[1]) }, rest: text.slice(named[0].length) };
};

const takeClock = (rest: string): Clock | null => {
  const found =
    /^(?:в |около |примерно в |~)?\s?(\d{1,2})(?:\s?[:.\-\s]\s?|\s?ч(?:ас(?:а|ов)?)?\.?\s?)(\d{2})(?:\s?м(?:ин(?:ут[аы]?)?)?)?\.?$/u.exec(
      rest,
    );
  if (found) return { hour: Number(found[1]), minute: Number(found[2]) };
  const whole = /^(?:в |около |примерно в )?\s?(\d{1,2})\s?ч(?:ас(?:а|ов)?)?\.?$/u.exec(rest);
  const bare = whole ?? /^(?:в|около|примерно в) (\d{1,2})$/u.exec(rest);
  return bare ? { hour: Number(bare[1]), minute: 0 } : null;
};

const halves: Readonly<Record<string, number>> = { утра: 0, ночи: 0, дня: 12, вечера: 12 };

/** «в 8 вечера», «в 3 часа дня»: twelve hours with the part of the day. */
const takeSpokenClock = (rest: string): Clock | null => {
  const found = /^(.{1,40}?)\s(утра|дня|вечера|ночи)$/u.exec(rest);
  const half = halves[found?.[2] ?? ''];
  if (found?.[1] === undefined || half === undefined) return takeClock(rest);
  const clock = takeClock(found[1]) ?? takeClock(`в ${found[1]}`);
  // «12 дня» is noon, «12 ночи» is midnight, and «23:40 ночи» is said as it is.
  if (!clock || clock.hour > 12) return clock;
  if (clock.hour === 12) return { ...clock, hour: found[2] === 'дня' ? 12 : 0 };
  return found[2] === 'ночи' && clock.hour > 9
    ? { ...clock, hour: clock.hour + 12 }
    : { ...clock, hour: clock.hour + half };
};

/** A day and nothing nearer: only the time is missing. */
const vague = /^(?:под |рано |поздно )?(?:утром|утро|днем|вечером|вечер|ночью)$/u;
const daysAgo =
  /^(?:(?:\d{1,3}|пару|несколько)?\s?(?:день|дня|дней|недел[юьи]|месяц(?:а|ев)?) назад|на днях|(?:в|во) (?:прошл[а-я]{2,3} )?(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))$/u;

const agoUnits: readonly (readonly [RegExp, number])[] = [
  [/^мин/u, minuteMs],
  [/^час/u, hourMs],
];

/** «только что», «10 минут назад», «час назад». */
const ago = (text: string, now: WallTime): WallTime | null => {
  if (/^(?:только что|сейчас|прямо сейчас|сию минуту)$/u.test(text)) return now;
  if (text === 'полчаса назад') return fromUtc(asUtc(now) - hourMs / 2);
  const found = /^(\d{1,3})?\s?(мин[а-я]{0,4}|час[а-я]{0,2})\.? назад$/u.exec(text);
  const unit = agoUnits.find(([name]) => name.test(found?.[2] ?? ''))?.[1];
  return found && unit !== undefined ? fromUtc(asUtc(now) - Number(found[1] ?? 1) * unit) : null;
};

const exists = (time: WallTime): boolean => {
  if (time.hour > 23 || time.minute > 59 || time.year < 1000) return false;
  const back = fromUtc(asUtc(time));
  return back.year === time.year && back.month === time.month && back.day === time.day;
};

/** Without a year it is the last such day that has been. */
const latest = (day: Day, clock: Clock, now: WallTime): WallTime => {
  const of = (year: number): WallTime => ({ year, month: day.month, day: day.day, ...clock });
  if (day.year !== null) return of(day.year);
  for (let year = now.year; year > now.year - 9; year -= 1) {
    if (exists(of(year)) && asUtc(of(year)) <= asUtc(now)) return of(year);
  }
  return of(now.year);
};

/** The example shown to the citizen: yesterday, so that it is never in the future. */
export const datetimeExample = (now: number, zone: string): string => {
  const yesterday = fromUtc(asUtc(wallTime(now, zone)) - dayMs);
  return written({ ...yesterday, hour: 14, minute: 30 });
};

export const readDatetime = (typed: string, moment: number, zone: string): Read => {
  const example = { example: datetimeExample(moment, zone) };
  const refuse = (why: Extract<Read, { ok: false }>['why']): Read => ({ ok: false, why, values: example });
  if (typed.length > maxTyped) return refuse('wrong-datetime');
  const now = wallTime(moment, zone);
  const text = tidy(typed);
  const gone = ago(text, now);
  if (gone) return { ok: true, value: written(gone) };
  const dayFound = takeDay(text, now);
  if (!dayFound) return refuse(daysAgo.test(text) ? 'wrong-datetime-time' : 'wrong-datetime');
  const clock = takeSpokenClock(dayFound.rest);
  const noTime = dayFound.rest === '' || vague.test(dayFound.rest);
  if (!clock) return refuse(noTime ? 'wrong-datetime-time' : 'wrong-datetime');
  const time = latest(dayFound.day, clock, now);
  if (!exists(time)) return refuse('wrong-datetime-impossible');
  if (asUtc(time) > asUtc(now)) return refuse('wrong-datetime-future');
  if (time.year < now.year - maxYearsAgo) return refuse('wrong-datetime-old');
  return { ok: true, value: written(time) };
};
