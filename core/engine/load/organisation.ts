/** `organisation.yml`: facts, each with its source; the only place for phones, addresses and hours. */
import type { Deadline, Interval, Line, Organisation, Settings } from '../../domain/organisation.ts';
import type { Problem } from '../problem.ts';
import { checkShape } from './check-shape.ts';
import { organisationProblems } from './lint-organisation.ts';
import { organisationShape, weekdays, type OrganisationData } from './shapes.ts';
import type { Source } from './source.ts';

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** `09:00-18:00`, checked by the shape. */
export const intervalOf = (written: string): Interval => ({
  from: minuteOf(written.slice(0, 5)),
  to: minuteOf(written.slice(6)),
});

const byStart = (a: Interval, b: Interval): number => a.from - b.from;

const lineOf = (data: OrganisationData['lines'][number]): Line => ({
  id: data.id,
  title: data.title,
  week: weekdays.map((day) =>
    data.hours
      .filter(({ days }) => days.includes(day))
      .flatMap(({ open }) => open.map(intervalOf))
      .sort(byStart),
  ),
  keepsHolidays: data.holidays === 'closed',
  shortDayMinutes: data['short-day'] ?? 0,
  source: data.source,
  checked: data.checked,
  checkedBy: data['checked-by'],
});

const deadlineOf = (data: OrganisationData['deadlines'][number]): Deadline => ({
  id: data.id,
  title: data.title,
  words: data.words,
  replyMinutes: data['reply-minutes'] ?? null,
  solve: data['solve-days'] === undefined ? { hours: data['solve-hours'] ?? 0 } : { days: data['solve-days'] },
});

const settingsOf = (data: OrganisationData['settings']): Settings => ({
  confirmHours: data['confirm-hours'],
  reopenDays: data['reopen-days'],
  breakHours: data['break-hours'],
  silenceMinutes: data['silence-minutes'],
  silenceWarningMinutes: data['silence-warning-minutes'],
  leaveMinutes: data['leave-minutes'],
  repeatHours: data['repeat-hours'],
  escalationHours: data['escalation-hours'],
  supervisorHours: data['supervisor-hours'],
  awayMinutes: data['away-minutes'],
  capacity: data.capacity,
  assignment: data.assignment,
  noticeWhenNobody: data['notice-when-nobody'],
});

const organisationOf = (data: OrganisationData): Organisation => ({
  name: data.name,
  zone: data.zone,
  lines: data.lines.map(lineOf),
  calendar: data.calendar.map((year) => ({
    year: year.year,
    source: year.source,
    checked: year.checked,
    off: year['days-off'],
    working: year['working-days'],
    short: year['short-days'],
  })),
  changes: [],
  deadlines: data.deadlines.map(deadlineOf),
  departments: data.departments.map(({ id, title, expert, line }) => ({
    id,
    title,
    expert: expert ?? false,
    line: line ?? data.lines[0]?.id ?? '',
  })),
  categories: data.categories.map(({ deadline, ...category }) => ({
    ...category,
    deadline: deadline ?? data.deadlines[0]?.id ?? '',
  })),
  contacts: data.contacts.map(({ 'checked-by': checkedBy, ...contact }) => ({ ...contact, checkedBy })),
  settings: settingsOf(data.settings),
});

export const readOrganisation = (
  source: Source,
): { organisation: Organisation | null; problems: readonly Problem[] } => {
  const checked = checkShape(source, organisationShape, source.data);
  if ('problems' in checked) return { organisation: null, problems: checked.problems };
  return { organisation: organisationOf(checked.data), problems: organisationProblems(source, checked.data) };
};
