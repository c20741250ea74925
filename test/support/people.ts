/** More people for the console than the first start makes. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { connectOperator, cookieOf, signIn, type OperatorScreen, type Product } from './product.ts';

/** `npm run people -- …` on the product's data, beside the running server. */
export const peopleCommand = (product: Product, ...args: readonly string[]): string =>
  execFileSync(process.execPath, ['core/cli/people.ts', ...args], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: product.dataDir },
    encoding: 'utf8',
  });

/** Adds a person the way the engineer does, and signs them in. */
export const people = async (
  product: Product,
  { login, departments, role = 'operator' }: { login: string; departments: readonly string[]; role?: string },
): Promise<OperatorScreen> => {
  const output = peopleCommand(
    product,
    'add',
    login,
    `Имя ${login}`,
    '--role',
    role,
    '--departments',
    departments.join(','),
    '--keep',
  );
  const password = output.trim().split(' / ')[1] ?? '';
  return connectOperator(product.url, cookieOf(await signIn(product.url, login, password)));
};
