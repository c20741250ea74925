/** What the administrator does with people. A password made here is told once, in the answer, and never again. */
import { randomUUID } from 'node:crypto';
import type { AuditAction } from '../../core/domain/audit.ts';
import type { Operator } from '../../core/domain/operator.ts';
import { generatePassword, hashPassword } from '../../core/domain/password.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { PersonPart } from '../../core/ports/people.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import type { PersonView } from '../contract.ts';
import type { Handlers, RequestDeps } from './handling.ts';
import { forgiveTries } from './tries.ts';

type PeopleHandlers = Pick<
  Handlers,
  'people:list' | 'person:add' | 'person:change' | 'person:switch' | 'person:reset-password' | 'person:sign-out'
>;

export const createPeopleHandlers = (deps: RequestDeps): PeopleHandlers => {
  const { people, signIns, audit, clock, live } = deps;

  const viewOf = (operator: Operator): PersonView => ({ ...operator, online: live.isOnline(operator.id) });
  const line = (
    by: Operator,
    action: AuditAction,
    person: string,
    more: Readonly<Record<string, string>> = {},
  ): AuditLine => ({ at: clock.now(), actor: by.id, action, ticket: null, details: { person, ...more } });
  const find = async (id: string): Promise<Operator> => {
    const found = await people.byId(id);
    if (!found) throw new Refusal('not-found');
    return found;
  };
  /** A password that is given here must be changed by its owner. Open consoles learn of the change at once. */
  const change = async (id: string, part: PersonPart, audit: AuditLine): Promise<Operator> => {
    const after = await people.change(id, part, { passwordDue: true, audit: [audit] });
    if (!after) throw new Refusal('not-found');
    await deps.personChanged(id);
    return after;
  };
  const mustExist = (departments: readonly string[]): void => {
    const known = new Set(deps.organisation().departments.map(({ id }) => id));
    if (departments.some((id) => !known.has(id))) throw new Refusal('invalid');
  };
  /** What of the person was changed, by the names of the fields: never what it was or became. */
  const changed = (before: Operator, after: Operator): string =>
    (['login', 'name', 'role', 'departments', 'capacity'] as const)
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .join(',');

  return {
    'people:list': async () => ({ people: (await people.list()).map(viewOf) }),
    'person:add': async (fields, { operator: by }) => {
      mustExist(fields.departments);
      const password = generatePassword();
      const person: Operator = { id: randomUUID(), ...fields, active: true };
      const lines = [line(by, 'person:added', person.id, { role: fields.role })];
      await people.save(person, await hashPassword(password), { passwordDue: true, audit: lines });
      return { person: viewOf(person), password };
    },
    'person:change': async ({ id, ...fields }, { operator: by }) => {
      mustExist(fields.departments);
      const before = await find(id);
      const names = changed(before, { ...before, ...fields });
      if (names === '') return { person: viewOf(before) };
      const more = before.role === fields.role ? { fields: names } : { fields: names, role: fields.role };
      return { person: viewOf(await change(id, fields, line(by, 'person:changed', id, more))) };
    },
    'person:switch': async ({ id, active }, { operator: by }) => {
      const before = await find(id);
      if (before.active === active) return { person: viewOf(before) };
      return { person: viewOf(await change(id, { active }, line(by, active ? 'person:on' : 'person:off', id))) };
    },
    'person:reset-password': async ({ id }, { operator: by }) => {
      // One's own is changed under «Мой вход»: this answer would come to a screen that is signed out.
      if (id === by.id) throw new Refusal('forbidden');
      const password = generatePassword();
      const passwordHash = await hashPassword(password);
      await change(id, { passwordHash }, line(by, 'password:reset', id));
      await Promise.all([signIns.closeAll(id), forgiveTries(signIns, await find(id))]);
      await deps.personChanged(id);
      return { password };
    },
    'person:sign-out': async ({ id }, { operator: by }) => {
      await find(id);
      await Promise.all([audit.write([line(by, 'person:signed-out', id)]), signIns.closeAll(id)]);
      await deps.personChanged(id);
      return {};
    },
  };
};
