/** What a password must be like. Pure: the console says it while one is typed, the server decides. */

/** Longer passwords are refused before any hashing. */
export const maxPasswordLength = 200;

const common = new Set([
  'password',
  'administrator',
  'administrator1',
  '123456789012',
  'qwertyuiop12',
  'changemeplease',
]);

export type PasswordTrouble = 'short' | 'long' | 'plain' | 'common';

/** Why a password will not do; null when it will. */
export const passwordTrouble = (password: string): PasswordTrouble | null => {
  if (password.length < 12) return 'short';
  if (password.length > maxPasswordLength) return 'long';
  if (new Set(password).size < 6) return 'plain';
  return common.has(password.toLowerCase()) ? 'common' : null;
};
