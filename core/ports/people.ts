/** Who works here, and who is signed in. */
import type { Operator } from '../domain/operator.ts';
import type { OperatorId } from '../domain/message.ts';
import type { AuditLine } from './turns.ts';

export interface Credentials {
  readonly operator: Operator;
  /** As written by `core/domain/password.ts`. */
  readonly passwordHash: string;
  /** The password was given by somebody else: it must be changed before anything else is done. */
  readonly passwordDue: boolean;
}

/** Written together with the person, or not at all. */
export interface SavedWith {
  /** With a new password; false by default. */
  readonly passwordDue?: boolean;
  readonly audit?: readonly AuditLine[];
}

export type PersonPart = Partial<Omit<Operator, 'id'>> & { readonly passwordHash?: string };

export interface People {
  byLogin(login: string): Promise<Credentials | null>;
  byId(id: OperatorId): Promise<Operator | null>;
  list(): Promise<readonly Operator[]>;
  /**
   * Adds or changes; `passwordHash` null leaves the password as it is. A changed role or `active: false` ends sign-ins.
   * @throws Refusal `taken` when the login is another's, `last-administrator` when no active one would be left.
   */
  save(operator: Operator, passwordHash: string | null, more?: SavedWith): Promise<void>;
  /**
   * Changes only what is named, so that two changes at once do not undo each other; null: there is no such person.
   * @throws Refusal like `save`.
   */
  change(id: OperatorId, part: PersonPart, more?: SavedWith): Promise<Operator | null>;
}

export interface SignIn {
  readonly operator: Operator;
  readonly passwordDue: boolean;
  readonly openedAt: number;
}

/** Sign-ins are kept by the hash of their token, so a stolen database signs nobody in. */
export interface SignIns {
  open(tokenHash: string, operator: OperatorId, now: number): Promise<void>;
  /** The living sign-in, marked as used now (unless `touch` is false); null when unknown, idle over `idleMs`, older than `maxMs`, or the operator is off. */
  use(
    tokenHash: string,
    now: number,
    limits: { readonly idleMs: number; readonly maxMs: number; readonly touch?: boolean },
  ): Promise<SignIn | null>;
  close(tokenHash: string): Promise<void>;
  closeAll(operator: OperatorId): Promise<void>;
  /** Notes a failed try under each key (`login:…`, `ip:…`). */
  fail(keys: readonly string[], now: number): Promise<void>;
  /** Failed tries under the key since the moment. */
  failures(key: string, since: number): Promise<number>;
  /** A success wipes the tries of this key. */
  pardon(key: string): Promise<void>;
}
