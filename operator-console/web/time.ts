/** Moments and spans as people read them. Pure; «now» always comes in. Local zone of the browser. */
import { words } from './texts.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Below this a timer shows seconds and runs each second, above it each minute. */
export const secondsBelow = 10 * minute;

const time = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit' });
const dayMonth = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long' });
const dayMonthYear = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric' });
const shortDateYear = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'short', year: 'numeric' });
const shortDate = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'short' });

export const clockTime = (at: number): string => time.format(at);

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** «Сегодня», «Вчера», «12 октября», «12 октября 2025 г.» */
export const dayName = (at: number, now: number): string => {
  const days = Math.round((midnight(now) - midnight(at)) / day);
  if (days === 0) return words.today;
  if (days === 1) return words.yesterday;
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? dayMonth.format(at) : dayMonthYear.format(at);
};

export const sameDay = (a: number, b: number): boolean => midnight(a) === midnight(b);

/** «сегодня, 14:02», «12 окт., 14:02» */
export const moment = (at: number, now: number): string =>
  sameDay(at, now) ? words.todayAt(clockTime(at)) : `${shortDate.format(at)}, ${clockTime(at)}`;

/** «14:02» today, «12 окт.» this year, «12 окт. 2025 г.» before. */
export const dayMoment = (at: number, now: number): string => {
  if (sameDay(at, now)) return clockTime(at);
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? shortDate.format(at) : shortDateYear.format(at);
};

/** The local day of a moment as a date field writes it. */
export const dayText = (at: number): string => {
  const date = new Date(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** Local midnight of what a date field says, some days on; null when it says nothing. */
export const dayStart = (text: string, daysOn: number): number | null => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (!found) return null;
  const at = new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + daysOn).getTime();
  return at >= 0 ? at : null;
};

/** «14:02» today, «12 окт.» before. */
export const shortMoment = (at: number, now: number): string =>
  sameDay(at, now) ? clockTime(at) : shortDate.format(at);

/** «1:24», «14 мин», «3 ч 40 мин», «2 дн.» */
export const span = (ms: number): string => {
  const left = Math.max(0, ms);
  if (left < secondsBelow) {
    const seconds = Math.floor(left / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
  if (left < hour) return words.shortMinutes(Math.floor(left / minute));
  if (left < day) {
    const rest = Math.floor((left % hour) / minute);
    const hours = words.shortHours(Math.floor(left / hour));
    return rest === 0 ? hours : `${hours} ${words.shortMinutes(rest)}`;
  }
  return words.shortDays(Math.floor(left / day));
};
