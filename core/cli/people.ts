/**
 * `npm run people -- list | add | password | off | on | rotate-key`: people of the console from the engineer's shell, while the server runs or not.
 * The administrator's page does the same for a running product; this is for the first day and for a lost password.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { parseConfig } from '../config.ts';
import { generatePassword, hashPassword } from '../domain/password.ts';
import { Refusal } from '../domain/refusal.ts';
import { roles, type Operator, type Role } from '../domain/operator.ts';
import type { AuditAction } from '../domain/audit.ts';
import type { AuditLine } from '../ports/turns.ts';
import type { People, SignIns } from '../ports/people.ts';
import { forgiveTries } from '../../operator-console/server/tries.ts';
import { rotateKey } from './rotate-key.ts';
import { openPeople } from '../storage/sqlite/open-people.ts';
import { environment } from './environment.ts';

const usage = `Как пользоваться:
  npm run people -- list
  npm run people -- add ЛОГИН "Имя Фамилия" --role operator --departments technical,payments
  npm run people -- password ЛОГИН   (новый пароль; прежние входы закрываются)
  npm run people -- off ЛОГИН        (закрыть доступ сразу; on возвращает)
  npm run people -- rotate-key       (сменить ключ персональных данных; сервер на это время остановите)
Роли: ${roles.join(', ')}.
Выданный пароль при первом входе нужно сменить; с --keep он остаётся.
`;

const out = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

class Usage extends Error {}

interface Options {
  readonly role: string;
  readonly departments: string;
  /** The password is the person's own already: it need not be changed. */
  readonly keep: boolean;
}

const line = (action: AuditAction, person: string): AuditLine => ({
  at: Date.now(),
  actor: 'engineer',
  action,
  ticket: null,
  details: { person },
});

const explain = (error: unknown): string => {
  if (error instanceof Refusal && error.code === 'last-administrator') {
    return 'Это последний администратор: без него некому будет давать доступ. Сначала добавьте другого.';
  }
  return error instanceof Error ? error.message : String(error);
};

const list = async (people: People): Promise<void> => {
  for (const { login, name, role, departments, active } of await people.list()) {
    out(`${login}\t${name}\t${role}\t${departments.join(',') || '—'}\t${active ? '' : 'отключён'}`);
  }
};

const add = async (
  people: People,
  [login, name]: readonly string[],
  { role, departments, keep }: Options,
): Promise<void> => {
  if (!login || !name || !roles.includes(role as Role)) throw new Usage();
  if (await people.byLogin(login)) throw new Error(`Логин ${login} уже занят.`);
  const password = generatePassword();
  const known = departments === '' ? [] : departments.split(',');
  const operator = {
    id: randomUUID(),
    login,
    name,
    role: role as Role,
    departments: known,
    active: true,
    capacity: null,
  };
  const audit = [line('person:added', operator.id)];
  await people.save(operator, await hashPassword(password), { audit, passwordDue: !keep });
  out(`${name}: ${login} / ${password}`);
};

const find = async (people: People, [login]: readonly string[]): Promise<Operator> => {
  const found = login ? await people.byLogin(login) : null;
  if (!found) throw new Error(`Нет человека с логином «${login ?? ''}». Список: npm run people -- list`);
  return found.operator;
};

const setActive = async (people: People, rest: readonly string[], active: boolean): Promise<void> => {
  const operator = await find(people, rest);
  await people.change(operator.id, { active }, { audit: [line(active ? 'person:on' : 'person:off', operator.id)] });
  out(
    active ? `${operator.name} снова может войти.` : `${operator.name} больше не может войти, открытые входы закрыты.`,
  );
};

const password = async (
  people: People,
  signIns: SignIns,
  rest: readonly string[],
  { keep }: Options,
): Promise<void> => {
  const operator = await find(people, rest);
  const fresh = generatePassword();
  const passwordHash = await hashPassword(fresh);
  const audit = [line('password:reset', operator.id)];
  await people.change(operator.id, { passwordHash }, { audit, passwordDue: !keep });
  await Promise.all([signIns.closeAll(operator.id), forgiveTries(signIns, operator)]);
  out(`${operator.name}: ${operator.login} / ${fresh}`);
  out('Все открытые входы этого человека закрыты, неудачные попытки прощены.');
  if (!keep) out('После входа пульт попросит придумать свой пароль.');
  if (!operator.active) out(`Доступ закрыт, войти пока нельзя: npm run people -- on ${operator.login}`);
};

const run = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      role: { type: 'string', default: 'operator' },
      departments: { type: 'string', default: '' },
      keep: { type: 'boolean', default: false },
    },
  });
  const { DATA_DIR, PERSONAL_KEY, PERSONAL_KEY_OLD } = environment();
  const parsed = parseConfig({ DATA_DIR, PERSONAL_KEY, PERSONAL_KEY_OLD });
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  const [command, ...rest] = positionals;
  if (command === 'rotate-key') {
    await rotateKey(parsed.config, out);
    return;
  }
  const { people, signIns, close } = openPeople(parsed.config.dataDir);
  try {
    if (command === 'list') await list(people);
    else if (command === 'add') await add(people, rest, values);
    else if (command === 'password') await password(people, signIns, rest, values);
    else if (command === 'off' || command === 'on') await setActive(people, rest, command === 'on');
    else throw new Usage();
  } finally {
    await close();
  }
};

try {
  await run();
} catch (error) {
  process.stderr.write(error instanceof Usage ? usage : `${explain(error)}\n`);
  process.exitCode = 1;
}
