/** Under which keys wrong tries are counted; a password given anew forgives those of its person. */
import { hash } from 'node:crypto';
import type { Operator } from '../../core/domain/operator.ts';
import type { SignIns } from '../../core/ports/people.ts';

/** What was typed may be a password or a box of e-mail in the wrong field: only its hash is noted. */
export const signInTries = (login: string): string =>
  `login:${hash('sha256', login.trim().toLowerCase(), 'base64url')}`;

/** Of one's password now, on the way to another. */
export const passwordTries = (operator: Operator['id']): string => `password:${operator}`;

/** Who forgot a password has tried some: the new one must open the door at once, not a quarter of an hour later. */
export const forgiveTries = async (signIns: Pick<SignIns, 'pardon'>, { id, login }: Operator): Promise<void> => {
  await Promise.all([signIns.pardon(signInTries(login)), signIns.pardon(passwordTries(id))]);
};
