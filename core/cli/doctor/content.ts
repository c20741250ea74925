/** What the scenarios say that goes out of date: contacts nobody has checked, or not for a year; a calendar that ends. */
import { missingYear } from '../../domain/calendar.ts';
import { uncheckedContacts, type Organisation } from '../../domain/organisation.ts';
import { loadScenarios } from '../../engine/load.ts';
import type { ScenarioFile } from '../../ports/scenario-store.ts';
import { bad, look, well, type Diagnosis } from './diagnosis.ts';

const yearMs = 365 * 86_400_000;

const contacts = (organisation: Organisation, now: number): readonly Diagnosis[] => {
  const unchecked = uncheckedContacts(organisation).map(({ title }) => title);
  const old = organisation.contacts
    .filter(({ checked }) => checked !== null && now - Date.parse(checked) > yearMs)
    .map(({ title }) => title);
  const cure = 'Сверьте с источником и впишите checked и checked-by в organisation.yml.';
  return [
    ...(unchecked.length > 0 ? [look(`Контакты никем не проверены: ${unchecked.join(', ')}`, cure)] : []),
    ...(old.length > 0 ? [look(`Контакты проверены больше года назад: ${old.join(', ')}`, cure)] : []),
    ...(unchecked.length + old.length === 0 ? [well('Контакты проверены')] : []),
  ];
};

const calendar = (organisation: Organisation, now: number): Diagnosis => {
  const year = missingYear(organisation, now);
  return year === null
    ? well('Производственный календарь есть на год вперёд')
    : look(
        `В производственном календаре нет ${year} года`,
        'Впишите его в organisation.yml: часы линий считаются по нему.',
      );
};

/** `files`: of the version that is published; null when nothing was published yet. */
export const content = (files: readonly ScenarioFile[] | null, now: number): readonly Diagnosis[] => {
  if (files === null) return [look('Сценарии ещё не опубликованы', 'Запустите сервер: npm start.')];
  const loaded = loadScenarios(files);
  if (!loaded.ok) {
    const [first] = loaded.problems;
    return [bad(`Опубликованные сценарии не читаются: ${first?.file}: ${first?.what}`, 'npm run scenarios -- check')];
  }
  return [
    well('Опубликованные сценарии читаются'),
    ...contacts(loaded.organisation, now),
    calendar(loaded.organisation, now),
  ];
};
