/** `organisation.yml`: facts, each with its source; the only place for phones, addresses and hours. */
import type { Organisation } from '../../domain/organisation.ts';
import { generalCategory } from '../handoff.ts';
import type { Problem } from '../problem.ts';
import { checkShape } from './check-shape.ts';
import { organisationShape } from './shapes.ts';
import type { Path, Source } from './source.ts';

/** Looking a zone up loads the tables of all of them, a seventh of a start; the one nearly everybody names is known. */
const knownZone = (zone: string): boolean => {
  if (zone === 'Europe/Moscow') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

const repeated = (source: Source, key: string, list: readonly { readonly id: string }[]): readonly Problem[] =>
  list.flatMap(({ id }, at) =>
    list.findIndex((known) => known.id === id) < at
      ? [source.problem([key, at, 'id'], `Имя «${id}» уже занято.`, 'Дайте другое имя.')]
      : [],
  );

const relations = (source: Source, read: Organisation): readonly Problem[] => {
  const problems: Problem[] = [
    ...repeated(source, 'departments', read.departments),
    ...repeated(source, 'categories', read.categories),
    ...repeated(source, 'contacts', read.contacts),
  ];
  const add = (path: Path, what: string, cure: string): void => void problems.push(source.problem(path, what, cure));
  for (const [at, { department }] of read.categories.entries()) {
    if (read.departments.some(({ id }) => id === department)) continue;
    add(['categories', at, 'department'], `Нет отдела «${department}».`, 'Впишите имя отдела из списка departments.');
  }
  if (!read.categories.some(({ id }) => id === generalCategory)) {
    add(
      ['categories'],
      `Нет категории «${generalCategory}»: вопрос без категории не дойдёт до оператора.`,
      `Добавьте категорию с id: ${generalCategory}.`,
    );
  }
  if (!knownZone(read.zone)) add(['zone'], `Нет часового пояса «${read.zone}».`, 'Например Europe/Moscow.');
  for (const [at, { value }] of read.contacts.entries()) {
    if (!/[{}]/u.test(value)) continue;
    add(['contacts', at, 'value'], 'В значении есть фигурная скобка.', 'Факты пишутся без вставок: уберите скобки.');
  }
  return problems;
};

export const readOrganisation = (
  source: Source,
): { organisation: Organisation | null; problems: readonly Problem[] } => {
  const checked = checkShape(source, organisationShape, source.data);
  if ('problems' in checked) return { organisation: null, problems: checked.problems };
  const { name, zone, departments, categories, contacts, settings } = checked.data;
  const organisation: Organisation = {
    name,
    zone,
    departments: departments.map(({ id, title, expert }) => ({ id, title, expert: expert ?? false })),
    categories,
    contacts: contacts.map(({ 'checked-by': checkedBy, ...contact }) => ({ ...contact, checkedBy })),
    settings: {
      confirmHours: settings['confirm-hours'],
      reopenDays: settings['reopen-days'],
      breakHours: settings['break-hours'],
      expertHours: settings['expert-hours'],
    },
  };
  return { organisation, problems: relations(source, organisation) };
};
