import { decoyHash, generatePassword, hashPassword, verifyPassword } from '../../core/domain/password.ts';
import { passwordTrouble } from '../../core/domain/password-rules.ts';

describe('passwords', () => {
  test('the right one opens, a wrong one does not, and nothing but a true result counts', async () => {
    const stored = await hashPassword('верный-пароль-42');
    expect(stored).not.toContain('верный');
    expect(await verifyPassword('верный-пароль-42', stored)).toBe(true);
    expect(await verifyPassword('верный-пароль-43', stored)).toBe(false);
    expect(await verifyPassword('', stored)).toBe(false);
    expect(await verifyPassword('верный-пароль-42', 'no such form')).toBe(false);
  });

  test('the same password has another hash each time', async () => {
    expect(await hashPassword('один и тот же')).not.toBe(await hashPassword('один и тот же'));
  });

  test('a decoy costs what a true hash costs, and opens nothing', async () => {
    const [decoy, stored] = [decoyHash(), await hashPassword('верный-пароль-42')];
    const shape = (hash: string) => hash.split('$').map((part, index) => (index < 4 ? part : part.length));
    expect(shape(decoy)).toEqual(shape(stored));
    expect(await verifyPassword('', decoy)).toBe(false);
  });

  test('weak ones are named, generated ones are never weak', () => {
    expect(passwordTrouble('короткий')).toBe('short');
    expect(passwordTrouble('aaaaaaaaaaaaaaa')).toBe('plain');
    expect(passwordTrouble('Administrator1')).toBe('common');
    for (let i = 0; i < 200; i += 1) expect(passwordTrouble(generatePassword())).toBeNull();
  });
});
