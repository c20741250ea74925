/** The console's sign-in cookie and what stands behind it. The store keeps only the hash of the token. */
import { createHash, randomBytes } from 'node:crypto';
import { parseCookie, stringifySetCookie } from 'cookie';
import type { Operator } from '../../core/domain/operator.ts';
import type { Clock } from '../../core/ports/clock.ts';
import type { SignIn, SignIns } from '../../core/ports/people.ts';

const minute = 60_000;
/** OWASP: idle 30 minutes, 12 hours in all. */
const limits = { idleMs: 30 * minute, maxMs: 12 * 60 * minute };

export interface Sessions {
  /** A new token for each sign-in, so a planted one is worth nothing. Returns the Set-Cookie value. */
  open(operator: Operator): Promise<string>;
  /** Who the request's cookie belongs to, looked up anew each time. */
  find(cookieHeader: string | undefined, touch: boolean): Promise<SignIn | null>;
  /** Returns the Set-Cookie value that removes it. */
  close(cookieHeader: string | undefined): Promise<string>;
  key(cookieHeader: string | undefined): string | null;
  /** The same by what `key` gave. */
  byKey(key: string, touch: boolean): Promise<SignIn | null>;
}

export interface SessionDeps {
  readonly signIns: SignIns;
  readonly clock: Clock;
  /** The public address is https. */
  readonly secure: boolean;
}

export const createSessions = ({ signIns, clock, secure }: SessionDeps): Sessions => {
  // `__Host-` binds the cookie to this host and to https.
  const name = secure ? '__Host-desk' : 'desk';
  const attributes = { httpOnly: true, sameSite: 'strict', secure, path: '/' } as const;
  const hash = (token: string): string => createHash('sha256').update(token).digest('base64url');

  const key = (header: string | undefined): string | null => {
    const token = header === undefined ? undefined : parseCookie(header)[name];
    return token === undefined || !/^[\w-]{43}$/u.test(token) ? null : hash(token);
  };

  const byKey = (tokenHash: string, touch: boolean): Promise<SignIn | null> =>
    signIns.use(tokenHash, clock.now(), { ...limits, touch });

  return {
    key,
    byKey,
    open: async (operator) => {
      const token = randomBytes(32).toString('base64url');
      await signIns.open(hash(token), operator.id, clock.now());
      return stringifySetCookie({ name, value: token, ...attributes, maxAge: limits.maxMs / 1000 });
    },
    find: async (header, touch) => {
      const tokenHash = key(header);
      return tokenHash === null ? null : byKey(tokenHash, touch);
    },
    close: async (header) => {
      const tokenHash = key(header);
      if (tokenHash !== null) await signIns.close(tokenHash);
      return stringifySetCookie({ name, value: '', ...attributes, maxAge: 0 });
    },
  };
};
