/** What the administrator does at the console before a test's own sentence begins. */
import type { Answer, Me, PersonFields, PersonView } from '../../operator-console/contract.ts';
import { people } from './people.ts';
import { openOperator, type OperatorScreen, type Product } from './product.ts';

export const personFields = (login: string, over: Partial<PersonFields> = {}): PersonFields => ({
  login,
  name: `Имя ${login}`,
  role: 'operator',
  departments: ['registration'],
  capacity: null,
  ...over,
});

export const given = <T extends object>(answer: Answer<T>): T => {
  if (!answer.ok) throw new Error(answer.error);
  return answer;
};

export const changePassword = (url: string, cookie: string, current: string, fresh: string): Promise<Response> =>
  fetch(`${url}/api/password`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, cookie },
    body: JSON.stringify({ current, fresh }),
  });

export const meOf = async (url: string, cookie: string): Promise<Me | null> => {
  const response = await fetch(`${url}/api/me`, { headers: { cookie } });
  return response.ok ? ((await response.json()) as { me: Me }).me : null;
};

export interface Administration {
  readonly admin: OperatorScreen;
  /** By the console, with a password that must be changed first. */
  add(login: string, over?: Partial<PersonFields>): Promise<{ person: PersonView; password: string }>;
  /** Of the registration desk unless said otherwise, with a console open. */
  working(login: string, departments?: readonly string[]): Promise<{ id: string; screen: OperatorScreen }>;
}

export const openAdministration = async (product: Product): Promise<Administration> => {
  const admin = await openOperator(product, 'admin');
  return {
    admin,
    add: async (login, over = {}) =>
      given(await admin.ask<{ person: PersonView; password: string }>('person:add', personFields(login, over))),
    working: async (login, departments = ['registration']) => {
      const screen = await people(product, { login, departments });
      return { id: (await meOf(product.url, screen.cookie))?.id ?? '', screen };
    },
  };
};
