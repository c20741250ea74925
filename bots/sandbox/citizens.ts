/** The people of the sandbox. All of them are made up. */
import type { Person } from './platform.ts';

const names: readonly (readonly [first: string, last: string])[] = [
  ['Елена', 'Морозова'],
  ['Тимур', 'Галеев'],
  ['Зинаида', 'Ильина'],
  ['Артём', 'Лосев'],
  ['Айгуль', 'Сафина'],
  ['Степан', 'Верещагин'],
  ['Ольга', 'Рябинина'],
  ['Давид', 'Саркисян'],
];
/** Whose messages people pass on; nobody has this phone. */
export const neighbour: Person = { id: 901, firstName: 'Сосед' };

const atFirst = 2;
const firstId = 501;

export interface Citizens {
  list(): readonly Person[];
  find(id: number): Person | null;
  /** One more; null: there are no more names. */
  add(): Person | null;
}

export const createCitizens = (count = atFirst): Citizens => {
  const all = names.map(([firstName, lastName], index): Person => ({ id: firstId + index, firstName, lastName }));
  let there = Math.min(Math.max(count, atFirst), all.length);
  return {
    list: () => all.slice(0, there),
    find: (id) => all.slice(0, there).find((person) => person.id === id) ?? null,
    add: () => {
      const next = all[there] ?? null;
      if (next) there += 1;
      return next;
    },
  };
};
