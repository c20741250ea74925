/** People who work in the console and what their role lets them do. */
import type { OperatorId } from './message.ts';
import type { DepartmentId, Ticket } from './ticket.ts';

export const roles = ['operator', 'author', 'supervisor', 'administrator'] as const;
export type Role = (typeof roles)[number];

export interface Operator {
  readonly id: OperatorId;
  readonly login: string;
  /** As colleagues see it: «Марина Соколова». The citizen sees the first word. */
  readonly name: string;
  readonly role: Role;
  readonly departments: readonly DepartmentId[];
  readonly active: boolean;
  /** Tickets worked on at once; null: as many as `organisation.yml` says. */
  readonly capacity: number | null;
}

/** The name that a citizen reads. */
export const publicName = (name: string): string => name.trim().split(/\s+/u)[0] ?? name;

/** Leads a shift: sees every department and may pass on what others have. */
export const leads = (operator: Operator): boolean =>
  operator.role === 'supervisor' || operator.role === 'administrator';

/** Null: every one, for those who lead. Authors see no citizen's dialogue. */
export const departmentsSeen = (operator: Operator): readonly DepartmentId[] | null => {
  if (leads(operator)) return null;
  return operator.role === 'operator' ? operator.departments : [];
};

/** Departments that are theirs to arrange; null = every one. A supervisor without departments leads them all. */
export const departmentsLed = (operator: Operator): readonly DepartmentId[] | null => {
  if (operator.role === 'administrator') return null;
  if (operator.role !== 'supervisor') return [];
  return operator.departments.length === 0 ? null : operator.departments;
};

const seesDepartment = (operator: Operator, department: DepartmentId | null): boolean => {
  const seen = departmentsSeen(operator);
  return seen === null || (department !== null && seen.includes(department));
};

/** A ticket is seen in its department, and by its owner wherever it is. */
export const seesTicket = (operator: Operator, ticket: Pick<Ticket, 'department' | 'owner'>): boolean =>
  operator.active &&
  (seesDepartment(operator, ticket.department) || (operator.role === 'operator' && ticket.owner === operator.id));

export const mayAnswer = (operator: Operator): boolean => operator.active && operator.role !== 'author';

/** Personal values are for the one who has the ticket, and for those who lead. */
export const mayReveal = (operator: Operator, ticket: Pick<Ticket, 'owner'>): boolean =>
  mayAnswer(operator) && (ticket.owner === operator.id || leads(operator));

/** Dedupe key of what an operator does: the same id of the same screen is the same deed. */
export const deedKey = (operator: OperatorId, clientId: string): string => `operator:${operator}:${clientId}`;
