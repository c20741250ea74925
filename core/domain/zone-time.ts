/** The wall clock of the organisation's time zone. */

export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

export interface WallClock {
  /** What the clock on the wall shows. */
  time(moment: number): WallTime;
  /** The moment at which the wall clock, taken as UTC, shows this. A time that the zone leaves out comes an hour later. */
  moment(shown: number): number;
}

/** `zone` is an IANA name, checked by the loader. Tables of zones are loaded at the first use, which takes a while. */
export const wallClock = (zone: string): WallClock => {
  let format: Intl.DateTimeFormat | null = null;
  const time = (moment: number): WallTime => {
    format ??= new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      hourCycle: 'h23',
    });
    const parts = format.formatToParts(moment);
    const part = (type: Intl.DateTimeFormatPartTypes): number =>
      Number(parts.find((known) => known.type === type)?.value ?? 0);
    return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
  };
  const offset = (moment: number): number => asUtc(time(moment)) - Math.floor(moment / 60_000) * 60_000;
  return {
    time,
    moment: (shown) => {
      const first = shown - offset(shown);
      return shown - offset(first);
    },
  };
};

export const wallTime = (now: number, zone: string): WallTime => wallClock(zone).time(now);

/** As if the wall clock were UTC: good for comparing and for counting days and minutes. */
export const asUtc = (time: WallTime): number => Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute);

export const fromUtc = (ms: number): WallTime => {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
};

const two = (value: number): string => String(value).padStart(2, '0');

/** `ДД.ММ.ГГГГ чч:мм` */
export const written = (time: WallTime): string =>
  `${two(time.day)}.${two(time.month)}.${time.year} ${two(time.hour)}:${two(time.minute)}`;

/** «26 ноября в 14:02» */
export const momentWords = (at: number, zone: string): string => {
  const day = new Intl.DateTimeFormat('ru', { timeZone: zone, day: 'numeric', month: 'long' }).format(at);
  const { hour, minute } = wallTime(at, zone);
  return `${day} в ${two(hour)}:${two(minute)}`;
};
