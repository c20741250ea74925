/**
 * The console's sections: where each stands, who sees it, and the code that is fetched when it is opened first.
 * A new section is one entry here, a folder of its own under `sections/`, its words in `texts/`, its rights on the server.
 * «Диалоги» are the exception: they are the console itself and come with it.
 */
import type { ComponentType } from 'preact';
import type { Role } from '../../core/domain/operator.ts';
import type { IconName } from './components/Icon.tsx';
import { dialogues } from './state/route.ts';
import { sectionTitles as titles } from './texts/sections.ts';

export interface Section {
  /** Its place in the address: `/operator/<id>`. */
  readonly id: string;
  readonly title: string;
  readonly icon: IconName;
  /** Who finds it in the rail. The server checks each request by itself. */
  readonly who: readonly Role[];
  /** `rail`: work of every day; `settings`: behind «Настройки». */
  readonly place: 'rail' | 'settings';
  /** Null: comes with the console. */
  readonly load: (() => Promise<ComponentType>) | null;
}

const answering: readonly Role[] = ['operator', 'supervisor', 'administrator'];
const leading: readonly Role[] = ['supervisor', 'administrator'];
const administrators: readonly Role[] = ['administrator'];
const everybody: readonly Role[] = [...answering, 'author'];

const teaching: readonly Role[] = ['author', 'supervisor', 'administrator'];

/** In the order of the rail. */
export const sections: readonly Section[] = [
  { id: dialogues, title: titles.dialogues, icon: 'chat', who: answering, place: 'rail', load: null },
  {
    id: 'tickets',
    title: titles.tickets,
    icon: 'list',
    who: answering,
    place: 'rail',
    load: async () => (await import('./sections/tickets/TicketsPage.tsx')).TicketsPage,
  },
  {
    id: 'canned',
    title: titles.canned,
    icon: 'template',
    who: answering,
    place: 'rail',
    load: async () => (await import('./sections/canned/CannedPage.tsx')).CannedPage,
  },
  {
    id: 'unclear',
    title: titles.unclear,
    icon: 'bot',
    who: teaching,
    place: 'rail',
    load: async () => (await import('./sections/unclear/UnclearPage.tsx')).UnclearPage,
  },
  {
    id: 'account',
    title: titles.account,
    icon: 'user',
    who: everybody,
    place: 'settings',
    load: async () => (await import('./sections/account/AccountPage.tsx')).AccountPage,
  },
  {
    id: 'people',
    title: titles.people,
    icon: 'people',
    who: administrators,
    place: 'settings',
    load: async () => (await import('./sections/people/PeoplePage.tsx')).PeoplePage,
  },
  {
    id: 'departments',
    title: titles.departments,
    icon: 'flag',
    who: leading,
    place: 'settings',
    load: async () => (await import('./sections/departments/DepartmentsPage.tsx')).DepartmentsPage,
  },
  {
    id: 'audit',
    title: titles.audit,
    icon: 'journal',
    who: leading,
    place: 'settings',
    load: async () => (await import('./sections/audit/AuditPage.tsx')).AuditPage,
  },
];

export const sectionsOf = (role: Role): readonly Section[] => sections.filter(({ who }) => who.includes(role));

/** The one asked for; the role's first when that is not for them or «Диалоги» are asked for by who has none. */
export const sectionFor = (role: Role, id: string): Section | null => {
  const seen = sectionsOf(role);
  const asked = seen.find((section) => section.id === id);
  return asked ?? (id === dialogues ? (seen[0] ?? null) : null);
};
