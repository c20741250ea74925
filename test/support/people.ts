/** More people for the console than the first start makes. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { hired, type NewPerson } from './hired.ts';
import { connectOperator, cookieOf, signIn, type OperatorScreen, type Product } from './product.ts';

/** `npm run people -- …` on the product's data, beside the running server. */
export const peopleCommand = (product: Product, ...args: readonly string[]): string =>
  execFileSync(process.execPath, ['core/cli/people.ts', ...args], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, DATA_DIR: product.dataDir },
    encoding: 'utf8',
  });

/** Adds a person beside the running server, as the command does, and signs them in. */
export const people = async (product: Product, person: NewPerson): Promise<OperatorScreen> => {
  const password = await hired(product.dataDir, person);
  return connectOperator(product.url, cookieOf(await signIn(product.url, person.login, password)));
};
