/** The wall clock of the organisation's time zone. */

export interface WallTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

/** `zone` is an IANA name, checked by the loader. */
export const wallTime = (now: number, zone: string): WallTime => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find((known) => known.type === type)?.value ?? 0);
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
};

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
