/** Facts of the organisation from `scenarios/organisation.yml`: never pinned, never written into a scenario. */
import type { CategoryId, DepartmentId } from './ticket.ts';

export interface Department {
  readonly id: DepartmentId;
  readonly title: string;
  /** Expert departments get tickets «на экспертизу» with a due date. */
  readonly expert: boolean;
}

export interface Category {
  readonly id: CategoryId;
  readonly title: string;
  readonly department: DepartmentId;
}

export interface Contact {
  readonly id: string;
  readonly title: string;
  readonly value: string;
  readonly source: string;
  /** `YYYY-MM-DD` of the day somebody checked it; null while nobody has. */
  readonly checked: string | null;
  readonly checkedBy: string | null;
}

export interface Organisation {
  readonly name: string;
  readonly zone: string;
  readonly departments: readonly Department[];
  readonly categories: readonly Category[];
  readonly contacts: readonly Contact[];
  readonly settings: {
    /** Silence after an answer that closes the ticket, hours. */
    readonly confirmHours: number;
    /** How long an operator may reopen a closed ticket, days. */
    readonly reopenDays: number;
    /** Break in a form after which the bot asks whether to go on, hours. */
    readonly breakHours: number;
    /** Time promised for an expert's answer, hours. */
    readonly expertHours: number;
  };
}

export const uncheckedContacts = (organisation: Organisation): readonly Contact[] =>
  organisation.contacts.filter((contact) => contact.checked === null);
