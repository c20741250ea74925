/**
 * The first sign-ins: an administrator, and outside production two demo operators. Generated passwords are told once
 * on the screen and kept in `DATA_DIR/first-sign-in.txt` (0600), so that a newcomer can look them up again.
 */
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatePassword, hashPassword } from './domain/password.ts';
import type { Operator } from './domain/operator.ts';
import type { DepartmentId } from './domain/ticket.ts';
import type { People } from './ports/people.ts';

export interface FirstSignIn {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

export interface FirstPeopleDeps {
  readonly people: People;
  readonly departments: readonly DepartmentId[];
  readonly production: boolean;
  readonly adminLogin: string;
  readonly adminPassword: string | null;
  readonly dataDir: string;
  readonly now: number;
}

const demoOperators = [
  { login: 'marina', name: 'Марина Соколова' },
  { login: 'oleg', name: 'Олег Ким' },
];

/**
 * Adds who is missing; told are only generated passwords. Each is written down before the person is saved, so a stop
 * in between leaves nobody without a known password; of two lines with one login the lower is right.
 */
export const createFirstPeople = async (deps: FirstPeopleDeps): Promise<readonly FirstSignIn[]> => {
  const there = new Set((await deps.people.list()).map((operator) => operator.login));
  const generated: FirstSignIn[] = [];

  const add = async (operator: Omit<Operator, 'id' | 'active' | 'capacity'>, given: string | null): Promise<void> => {
    if (there.has(operator.login)) return;
    const { name, login } = operator;
    const password = given ?? generatePassword();
    if (given === null) {
      generated.push({ name, login, password });
      appendFileSync(join(deps.dataDir, 'first-sign-in.txt'), `${name}: ${login} / ${password}\n`, { mode: 0o600 });
    }
    const id = randomUUID();
    const details = { person: id, role: operator.role };
    const line = { at: deps.now, actor: 'system', action: 'person:added', ticket: null, details };
    await deps.people.save({ ...operator, id, active: true, capacity: null }, await hashPassword(password), {
      audit: [line],
    });
  };

  // The citizen reads the first word of the name: of a demo person it is a name.
  const name = deps.production ? 'Администратор' : 'Анна Лебедева (администратор)';
  const admin = { login: deps.adminLogin, name, role: 'administrator', departments: [] } as const;
  await add(admin, deps.adminPassword);
  if (!deps.production) {
    for (const { login, name } of demoOperators) {
      await add({ login, name, role: 'operator', departments: deps.departments }, null);
    }
  }
  return generated;
};
