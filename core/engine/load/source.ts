/** One YAML file with the lines of everything in it. */
import { LineCounter, isMap, isNode, isPair, isScalar, parseDocument, type Document } from 'yaml';
import type { Problem } from '../problem.ts';

/** The same shape as `ScenarioFile` of the store. */
export interface SourceFile {
  /** Path inside `scenarios/`, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export type Path = readonly (string | number)[];

export interface Source {
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
  /** Line of the value at the path, or of the nearest thing around it. */
  lineOf(path: Path): number;
  problem(path: Path, what: string, cure: string): Problem;
}

const words: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Одно и то же слово стоит слева от двоеточия дважды.',
  TAB_AS_INDENT: 'Отступ сделан табуляцией.',
  BAD_INDENT: 'Отступ не совпадает с соседними строками.',
  MISSING_CHAR: 'Не хватает знака, чаще всего кавычки или двоеточия.',
  BLOCK_AS_IMPLICIT_KEY: 'Внутри текста стоит двоеточие с пробелом, а текст не в кавычках.',
  MULTILINE_IMPLICIT_KEY: 'Строка не похожа на «имя: значение»: нет двоеточия или пробела после него.',
  UNEXPECTED_TOKEN: 'Здесь стоит лишний знак.',
  BAD_SCALAR_START: 'Текст начинается со служебного знака (@, ` или %) без кавычек.',
  BAD_ALIAS: 'Строка начинается со знака *, который здесь значит ссылку.',
};

const startOf = (document: Document, path: Path): number | null => {
  if (path.length === 0) return 0;
  const key = path.at(-1);
  const around: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isMap(around)) {
    const pair = around.items.find((item) => isPair(item) && (isScalar(item.key) ? item.key.value : item.key) === key);
    if (pair && isNode(pair.key)) return pair.key.range?.[0] ?? null;
    return null;
  }
  const node: unknown = document.getIn(path, true);
  return isNode(node) ? (node.range?.[0] ?? null) : null;
};

export const readSource = ({ path: file, text }: SourceFile): { source: Source; problems: readonly Problem[] } => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const lineAt = (offset: number): number => Math.max(lines.linePos(offset).line, 1);

  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const start = startOf(document, path.slice(0, length));
      if (start !== null) return lineAt(start);
    }
    return 1;
  };

  const problems = document.errors.map((error): Problem => ({
    file,
    line: lineAt(error.pos[0]),
    what: words[error.code] ?? `Файл не читается как YAML (${error.code}).`,
    cure: 'Сравните строку с соседними: отступы по два пробела, двоеточие и пробел после имени, текст со знаками : # * в кавычках.',
  }));
  const data: unknown = problems.length > 0 ? null : document.toJS({ maxAliasCount: 0 });
  const problem = (path: Path, what: string, cure: string): Problem => ({ file, line: lineOf(path), what, cure });
  return { source: { file, text, data, lineOf, problem }, problems };
};
