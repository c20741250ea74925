/** The few HTTP calls around sign-in. Owns their outcomes as data; words are in `texts.ts`. */
import type { PasswordTrouble } from '../../core/domain/password-rules.ts';
import type { Me } from '../contract.ts';

export type SignInOutcome =
  | { readonly kind: 'in'; readonly me: Me }
  | { readonly kind: 'wrong' }
  /** `until`: this machine's clock, ms. */
  | { readonly kind: 'throttled'; readonly until: number }
  | { readonly kind: 'offline' };

export type MeOutcome =
  { readonly kind: 'in'; readonly me: Me } | { readonly kind: 'out' } | { readonly kind: 'offline' };

const post = (path: string, body: object): Promise<Response> =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

export const fetchMe = async (): Promise<MeOutcome> => {
  try {
    const response = await fetch('/api/me', { headers: { accept: 'application/json' }, cache: 'no-store' });
    if (response.status === 401) return { kind: 'out' };
    if (!response.ok) return { kind: 'offline' };
    return { kind: 'in', me: ((await response.json()) as { me: Me }).me };
  } catch {
    return { kind: 'offline' };
  }
};

const defaultWait = 60;

export const postSignIn = async (login: string, password: string): Promise<SignInOutcome> => {
  try {
    const response = await post('/api/sign-in', { login, password });
    if (response.status === 429) {
      const { retryAfter } = (await response.json()) as { retryAfter?: number };
      return { kind: 'throttled', until: Date.now() + (retryAfter ?? defaultWait) * 1000 };
    }
    // A login or password that the server's schema refuses is as wrong as an unknown one.
    if (response.status === 401 || response.status === 400) return { kind: 'wrong' };
    if (!response.ok) return { kind: 'offline' };
    return { kind: 'in', me: ((await response.json()) as { me: Me }).me };
  } catch {
    return { kind: 'offline' };
  }
};

export type PasswordOutcome =
  | { readonly kind: 'in'; readonly me: Me }
  | { readonly kind: 'weak'; readonly trouble: PasswordTrouble | 'same' }
  | { readonly kind: 'wrong' | 'throttled' | 'rejected' | 'out' | 'offline' };

const refusedPassword: Readonly<Record<number, 'wrong' | 'throttled' | 'rejected' | 'out'>> = {
  400: 'rejected',
  401: 'out',
  403: 'wrong',
  429: 'throttled',
};

export const postPassword = async (current: string, fresh: string): Promise<PasswordOutcome> => {
  try {
    const response = await post('/api/password', { current, fresh });
    if (response.ok) return { kind: 'in', me: ((await response.json()) as { me: Me }).me };
    if (response.status === 422) {
      return { kind: 'weak', trouble: ((await response.json()) as { trouble: PasswordTrouble | 'same' }).trouble };
    }
    return { kind: refusedPassword[response.status] ?? 'offline' };
  } catch {
    return { kind: 'offline' };
  }
};

/** False when the server could not be told. */
export const postSignOut = async (): Promise<boolean> => {
  try {
    const response = await post('/api/sign-out', {});
    return response.ok || response.status === 401;
  } catch {
    return false;
  }
};
