/** One's own password, changed over HTTP: the answer carries the cookie of a new sign-in, every other one is over. */
import type { Request, Response } from 'express';
import { hashPassword, verifyPassword } from '../../core/domain/password.ts';
import { passwordTrouble } from '../../core/domain/password-rules.ts';
import type { SignIn } from '../../core/ports/people.ts';
import { signedIn, type RouteHandler } from './api.ts';
import { passwordSchema } from './schemas.ts';
import { meOf, type SignInDeps } from './sign-in.ts';
import { passwordTries } from './tries.ts';

const windowMs = 15 * 60_000;
const tries = 5;

export const createPasswordRoute = (deps: SignInDeps): { readonly 'POST /password': RouteHandler } => {
  const { people, signIns, sessions, clock } = deps;

  const change = async (request: Request, response: Response, { operator }: SignIn): Promise<unknown> => {
    const parsed = passwordSchema.safeParse(request.body);
    if (!parsed.success) return response.status(400).json({ error: 'invalid' });
    const { current, fresh } = parsed.data;
    const key = passwordTries(operator.id);
    if ((await signIns.failures(key, clock.now() - windowMs)) >= tries) {
      return response.status(429).json({ error: 'throttled', retryAfter: windowMs / 1000 });
    }
    // Counted before the hashing, as at the sign-in.
    await signIns.fail([key], clock.now());
    const known = await people.byLogin(operator.login);
    if (!known || !(await verifyPassword(current, known.passwordHash))) {
      return response.status(403).json({ error: 'wrong' });
    }
    await signIns.pardon(key);
    const trouble = fresh === current ? 'same' : passwordTrouble(fresh);
    if (trouble !== null) return response.status(422).json({ error: 'weak', trouble });
    const line = { at: clock.now(), actor: operator.id, action: 'password:changed', ticket: null, details: {} };
    await people.change(operator.id, { passwordHash: await hashPassword(fresh) }, { audit: [line] });
    await signIns.closeAll(operator.id);
    response.set('Set-Cookie', await sessions.open(operator));
    await deps.personChanged(operator.id);
    return response.json({ me: meOf(operator, false) });
  };

  return { 'POST /password': signedIn(change) };
};
