/** Says at start what will be missing soon. */
import type { Logger } from 'pino';
import type { Scripts } from './desk/scripts.ts';
import { missingYear } from './domain/calendar.ts';

/** Without its year the calendar takes every holiday for a working day. */
export const warnOfCalendar = (scripts: Scripts, now: number, log: Logger): void => {
  const year = missingYear(scripts.current().organisation, now);
  if (year !== null) log.warn({ year }, 'organisation.yml: the calendar does not have this year');
};
