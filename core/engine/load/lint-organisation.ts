/** What `organisation.yml` says twice, says of nobody, or says of hours that cannot be. */
import { generalCategory } from '../handoff.ts';
import type { Problem } from '../problem.ts';
import type { OrganisationData } from './shapes.ts';
import type { Path, Source } from './source.ts';

type Add = (path: Path, what: string, cure: string) => void;

/** Looking a zone up loads the tables of all of them, a seventh of a start; the one nearly everybody names is known. */
const knownZone = (zone: string): boolean => {
  if (zone === 'Europe/Moscow') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const repeated = (add: Add, key: string, list: readonly { readonly id: string }[]): void => {
  for (const [at, { id }] of list.entries()) {
    if (list.findIndex((known) => known.id === id) < at) {
      add([key, at, 'id'], `Имя «${id}» уже занято.`, 'Дайте другое имя.');
    }
  }
};

const has = (list: readonly { readonly id: string }[], id: string | undefined): boolean =>
  id === undefined || list.some((known) => known.id === id);

const references = (add: Add, data: OrganisationData): void => {
  for (const [at, { line }] of data.departments.entries()) {
    if (!has(data.lines, line)) {
      add(['departments', at, 'line'], `Нет линии «${line}».`, 'Впишите имя линии из списка lines.');
    }
  }
  for (const [at, { department, deadline }] of data.categories.entries()) {
    if (!has(data.departments, department)) {
      add(['categories', at, 'department'], `Нет отдела «${department}».`, 'Впишите имя отдела из списка departments.');
    }
    if (!has(data.deadlines, deadline)) {
      add(['categories', at, 'deadline'], `Нет срока «${deadline}».`, 'Впишите имя срока из списка deadlines.');
    }
  }
  if (!data.categories.some(({ id }) => id === generalCategory)) {
    add(
      ['categories'],
      `Нет категории «${generalCategory}»: вопрос без категории не дойдёт до оператора.`,
      `Добавьте категорию с id: ${generalCategory}.`,
    );
  }
};

/** Every day's intervals in order; they must not touch what is open already. */
const hours = (add: Add, { lines }: OrganisationData): void => {
  for (const [at, line] of lines.entries()) {
    const seen = new Map<string, string[]>();
    for (const [row, { days, open }] of line.hours.entries()) {
      for (const [place, written] of open.entries()) {
        const path: Path = ['lines', at, 'hours', row, 'open', place];
        const [from, to] = [written.slice(0, 5), written.slice(6)];
        if (from >= to) {
          const cure = 'Через полночь: два промежутка, до 24:00 и с 00:00 следующего дня.';
          add(path, `Часы «${written}» кончаются раньше, чем начинаются.`, cure);
          continue;
        }
        const crossed = days.find((day) =>
          (seen.get(day) ?? []).some((other) => from < other.slice(6) && other.slice(0, 5) < to),
        );
        if (crossed !== undefined) {
          add(path, `Часы «${written}» накладываются на другие часы того же дня (${crossed}).`, 'Разведите их.');
        }
        for (const day of days) seen.set(day, [...(seen.get(day) ?? []), written]);
      }
    }
  }
};

const isDay = (year: number, day: string): boolean => {
  const date = new Date(Date.UTC(year, Number(day.slice(0, 2)) - 1, Number(day.slice(3))));
  return date.toISOString().slice(5, 10) === day;
};

const isWeekend = (year: number, day: string): boolean =>
  [0, 6].includes(new Date(`${year}-${day}T00:00:00Z`).getUTCDay());

const kinds = ['days-off', 'working-days', 'short-days'] as const;

const calendar = (add: Add, data: OrganisationData): void => {
  for (const [at, year] of data.calendar.entries()) {
    if (data.calendar.findIndex((known) => known.year === year.year) < at) {
      add(['calendar', at, 'year'], `Год ${year.year} описан дважды.`, 'Оставьте одно описание.');
    }
    const seen = new Set<string>();
    for (const kind of kinds) {
      for (const [place, day] of year[kind].entries()) {
        const path: Path = ['calendar', at, kind, place];
        if (!isDay(year.year, day)) add(path, `Дня ${day} в ${year.year} году нет.`, 'Запись: месяц-день, 02-23.');
        else if (seen.has(day)) add(path, `День ${day} записан дважды.`, 'Оставьте его в одном списке.');
        else if (kind === 'working-days' && !isWeekend(year.year, day)) {
          add(path, `День ${day} и так рабочий.`, 'Здесь только субботы и воскресенья, ставшие рабочими.');
        }
        seen.add(day);
      }
    }
  }
};

const terms = (add: Add, data: OrganisationData): void => {
  for (const [at, deadline] of data.deadlines.entries()) {
    if ((deadline['solve-hours'] === undefined) === (deadline['solve-days'] === undefined)) {
      const cure = 'Впишите одно из двух: solve-hours (часы работы линии) или solve-days (рабочие дни).';
      add(['deadlines', at], `У срока «${deadline.id}» должна быть одна длительность.`, cure);
    }
  }
  const { 'silence-minutes': silence, 'silence-warning-minutes': warning } = data.settings;
  if (warning >= silence) {
    const what = 'Предупреждать оператора пришлось бы раньше, чем он взял обращение.';
    add(['settings', 'silence-warning-minutes'], what, 'Число меньше silence-minutes.');
  }
};

export const organisationProblems = (source: Source, data: OrganisationData): readonly Problem[] => {
  const problems: Problem[] = [];
  const add: Add = (path, what, cure) => void problems.push(source.problem(path, what, cure));
  for (const key of ['lines', 'deadlines', 'departments', 'categories', 'contacts'] as const) {
    repeated(add, key, data[key]);
  }
  references(add, data);
  hours(add, data);
  calendar(add, data);
  terms(add, data);
  if (!knownZone(data.zone)) add(['zone'], `Нет часового пояса «${data.zone}».`, 'Например Europe/Moscow.');
  for (const [at, { value }] of data.contacts.entries()) {
    if (!/[{}]/u.test(value)) continue;
    add(['contacts', at, 'value'], 'В значении есть фигурная скобка.', 'Факты пишутся без вставок: уберите скобки.');
  }
  return problems;
};
