/** A shape's refusals in words that tell the author what to do. */
import type { z } from 'zod';
import type { Problem } from '../problem.ts';
import type { Path, Source } from './source.ts';

type Issue = z.core.$ZodIssue;

const typeWords: Readonly<Record<string, string>> = {
  string: 'текст',
  number: 'число',
  boolean: 'true или false',
  array: 'список',
  object: 'вложенные строки «имя: значение»',
  record: 'вложенные строки «имя: значение»',
};

/** What usually stands behind a wrong kind of value. */
const typeCures: Readonly<Record<string, string>> = {
  string: 'Число, дату, «да» и «нет» берут в кавычки: "2026".',
  array: 'Каждая строка списка начинается с дефиса и пробела: «- текст».',
  object: 'Вложенные строки сдвиньте на два пробела.',
};

const keyOf = (path: Path): string => path.findLast((part) => typeof part === 'string') ?? '';

const pathOf = (base: Path, issue: Issue): Path => [
  ...base,
  ...issue.path.filter((part): part is string | number => typeof part !== 'symbol'),
];

const missing = (data: unknown, issue: Issue): boolean => {
  let here: unknown = data;
  for (const part of issue.path) {
    if (typeof here !== 'object' || here === null) return true;
    here = (here as Readonly<Record<PropertyKey, unknown>>)[part];
  }
  return here === undefined;
};

const wordsOf = (issue: Issue, key: string): readonly [string, string] => {
  switch (issue.code) {
    case 'invalid_type':
      return [
        `«${key}»: здесь нужно другое: ${typeWords[issue.expected] ?? issue.expected}.`,
        typeCures[issue.expected] ?? 'Сравните с соседними файлами.',
      ];
    case 'too_small':
      return [`«${key}»: пусто или слишком мало.`, 'Впишите значение; в списке choices нужно не меньше двух ответов.'];
    case 'too_big':
      return [`«${key}»: число слишком велико.`, 'Впишите меньшее число.'];
    case 'invalid_format':
      return [
        `«${key}»: записано не так, как здесь принято.`,
        'Имена: латинские буквы, цифры и дефис (forgot-password); сцена другого сценария: сценарий/сцена; дата: ГГГГ-ММ-ДД.',
      ];
    case 'invalid_value':
      return [`«${key}»: такого значения нет.`, `Допустимо: ${issue.values.map(String).join(', ')}.`];
    default:
      return [`«${key}»: значение не подходит.`, 'Сравните с соседними файлами.'];
  }
};

const toProblems = (source: Source, base: Path, data: unknown, issue: Issue): readonly Problem[] => {
  const path = pathOf(base, issue);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) =>
      source.problem([...path, key], `Неизвестное слово «${key}».`, 'Исправьте опечатку или уберите строку.'),
    );
  }
  const key = keyOf(path);
  if (missing(data, issue)) return [source.problem(path, `Не хватает строки «${key}».`, `Допишите «${key}: …».`)];
  const [what, cure] = wordsOf(issue, key);
  return [source.problem(path, what, cure)];
};

export type Checked<T> = { readonly data: T } | { readonly problems: readonly Problem[] };

/** `base` is where the data stands inside the file. */
export const checkShape = <T>(source: Source, shape: z.ZodType<T>, data: unknown, base: Path = []): Checked<T> => {
  const parsed = shape.safeParse(data ?? {});
  return parsed.success
    ? { data: parsed.data }
    : { problems: parsed.error.issues.flatMap((issue) => toProblems(source, base, data ?? {}, issue)) };
};
