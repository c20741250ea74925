/** `canned/*.yml`: prepared answers that the console is shipped with. No scenario, so never published or pinned. */
import { z } from 'zod';
import { cannedLimits, unknownVariable, type CannedAnswer } from '../../domain/canned.ts';
import type { DepartmentId } from '../../domain/ticket.ts';
import { variables } from '../../domain/variables.ts';
import type { Problem } from '../problem.ts';
import { checkShape } from './check-shape.ts';
import { factProblems } from './facts.ts';
import { readSource, type Source, type SourceFile } from './source.ts';

const id = z.string().regex(/^[a-z][a-z0-9-]{0,47}$/u);

const shape = z.strictObject({
  answers: z.array(
    z.strictObject({
      id,
      title: z.string().trim().min(1).max(cannedLimits.title),
      shortcut: z.string().regex(new RegExp(`^[\\p{Ll}\\p{N}-]{1,${cannedLimits.shortcut}}$`, 'u')),
      department: id.optional(),
      text: z.string().trim().min(1).max(cannedLimits.text),
    }),
  ),
});

type Row = z.infer<typeof shape>['answers'][number];

const problemsOf = (source: Source, row: Row, at: number, rows: readonly Row[], known: ReadonlySet<string>) => {
  const path = (key: string) => ['answers', at, key];
  const problems: Problem[] = [...factProblems(source, path('text'), row.text)];
  const before = rows.slice(0, at);
  if (before.some((other) => other.id === row.id)) {
    problems.push(source.problem(path('id'), `Имя «${row.id}» уже занято.`, 'Дайте другое имя.'));
  }
  if (before.some((other) => other.shortcut === row.shortcut && other.department === row.department)) {
    problems.push(source.problem(path('shortcut'), `Сокращение «${row.shortcut}» уже есть.`, 'Дайте другое.'));
  }
  if (row.department !== undefined && !known.has(row.department)) {
    const cure = 'Впишите имя отдела из organisation.yml или уберите строку: тогда шаблон увидят все.';
    problems.push(source.problem(path('department'), `Нет отдела «${row.department}».`, cure));
  }
  const unknown = unknownVariable(row.text);
  if (unknown !== null) {
    const cure = `Есть такие: ${variables.map((name) => `{${name}}`).join(', ')}.`;
    problems.push(source.problem(path('text'), `Вставки «{${unknown}}» нет.`, cure));
  }
  return problems;
};

const toAnswer = ({ id, title, shortcut, department, text }: Row): CannedAnswer => ({
  id: `shipped-${id}`,
  title,
  shortcut,
  text,
  scope: department === undefined ? { kind: 'all' } : { kind: 'department', department },
  files: [],
});

export interface ReadCanned {
  readonly answers: readonly CannedAnswer[];
  readonly problems: readonly Problem[];
}

export const readCanned = (files: readonly SourceFile[], departments: readonly DepartmentId[]): ReadCanned => {
  const known = new Set(departments);
  const read = files.map((file): ReadCanned => {
    const { source, problems } = readSource(file);
    if (problems.length > 0) return { answers: [], problems };
    const checked = checkShape(source, shape, source.data);
    if ('problems' in checked) return { answers: [], problems: checked.problems };
    const rows = checked.data.answers;
    return {
      answers: rows.map(toAnswer),
      problems: rows.flatMap((row, at) => problemsOf(source, row, at, rows, known)),
    };
  });
  return { answers: read.flatMap(({ answers }) => answers), problems: read.flatMap(({ problems }) => problems) };
};
