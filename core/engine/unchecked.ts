/** In production every contact has been checked by somebody. */
import { uncheckedContacts, type Organisation } from '../domain/organisation.ts';
import type { Problem } from './problem.ts';

export const uncheckedProblems = (organisation: Organisation): readonly Problem[] => {
  const titles = uncheckedContacts(organisation).map((contact) => contact.title);
  if (titles.length === 0) return [];
  const what = `Контакты никем не проверены: ${titles.join(', ')}.`;
  return [{ file: 'organisation.yml', line: 1, what, cure: 'Проверьте их и впишите checked и checked-by.' }];
};
