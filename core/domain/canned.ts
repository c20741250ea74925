/** Prepared answers («Шаблоны»): whose they are, and who may see and change them. */
import type { Attachment } from './attachment.ts';
import type { OperatorId } from './message.ts';
import { departmentsLed, departmentsSeen, type Operator } from './operator.ts';
import type { DepartmentId } from './ticket.ts';
import { holesOf } from './variables.ts';

export type CannedScope =
  | { readonly kind: 'mine'; readonly operator: OperatorId }
  | { readonly kind: 'department'; readonly department: DepartmentId }
  | { readonly kind: 'all' };

export interface CannedAnswer {
  readonly id: string;
  readonly title: string;
  /** What is typed after «/»: letters, digits and hyphens. */
  readonly shortcut: string;
  readonly text: string;
  readonly scope: CannedScope;
  /** What goes along with the text, in this order. A line of a citizen's gets copies: these stay here. */
  readonly files: readonly Attachment[];
}

export const cannedLimits = { title: 80, shortcut: 30, text: 4000 } as const;

export const seesCanned = (operator: Operator, scope: CannedScope): boolean => {
  if (scope.kind === 'mine') return scope.operator === operator.id;
  const seen = departmentsSeen(operator);
  return scope.kind === 'all' || seen === null || seen.includes(scope.department);
};

/** Everybody their own, who leads those of their departments, the administrator those of all. */
export const changesCanned = (operator: Operator, scope: CannedScope): boolean => {
  if (scope.kind === 'mine') return scope.operator === operator.id;
  const led = departmentsLed(operator);
  return led === null || (scope.kind === 'department' && led.includes(scope.department));
};

/** A variable that nobody will ever be able to fill in; null when there is none. */
export const unknownVariable = (text: string): string | null =>
  holesOf(text).find(({ variable }) => variable === null)?.name ?? null;
