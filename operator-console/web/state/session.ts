/** Who is signed in here. Starts and stops the socket with it. */
import { signal, type ReadonlySignal } from '@preact/signals';
import { fetchMe, postSignIn, postSignOut, type SignInOutcome } from '../api.ts';
import type { Connection } from '../connection.ts';
import type { Me } from '../../contract.ts';

export type Session =
  | { readonly kind: 'checking' }
  /** The server did not answer; it is being asked again. */
  | { readonly kind: 'unreachable' }
  /** `ended`: not by a press on «Выйти» here. */
  | { readonly kind: 'out'; readonly why: 'fresh' | 'left' | 'ended' }
  | { readonly kind: 'in'; readonly me: Me };

export interface SessionState {
  readonly current: ReadonlySignal<Session>;
  me(): Me | null;
  check(): Promise<void>;
  signIn(login: string, password: string): Promise<SignInOutcome>;
  /** False when the server could not be told, and one is still signed in. */
  signOut(): Promise<boolean>;
  /** Signed in anew here, with a password just changed. */
  entered(me: Me): void;
  /** The server says that the sign-in is over. */
  ended(): void;
}

const checkAgain = 4000;

export const createSession = (connection: Connection): SessionState => {
  const current = signal<Session>({ kind: 'checking' });

  const enter = (me: Me): void => {
    current.value = { kind: 'in', me };
    if (!me.passwordDue) connection.start();
  };
  const leave = (why: 'fresh' | 'left' | 'ended'): void => {
    connection.stop();
    current.value = { kind: 'out', why };
  };

  const check = async (): Promise<void> => {
    const outcome = await fetchMe();
    const now = current.peek();
    if (now.kind === 'out') return;
    if (outcome.kind === 'in') return enter(outcome.me);
    if (outcome.kind === 'out') return leave(now.kind === 'in' ? 'ended' : 'fresh');
    if (now.kind !== 'in') current.value = { kind: 'unreachable' };
    setTimeout(() => void check(), checkAgain);
    return undefined;
  };

  const ended = (): void => {
    if (current.peek().kind === 'in') leave('ended');
  };

  /** A refused socket: either the sign-in is over, or the server is only restarting. */
  const settleDoubt = async (): Promise<void> => {
    const outcome = await fetchMe();
    if (current.peek().kind !== 'in') return;
    if (outcome.kind === 'out') leave('ended');
    else setTimeout(() => connection.retryNow(), outcome.kind === 'in' ? 1000 : checkAgain);
  };
  connection.onDoubt(() => void settleDoubt());
  connection.on('me:signed-out', ended);
  connection.on('me:changed', (me) => {
    if (current.peek().kind === 'in') current.value = { kind: 'in', me };
  });

  return {
    current,
    me: () => {
      const now = current.peek();
      return now.kind === 'in' ? now.me : null;
    },
    check,
    signIn: async (login, password) => {
      const outcome = await postSignIn(login, password);
      if (outcome.kind === 'in') enter(outcome.me);
      return outcome;
    },
    signOut: async () => {
      if (!(await postSignOut())) return false;
      leave('left');
      return true;
    },
    entered: (me) => {
      // The old socket carries the cookie of the sign-in that is over.
      connection.stop();
      enter(me);
    },
    ended,
  };
};
