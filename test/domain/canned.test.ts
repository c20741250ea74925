import { changesCanned, seesCanned, unknownVariable, type CannedScope } from '../../core/domain/canned.ts';
import { anOperator } from '../support/builders.ts';

const mine: CannedScope = { kind: 'mine', operator: 'op-me' };
const foreign: CannedScope = { kind: 'mine', operator: 'op-other' };
const payments: CannedScope = { kind: 'department', department: 'payments' };
const profile: CannedScope = { kind: 'department', department: 'profile' };
const all: CannedScope = { kind: 'all' };

test.each([
  ['an operator', { role: 'operator', departments: ['payments'] }, [mine, payments, all], [mine]],
  [
    'a supervisor of one department',
    { role: 'supervisor', departments: ['payments'] },
    [mine, payments, profile, all],
    [mine, payments],
  ],
  [
    'a supervisor of everything',
    { role: 'supervisor', departments: [] },
    [mine, payments, profile, all],
    [mine, payments, profile, all],
  ],
  [
    'an administrator',
    { role: 'administrator', departments: [] },
    [mine, payments, profile, all],
    [mine, payments, profile, all],
  ],
] as const)('%s sees and changes exactly what is theirs', (_, who, sees, changes) => {
  const operator = anOperator({ id: 'op-me', ...who });
  const scopes = [mine, foreign, payments, profile, all];
  expect(scopes.filter((scope) => seesCanned(operator, scope))).toEqual(sees);
  expect(scopes.filter((scope) => changesCanned(operator, scope))).toEqual(changes);
});

test('an answer with a variable that does not exist is told at once', () => {
  expect(unknownVariable('Здравствуйте, {гражданин}! {code}')).toBeNull();
  expect(unknownVariable('Здравствуйте, {имя отчество}!')).toBe('имя отчество');
});
