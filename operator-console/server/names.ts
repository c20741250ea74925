/** Names of colleagues, as rows and cards tell them. Every line of a busy day names somebody: they are read once a second at most. */
import type { People } from '../../core/ports/people.ts';
import type { NameOf } from './render.ts';

export interface Names {
  read(): Promise<NameOf>;
  /** Somebody is called otherwise now. */
  forget(): void;
}

const freshMs = 1_000;

export const createNames = (people: Pick<People, 'list'>): Names => {
  let last: { readonly at: number; readonly nameOf: Promise<NameOf> } | null = null;
  const list = async (): Promise<NameOf> => {
    const names = new Map((await people.list()).map((operator) => [operator.id, operator.name]));
    return (id) => names.get(id) ?? '—';
  };
  return {
    read: () => {
      const now = performance.now();
      if (!last || now - last.at > freshMs) last = { at: now, nameOf: list() };
      return last.nameOf;
    },
    forget: () => {
      last = null;
    },
  };
};
