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
  /** Seq of the line that was looked for in the ticket; null when none was. */
  readonly line: ReadonlySignal<number | null>;
  go(number: string | null, line?: number | null): void;
  /** Opens a section; «Диалоги» come back with the ticket that was open there. */
  open(section: string, rest?: string): void;
}

interface Place {
  readonly section: string;
  readonly rest: string;
  readonly number: string | null;
  readonly line: number | null;
}

const base = '/operator/';

export const ticketHref = (number: string | null, line: number | null = null): string =>
  number === null ? base : `${base}ticket/${number}${line === null ? '' : `#${line}`}`;
export const sectionHref = (section: string, rest = ''): string =>
  section === dialogues ? base : `${base}${section}${rest === '' ? '' : `/${rest}`}`;

const lineOf = (hash: string): number | null => (/^#\d{1,9}$/u.test(hash) ? Number(hash.slice(1)) : null);

const placeOf = ({ pathname: path, hash }: Location): Place => {
  const [section = '', ...rest] = path
    .replace(/^\/operator\/?/u, '')
    .replace(/\/$/u, '')
    .split('/');
  if (section === '') return { section: dialogues, rest: '', number: null, line: null };
  if (section === 'ticket') {
    const number = /^[\w-]+$/u.test(rest[0] ?? '') ? (rest[0] ?? null) : null;
    return { section: dialogues, rest: '', number, line: lineOf(hash) };
  }
  return { section, rest: rest.join('/'), number: null, line: null };
};

export const createRoute = (): Route => {
  const first = placeOf(location);
  const section = signal(first.section);
  const rest = signal(first.rest);
  const number = signal(first.number);
  const line = signal(first.line);
  let left: string | null = null;

  const enter = (place: Place): void => {
    if (section.peek() === dialogues && place.section !== dialogues) left = number.peek();
    batch(() => {
      section.value = place.section;
      rest.value = place.rest;
      number.value = place.number;
      line.value = place.line;
    });
  };
  window.addEventListener('popstate', () => enter(placeOf(location)));
  const push = (href: string, place: Place): void => {
    if (location.pathname + location.hash !== href) history.pushState(null, '', href);
    enter(place);
  };
  const go = (to: string | null, at: number | null = null): void =>
    push(ticketHref(to, at), { section: dialogues, rest: '', number: to, line: at });

  return {
    section,
    rest,
    number,
    line,
    go,
    open: (to, more = '') => {
      if (to !== dialogues) push(sectionHref(to, more), { section: to, rest: more, number: null, line: null });
      else if (section.peek() !== dialogues) go(left);
      else go(null);
    },
  };
};
