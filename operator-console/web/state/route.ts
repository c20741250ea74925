/** The address bar: `/operator/`, `/operator/ticket/26-004817-1`, or a section: `/operator/people`, `/operator/people/…`. */
import { batch, signal, type ReadonlySignal } from '@preact/signals';

/** The section that stands at `/operator/`. */
export const dialogues = 'dialogues';

export interface Route {
  /** Id of a section, as the address says it; whether there is one, and for whom, is in `sections.ts`. */
  readonly section: ReadonlySignal<string>;
  /** What follows the section's name in the address; empty on its first page. */
  readonly rest: ReadonlySignal<string>;
  /** The ticket in the address; null on the start page and in other sections. */
  readonly number: ReadonlySignal<string | null>;
  go(number: string | null): void;
  /** Opens a section; «Диалоги» come back with the ticket that was open there. */
  open(section: string, rest?: string): void;
}

interface Place {
  readonly section: string;
  readonly rest: string;
  readonly number: string | null;
}

const base = '/operator/';

export const ticketHref = (number: string | null): string => (number === null ? base : `${base}ticket/${number}`);
export const sectionHref = (section: string, rest = ''): string =>
  section === dialogues ? base : `${base}${section}${rest === '' ? '' : `/${rest}`}`;

const placeOf = (path: string): Place => {
  const [section = '', ...rest] = path
    .replace(/^\/operator\/?/u, '')
    .replace(/\/$/u, '')
    .split('/');
  if (section === '') return { section: dialogues, rest: '', number: null };
  if (section === 'ticket') {
    const number = /^[\w-]+$/u.test(rest[0] ?? '') ? (rest[0] ?? null) : null;
    return { section: dialogues, rest: '', number };
  }
  return { section, rest: rest.join('/'), number: null };
};

export const createRoute = (): Route => {
  const first = placeOf(location.pathname);
  const section = signal(first.section);
  const rest = signal(first.rest);
  const number = signal(first.number);
  let left: string | null = null;

  const enter = (place: Place): void => {
    if (section.peek() === dialogues && place.section !== dialogues) left = number.peek();
    batch(() => {
      section.value = place.section;
      rest.value = place.rest;
      number.value = place.number;
    });
  };
  window.addEventListener('popstate', () => enter(placeOf(location.pathname)));
  const push = (href: string, place: Place): void => {
    if (location.pathname !== href) history.pushState(null, '', href);
    enter(place);
  };
  const go = (to: string | null): void => push(ticketHref(to), { section: dialogues, rest: '', number: to });

  return {
    section,
    rest,
    number,
    go,
    open: (to, more = '') => {
      if (to !== dialogues) push(sectionHref(to, more), { section: to, rest: more, number: null });
      else if (section.peek() !== dialogues) go(left);
      else go(null);
    },
  };
};
