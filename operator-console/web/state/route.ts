/** The address bar: `/operator/` or `/operator/ticket/26-004817-1`. */
import { signal, type ReadonlySignal } from '@preact/signals';

export interface Route {
  /** The ticket in the address; null on the start page. */
  readonly number: ReadonlySignal<string | null>;
  go(number: string | null): void;
}

const base = '/operator/';
const ticketPath = /^\/operator\/ticket\/([\w-]+)\/?$/u;

export const ticketHref = (number: string | null): string => (number === null ? base : `${base}ticket/${number}`);

export const createRoute = (): Route => {
  const read = (): string | null => ticketPath.exec(location.pathname)?.[1] ?? null;
  const number = signal(read());
  window.addEventListener('popstate', () => {
    number.value = read();
  });
  return {
    number,
    go: (to) => {
      if (to === number.peek()) return;
      history.pushState(null, '', ticketHref(to));
      number.value = to;
    },
  };
};
