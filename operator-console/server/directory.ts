/** What a console must know of the organisation: departments, categories, colleagues. */
import { fileLimits } from '../../core/domain/attachment.ts';
import { uncheckedContacts } from '../../core/domain/organisation.ts';
import { ticketStatuses, type TicketStatus } from '../../core/domain/ticket.ts';
import type { Directory, OrganisationView } from '../contract.ts';
import type { RequestDeps } from './handling.ts';

export const directory = async (deps: RequestDeps): Promise<Directory> => {
  const organisation = deps.organisation();
  const there = new Map((await deps.presence.list()).map((known) => [known.operator, known]));
  const colleagues = (await deps.people.list()).filter((one) => one.active && one.role !== 'author');
  return {
    portal: organisation.name,
    demo: uncheckedContacts(organisation).length > 0,
    departments: organisation.departments,
    categories: organisation.categories.map(({ id, title }) => ({ id, title })),
    colleagues: colleagues.map(({ id, name, departments }) => ({
      id,
      name,
      departments,
      online: deps.live.isOnline(id),
      state: there.get(id)?.state ?? 'offline',
      since: there.get(id)?.since ?? 0,
    })),
    statuses: Object.fromEntries(ticketStatuses.map((status) => [status, deps.statusWord(status)])) as Record<
      TicketStatus,
      string
    >,
    maxText: deps.maxText,
    files: fileLimits,
    now: deps.clock.now(),
  };
};

export const organisationView = async (deps: RequestDeps): Promise<OrganisationView> => {
  const { zone, departments, categories, contacts } = deps.organisation();
  const people = await deps.people.list();
  return {
    zone,
    categories,
    contacts,
    departments: departments.map((department) => ({
      ...department,
      people: people
        .filter((person) => person.departments.includes(department.id))
        .map(({ id, name, active }) => ({ id, name, active })),
    })),
  };
};
