/** Signing in and out over HTTP: lock-out per account and per address, the same answer for an unknown login and a wrong password. */
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { decoyHash, verifyPassword } from '../../core/domain/password.ts';
import type { AuditAction } from '../../core/domain/audit.ts';
import type { Operator } from '../../core/domain/operator.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { Audit } from '../../core/ports/audit.ts';
import type { Credentials, People, SignIns } from '../../core/ports/people.ts';
import type { Me } from '../contract.ts';
import { signedIn, type RouteHandler } from './api.ts';
import type { RouteName } from './rights.ts';
import { signInSchema } from './schemas.ts';
import type { Sessions } from './session.ts';
import { signInTries } from './tries.ts';

export interface SignInDeps {
  readonly people: People;
  readonly signIns: SignIns;
  readonly audit: Audit;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly ipOf: (request: Request) => string;
  /** Somebody signed in: their shift begins. */
  readonly arrived: (operator: Operator) => Promise<void>;
  /** A sign-in was closed: its open consoles must go. */
  readonly signedOut: (key: string) => void;
  /** Rights or sign-ins of the person changed: their open consoles learn it now. */
  readonly personChanged: (id: string) => Promise<void>;
  readonly log: Logger;
}

const windowMs = 15 * 60_000;
const perAccount = 5;
const perAddress = 20;

export const meOf = ({ id, login, name, role, departments }: Operator, passwordDue: boolean): Me => ({
  id,
  login,
  name,
  role,
  departments,
  passwordDue,
});

/** However the login was typed: people write it with a capital letter and a space behind. */
const findLogin = async (people: People, typed: string): Promise<Credentials | null> =>
  (await people.byLogin(typed.trim())) ?? people.byLogin(typed.trim().toLowerCase());

export type SignInRoutes = Readonly<
  Record<Extract<RouteName, 'POST /sign-in' | 'POST /sign-out' | 'GET /me'>, RouteHandler>
>;

export const createSignInRoutes = (deps: SignInDeps): SignInRoutes => {
  const { people, signIns, sessions, clock } = deps;
  const note = (actor: string, action: AuditAction, person: string | null = null): Promise<void> =>
    deps.audit.write([{ at: clock.now(), actor, action, ticket: null, details: person === null ? {} : { person } }]);
  // Hashing for an unknown login takes the same time as for a known one.
  const decoy = decoyHash();

  const throttled = async (login: string, ip: string): Promise<boolean> => {
    const since = clock.now() - windowMs;
    const [account, address] = await Promise.all([signIns.failures(login, since), signIns.failures(ip, since)]);
    return account >= perAccount || address >= perAddress;
  };

  const signIn = async (request: Request, response: Response): Promise<unknown> => {
    const parsed = signInSchema.safeParse(request.body);
    if (!parsed.success) return response.status(400).json({ error: 'invalid' });
    const loginKey = signInTries(parsed.data.login);
    const ipKey = `ip:${deps.ipOf(request)}`;
    if (await throttled(loginKey, ipKey)) {
      return response.status(429).json({ error: 'throttled', retryAfter: windowMs / 1000 });
    }
    // Counted before the hashing, so that a burst in parallel cannot pass the limit.
    await signIns.fail([loginKey, ipKey], clock.now());
    const found = await findLogin(people, parsed.data.login);
    const right = await verifyPassword(parsed.data.password, found?.passwordHash ?? decoy);
    if (!found || !right || !found.operator.active) {
      // What was typed is told nobody: it may be a password in the wrong field.
      const person = found?.operator.id ?? null;
      await note('unknown', 'sign-in:failed', person);
      const tries = await signIns.failures(loginKey, clock.now() - windowMs);
      if (tries === perAccount) await note('unknown', 'sign-in:locked', person);
      return response.status(401).json({ error: 'wrong' });
    }
    await Promise.all([signIns.pardon(loginKey), signIns.pardon(ipKey)]);
    await Promise.all([note(found.operator.id, 'sign-in:done'), sessions.close(request.get('cookie'))]);
    response.set('Set-Cookie', await sessions.open(found.operator));
    await deps.arrived(found.operator);
    deps.log.info({ operator: found.operator.id }, 'signed in');
    return response.json({ me: meOf(found.operator, found.passwordDue) });
  };

  const signOut = async (request: Request, response: Response): Promise<void> => {
    const header = request.get('cookie');
    const key = sessions.key(header);
    const signIn = await sessions.find(header, false);
    if (signIn) await note(signIn.operator.id, 'sign-in:ended');
    response.set('Set-Cookie', await sessions.close(header));
    if (key !== null) deps.signedOut(key);
    response.status(204).end();
  };

  return {
    'POST /sign-in': signIn,
    'POST /sign-out': signOut,
    'GET /me': signedIn(async (_request, response, { operator, passwordDue }) =>
      response.json({ me: meOf(operator, passwordDue) }),
    ),
  };
};
