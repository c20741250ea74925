/**
 * A ticket that waits for people while the citizen goes on with the bot: over a night, while nobody is on line, or with
 * experts. A conversation stands in a department's queue once; what clearly belongs to the waiting ticket joins it.
 */
import { placeOf, placeOfNew, type QueuePlace } from '../domain/queue.ts';
import type { DepartmentId, Priority } from '../domain/ticket.ts';
import { change, emit, sayPhrase, words, type Draft } from './draft.ts';
import { openingWords } from './hours-words.ts';
import { fresh } from './over.ts';
import type { OwnTicket } from './types.ts';

const lineOf = (draft: Draft, department: DepartmentId | null | undefined): string => {
  const { departments, lines } = draft.script.organisation;
  return departments.find(({ id }) => id === department)?.line ?? lines[0]?.id ?? '';
};

const isOpen = (draft: Draft, department: DepartmentId | null | undefined): boolean =>
  draft.script.calendar.isOpen(lineOf(draft, department), draft.moment.now);

/** Somebody will come to the queue now. Without figures nothing is known against it. */
export const isAttended = (draft: Draft, department: DepartmentId | null | undefined): boolean => {
  const { queue } = draft.moment;
  if (!queue) return true;
  const { noticeWhenNobody } = draft.script.organisation.settings;
  const there = !noticeWhenNobody || (typeof department === 'string' && queue.attended.includes(department));
  return isOpen(draft, department) && there;
};

/** «Перед вами двое. Ответим примерно через 2 минуты.»; empty while nothing has been measured. */
const placeWords = (draft: Draft, place: QueuePlace | null): string => {
  if (!place || place.minutes === null) return '';
  const ahead =
    place.ahead === 0
      ? words(draft, 'queue-next')
      : words(draft, 'queue-ahead', { count: counted(draft, place.ahead) });
  return `${ahead} ${words(draft, 'queue-wait', { minutes: minutesWords(draft, place.minutes) })}`;
};

/** «двое» up to ten, then figures. */
const counted = (draft: Draft, count: number): string =>
  words(draft, 'queue-counts').split(' ')[count - 1] ?? String(count);

const plural = new Intl.PluralRules('ru');

const minutesWords = (draft: Draft, minutes: number): string => {
  const forms = words(draft, 'queue-minutes').split(' ');
  const form = plural.select(minutes) === 'one' ? 0 : plural.select(minutes) === 'few' ? 1 : 2;
  return `${minutes} ${forms[form] ?? ''}`;
};

export const sayPlace = (draft: Draft, number: string): Draft => {
  const { queue } = draft.moment;
  const text = queue ? placeWords(draft, placeOf(queue, number)) : '';
  return text === '' ? draft : { ...draft, lines: [...draft.lines, text] };
};

export const sayNewPlace = (draft: Draft, department: DepartmentId, priority: Priority): Draft => {
  const { queue } = draft.moment;
  const text = queue ? placeWords(draft, placeOfNew(queue, department, priority)) : '';
  return text === '' ? draft : { ...draft, lines: [...draft.lines, text] };
};

/** When people will be there: the next opening, or that they are away just now. */
const sayWhen = (draft: Draft, department: DepartmentId | null | undefined, number: string): Draft => {
  if (isOpen(draft, department)) return sayPhrase(draft, 'wait-nobody', { number });
  const opening = openingWords(draft.script, draft.moment.now, lineOf(draft, department));
  return opening === null
    ? sayPhrase(draft, 'wait-nobody', { number })
    : sayPhrase(draft, 'wait-closed', { number, opening });
};

/** The active ticket waits without the conversation: the bot is there for anything else. Said once. */
export const park = (draft: Draft, department: DepartmentId | null | undefined): Draft => {
  const number = draft.ticket?.number ?? '';
  const told = sayPhrase(sayWhen(draft, department, number), 'wait-meanwhile');
  return { ...change(emit(told, { kind: 'park' }), fresh(told)), ticket: null };
};

/** Words that belong to the waiting ticket: its operator will read them. */
export const addTo = (draft: Draft, waiting: OwnTicket): Draft =>
  sayPhrase(
    emit(change(draft, { misses: 0 }), { kind: 'ticket', event: 'citizen-wrote', on: waiting.number }),
    'wait-added',
    {
      number: waiting.number,
    },
  );

/** A further question for a person while one waits already: both are answered together. */
export const joinTo = (draft: Draft, waiting: OwnTicket): Draft => {
  if (!draft.ticket) return sayWhenOrPlace(sayPhrase(draft, 'wait-already', { number: waiting.number }), waiting);
  const joined = emit(draft, { kind: 'cancel', job: 'silence' }, { kind: 'ticket', event: 'join' });
  const told = sayPhrase({ ...change(joined, fresh(joined)), ticket: null }, 'wait-joined', { number: waiting.number });
  return sayWhenOrPlace(told, waiting);
};

const sayWhenOrPlace = (draft: Draft, waiting: OwnTicket): Draft =>
  isAttended(draft, waiting.department)
    ? sayPlace(draft, waiting.number)
    : sayWhen(draft, waiting.department, waiting.number);
