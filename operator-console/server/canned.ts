/** Prepared answers over the socket: who may read, change and bring back which. */
import { randomUUID } from 'node:crypto';
import type { AuditAction } from '../../core/domain/audit.ts';
import {
  changesCanned,
  seesCanned,
  unknownVariable,
  type CannedAnswer,
  type CannedScope,
} from '../../core/domain/canned.ts';
import { departmentsSeen, type Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import type { CannedRequestScope, CannedView } from '../contract.ts';
import type { Handlers, RequestDeps } from './handling.ts';

type CannedHandlers = Pick<
  Handlers,
  'canned:list' | 'canned:save' | 'canned:remove' | 'canned:restore' | 'canned:used'
>;

const scopeOf = (scope: CannedRequestScope, operator: Operator): CannedScope =>
  scope.kind === 'mine' ? { kind: 'mine', operator: operator.id } : scope;

export const createCannedHandlers = (deps: RequestDeps): CannedHandlers => {
  const { canned, clock } = deps;

  const viewOf = (answer: CannedAnswer, operator: Operator): CannedView => ({
    ...answer,
    scope: answer.scope.kind === 'mine' ? { kind: 'mine' } : answer.scope,
    mayChange: changesCanned(operator, answer.scope),
  });
  const line = (by: Operator, action: AuditAction, answer: string): AuditLine => ({
    at: clock.now(),
    actor: by.id,
    action,
    ticket: null,
    details: { answer },
  });
  /** @throws Refusal `not-found` for absent and unseen ones alike, `forbidden` for those that are only read. */
  const changeable = async (id: string, operator: Operator): Promise<CannedAnswer> => {
    const found = await canned.byId(id);
    if (!found || !seesCanned(operator, found.scope)) throw new Refusal('not-found');
    if (!changesCanned(operator, found.scope)) throw new Refusal('forbidden');
    return found;
  };
  const mustFit = (answer: CannedAnswer, operator: Operator): void => {
    const { scope } = answer;
    const known = deps
      .organisation()
      .departments.some(({ id }) => scope.kind !== 'department' || id === scope.department);
    if (!known) throw new Refusal('invalid');
    if (!changesCanned(operator, scope)) throw new Refusal('forbidden');
    const unknown = unknownVariable(answer.text);
    if (unknown !== null) throw new Refusal('unfilled', unknown);
  };
  const fact = (id: string): string | null =>
    deps.organisation().contacts.find((contact) => contact.id === id)?.value ?? null;

  return {
    'canned:list': async (_request, { operator }) => {
      const answers = await canned.list({ operator: operator.id, departments: departmentsSeen(operator) });
      return {
        answers: answers.map((answer) => viewOf(answer, operator)),
        facts: { phone: fact('hotline'), hours: fact('chat-hours'), portal: deps.organisation().name },
      };
    },
    'canned:save': async ({ id, title, shortcut, text, scope }, { operator }) => {
      if (id !== null) await changeable(id, operator);
      const answer = { id: id ?? randomUUID(), title, shortcut, text, scope: scopeOf(scope, operator) };
      mustFit(answer, operator);
      await canned.save(answer, line(operator, id === null ? 'canned:added' : 'canned:changed', answer.id));
      return { answer: viewOf(answer, operator) };
    },
    'canned:remove': async ({ id }, { operator }) => {
      await changeable(id, operator);
      await canned.remove(id, line(operator, 'canned:removed', id));
      return {};
    },
    'canned:restore': async ({ id }, { operator }) => {
      await changeable(id, operator);
      await canned.restore(id, line(operator, 'canned:restored', id));
      return {};
    },
    'canned:used': async ({ id }, { operator }) => {
      const found = await canned.byId(id);
      if (!found || !seesCanned(operator, found.scope)) throw new Refusal('not-found');
      await canned.used(id, operator.id, clock.now());
      return {};
    },
  };
};
