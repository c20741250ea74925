/** The part of the console's contract that is about the people who work in it: themselves, their prepared answers, the audit. */
import type { Attachment, FileTrouble } from '../../core/domain/attachment.ts';
import type { Operator, Role } from '../../core/domain/operator.ts';
import type { Answer } from './answer.ts';

/** Facts of the organisation as the leaders of a shift look at them. */
export interface OrganisationView {
  readonly zone: string;
  readonly departments: readonly {
    readonly id: string;
    readonly title: string;
    readonly expert: boolean;
    readonly people: readonly { readonly id: string; readonly name: string; readonly active: boolean }[];
  }[];
  readonly categories: readonly { readonly id: string; readonly title: string; readonly department: string }[];
  readonly contacts: readonly {
    readonly id: string;
    readonly title: string;
    readonly value: string;
    readonly source: string;
    readonly checked: string | null;
    readonly checkedBy: string | null;
  }[];
}

export type PersonView = Operator & { readonly online: boolean };

export interface PersonFields {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly departments: string[];
  /** Dialogues at once; null: as many as everybody. */
  readonly capacity: number | null;
}

export type CannedRequestScope =
  { readonly kind: 'mine' } | { readonly kind: 'all' } | { readonly kind: 'department'; readonly department: string };

export interface CannedView {
  readonly id: string;
  readonly title: string;
  readonly shortcut: string;
  readonly text: string;
  readonly scope: CannedRequestScope;
  readonly files: readonly Attachment[];
  readonly mayChange: boolean;
}

/** What variables of the organisation stand for; null: it is not among its contacts. */
export interface CannedFacts {
  readonly phone: string | null;
  readonly hours: string | null;
  readonly portal: string | null;
}

export interface AuditRequest {
  /** Who did it, or whom it was done to. */
  readonly person: string | null;
  readonly actions: readonly string[] | null;
  readonly ticket: string | null;
  /** Milliseconds; `from` included, `to` not. */
  readonly from: number | null;
  readonly to: number | null;
  /** Key of the last entry seen; null for the first page. */
  readonly before: number | null;
}

export interface AuditEntryView {
  readonly key: number;
  readonly at: number;
  /** `citizen`, `bot`, `system`, `engineer`, `unknown` or a person's id. */
  readonly actor: string;
  readonly action: string;
  readonly ticket: string | null;
  readonly details: Readonly<Record<string, string>>;
}

export interface StaffRequests {
  'organisation:get': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly view: OrganisationView }>) => void,
  ) => void;
  'people:list': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly people: readonly PersonView[] }>) => void,
  ) => void;
  /** The password is told here and never again. `taken`: the login is another's. */
  'person:add': (
    request: PersonFields,
    ack: (answer: Answer<{ readonly person: PersonView; readonly password: string }>) => void,
  ) => void;
  /** A changed role ends the person's sign-ins. */
  'person:change': (
    request: PersonFields & { readonly id: string },
    ack: (answer: Answer<{ readonly person: PersonView }>) => void,
  ) => void;
  'person:switch': (
    request: { readonly id: string; readonly active: boolean },
    ack: (answer: Answer<{ readonly person: PersonView }>) => void,
  ) => void;
  'person:reset-password': (
    request: { readonly id: string },
    ack: (answer: Answer<{ readonly password: string }>) => void,
  ) => void;
  /** Ends every sign-in of the person. */
  'person:sign-out': (request: { readonly id: string }, ack: (answer: Answer<object>) => void) => void;
  'canned:list': (
    request: Record<string, never>,
    ack: (answer: Answer<{ readonly answers: readonly CannedView[]; readonly facts: CannedFacts }>) => void,
  ) => void;
  /**
   * `id` null: a new one. `files`: staged for a prepared answer, or its own already; absent: as they were.
   * `taken`: the shortcut is another's of the same scope; `unfilled`: no such variable; `file-gone`: no such file.
   */
  'canned:save': (
    request: {
      readonly id: string | null;
      readonly title: string;
      readonly shortcut: string;
      readonly text: string;
      readonly scope: CannedRequestScope;
      readonly files?: string[] | undefined;
    },
    ack: (answer: Answer<{ readonly answer: CannedView }>) => void,
  ) => void;
  'canned:remove': (request: { readonly id: string }, ack: (answer: Answer<object>) => void) => void;
  'canned:restore': (request: { readonly id: string }, ack: (answer: Answer<object>) => void) => void;
  'canned:used': (request: { readonly id: string }, ack: (answer: Answer<object>) => void) => void;
  /** Stages copies of the answer's files for a line of this ticket, as if its operator had brought them. */
  'canned:attach': (
    request: { readonly id: string; readonly number: string },
    ack: (
      answer: Answer<{
        readonly files: readonly Attachment[];
        readonly refused: readonly { readonly name: string; readonly trouble: FileTrouble }[];
      }>,
    ) => void,
  ) => void;
  /** Newest first. `people`: everybody's names, also of those who are off. */
  'audit:list': (
    request: AuditRequest,
    ack: (
      answer: Answer<{
        readonly entries: readonly AuditEntryView[];
        readonly more: boolean;
        readonly people: readonly { readonly id: string; readonly name: string }[];
      }>,
    ) => void,
  ) => void;
}
