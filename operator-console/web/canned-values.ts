/** What the variables of a prepared answer stand for in this dialogue. Pure. */
import type { VariableValues } from '../../core/domain/variables.ts';
import type { CannedFacts, Card, Directory, Me } from '../contract.ts';
import { tameLine } from './names.ts';

const patronymic = /(?:вич|вна|чна|ична|оглы|кызы)$/iu;

/** How one speaks to «Морозова Елена Викторовна»: «Елена Викторовна»; any other name is taken as it is. */
export const politeName = (full: string): string => {
  const parts = tameLine(full).split(' ');
  if (parts.length !== 3) return tameLine(full);
  const [first = '', second = '', third = ''] = parts;
  if (patronymic.test(third)) return `${second} ${third}`;
  return patronymic.test(second) ? `${first} ${second}` : tameLine(full);
};

export const valuesFor = (
  { row }: Card,
  me: Me | null,
  directory: Directory | null,
  facts: CannedFacts,
): VariableValues => {
  // A hidden name is no name: nobody is called «Е•••».
  const named = row.citizen !== null && !row.citizen.includes('•');
  return {
    гражданин: named ? politeName(row.citizen ?? '') : null,
    номер: row.number,
    тема: row.title === '' ? null : tameLine(row.title),
    отдел: directory?.departments.find(({ id }) => id === row.department)?.title ?? null,
    оператор: me === null ? null : (tameLine(me.name).split(' ')[0] ?? null),
    телефон: facts.phone,
    часы: facts.hours,
    портал: facts.portal,
  };
};
