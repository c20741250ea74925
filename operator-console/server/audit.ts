/** The audit as it is read: the administrator reads all of it, a supervisor what concerns tickets of theirs. */
import { departmentsLed, type Operator } from '../../core/domain/operator.ts';
import type { AuditFilter } from '../../core/ports/audit.ts';
import type { Handlers, RequestDeps } from './handling.ts';

const pageSize = 50;

export const createAuditHandlers = (deps: RequestDeps): Pick<Handlers, 'audit:list'> => {
  const departments = (operator: Operator): AuditFilter['departments'] =>
    operator.role === 'administrator'
      ? null
      : (departmentsLed(operator) ?? deps.organisation().departments.map(({ id }) => id));
  return {
    'audit:list': async ({ before, ...filter }, { operator }) => {
      const asked = { ...filter, departments: departments(operator) };
      const { entries, more } = await deps.audit.page(asked, before, pageSize);
      const people = (await deps.people.list()).map(({ id, name }) => ({ id, name }));
      return { entries, more, people };
    },
  };
};
