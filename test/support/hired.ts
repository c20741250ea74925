/**
 * Data folders in which the first people are hired already. A true first start makes three slow hashes, reads the
 * scenarios and learns their examples; most tests are about something else, so `prepare.ts` does it once for all.
 * The passwords are of the product, their hashes cost little: a stored hash says its own cost.
 */
import { randomBytes, randomUUID, scryptSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generatePassword } from '../../core/domain/password.ts';
import type { Role } from '../../core/domain/operator.ts';
import { openPeople } from '../../core/storage/sqlite/open-people.ts';
import { shippedScenarios } from './scenarios.ts';

/** Where `prepare.ts` has left the folders to copy. */
export const preparedIn = 'DESK_PREPARED';

export const kindOf = (scenariosDir: string): 'shipped' | 'at-any-hour' =>
  scenariosDir === shippedScenarios ? 'shipped' : 'at-any-hour';

export const cheapHash = (password: string): string => {
  const cost = { N: 2 ** 10, r: 8, p: 1 };
  const salt = randomBytes(16);
  const key = scryptSync(password.normalize('NFKC'), salt, 32, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
};

/** Hires the first people of an empty folder; one with anything in it is left as it is. */
export const moveIn = (dataDir: string, scenariosDir: string): void => {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const prepared = process.env[preparedIn];
  if (prepared === undefined || readdirSync(dataDir).length > 0) return;
  cpSync(join(prepared, kindOf(scenariosDir)), dataDir, { recursive: true });
};

export const hiredFolder = (scenariosDir = ''): string => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-'));
  moveIn(folder, scenariosDir);
  return folder;
};

export interface NewPerson {
  readonly login: string;
  readonly name?: string;
  readonly departments: readonly string[];
  readonly role?: Role;
}

/** One more person of a folder with a store in it, beside a server that runs; their password. */
export const hired = async (
  dataDir: string,
  { login, name = `Имя ${login}`, departments, role = 'operator' }: NewPerson,
): Promise<string> => {
  const password = generatePassword();
  const person = { id: randomUUID(), login, name, role, departments, active: true, capacity: null };
  const store = openPeople(dataDir);
  await store.people.save(person, cheapHash(password));
  await store.close();
  return password;
};
