/** Times and days in words, in the reader's own time zone. */
import { texts } from './texts.ts';

const clock = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit' });
const date = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long' });
const dateOfYear = new Intl.DateTimeFormat('ru', { day: 'numeric', month: 'long', year: 'numeric' });

export const timeOf = (at: number): string => clock.format(at);

export const dayOf = (at: number, now: number): string => {
  const then = new Date(at);
  const today = new Date(now);
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (then.toDateString() === today.toDateString()) return texts.today;
  if (then.toDateString() === yesterday.toDateString()) return texts.yesterday;
  return (then.getFullYear() === today.getFullYear() ? date : dateOfYear).format(at);
};
