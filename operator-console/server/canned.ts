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
import type { Attachment, FileId, FileTrouble } from '../../core/domain/attachment.ts';
import { departmentsSeen, type Operator } from '../../core/domain/operator.ts';
import { Refusal } from '../../core/domain/refusal.ts';
import { operatorOwner, type Upload } from '../../core/ports/files.ts';
import type { AuditLine } from '../../core/ports/turns.ts';
import type { CannedRequestScope, CannedView } from '../contract.ts';
import type { Handlers, RequestDeps } from './handling.ts';
import { visible } from './looking.ts';

type CannedHandlers = Pick<
  Handlers,
  'canned:list' | 'canned:save' | 'canned:remove' | 'canned:restore' | 'canned:used' | 'canned:attach'
>;

const scopeOf = (scope: CannedRequestScope, operator: Operator): CannedScope =>
  scope.kind === 'mine' ? { kind: 'mine', operator: operator.id } : scope;

/** Each goes the way of an upload once more, so that its new place has room for it. */
const copied = async (
  { files }: Pick<RequestDeps, 'files'>,
  originals: readonly Attachment[],
  to: Pick<Upload, 'conversation' | 'owner'>,
) => {
  const made: Attachment[] = [];
  const refused: { readonly name: string; readonly trouble: FileTrouble }[] = [];
  for (const { id, name } of originals) {
    const source = await files.read(id);
    const staged = source && (await files.stage({ ...to, name, source, recordings: true }));
    if (staged?.ok) made.push(staged.file);
    else refused.push({ name, trouble: staged?.trouble ?? 'gone' });
  }
  return { files: made, refused };
};

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
  /** @throws Refusal `not-found` for absent and unseen ones alike. */
  const seen = async (id: string, operator: Operator): Promise<CannedAnswer> => {
    const found = await canned.byId(id);
    if (!found || !seesCanned(operator, found.scope)) throw new Refusal('not-found');
    return found;
  };
  /** @throws Refusal `not-found` like `seen`, `forbidden` for those that are only read. */
  const changeable = async (id: string, operator: Operator): Promise<CannedAnswer> => {
    const found = await seen(id, operator);
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
  /** @throws Refusal `file-gone` for what is not there and for what is not theirs to give. */
  const filesOf = (answer: string, ids: readonly FileId[], operator: Operator): Promise<readonly Attachment[]> =>
    Promise.all(
      [...new Set(ids)].map(async (id) => {
        const row = await deps.fileRows.find(id);
        const own = row?.conversation === null && (row.answer ?? answer) === answer;
        if (!own || (row.answer === null && row.owner !== operatorOwner(operator.id))) throw new Refusal('file-gone');
        return row.file;
      }),
    );
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
    'canned:save': async (asked, { operator }) => {
      const { title, shortcut, text, scope } = asked;
      const before = asked.id === null ? null : await changeable(asked.id, operator);
      const id = before?.id ?? randomUUID();
      const files = asked.files ? await filesOf(id, asked.files, operator) : (before?.files ?? []);
      const answer = { id, title, shortcut, text, scope: scopeOf(scope, operator), files };
      mustFit(answer, operator);
      await canned.save(answer, line(operator, before === null ? 'canned:added' : 'canned:changed', answer.id));
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
      await seen(id, operator);
      await canned.used(id, operator.id, clock.now());
      return {};
    },
    'canned:attach': async ({ id, number }, { operator }) => {
      const { conversation } = (await visible(deps, number, operator)).ticket;
      const { files } = await seen(id, operator);
      return copied(deps, files, { conversation, owner: operatorOwner(operator.id) });
    },
  };
};
