/**
 * Variables of canned answers: `{гражданин}`, `{номер}`… The list is closed. Pure, and imports nothing:
 * the console fills them in with the same rule by which the server refuses a text where one was left.
 */
export const variables = ['гражданин', 'номер', 'тема', 'отдел', 'оператор', 'телефон', 'часы', 'портал'] as const;
export type Variable = (typeof variables)[number];

/** Null: it is not known here and now. */
export type VariableValues = Readonly<Record<Variable, string | null>>;

export interface Hole {
  /** As it stands in the text, without the braces. */
  readonly name: string;
  /** Null: no such variable. */
  readonly variable: Variable | null;
  readonly from: number;
  readonly to: number;
}

/** A Russian word or two in braces. `{}`, `{1}`, `{code}` are what they are. */
const pattern = /\{\s{0,3}([А-Яа-яЁё](?:[А-Яа-яЁё -]{0,38}[А-Яа-яЁё])?)\s{0,3}\}/gu;

const variableOf = (name: string): Variable | null => variables.find((known) => known === name.toLowerCase()) ?? null;

/** Every variable that still stands in the text, in its order. */
export const holesOf = (text: string): readonly Hole[] =>
  [...text.matchAll(pattern)].map((match) => {
    const name = match[1] ?? '';
    return { name, variable: variableOf(name), from: match.index, to: match.index + match[0].length };
  });

/** Fills in what is known; the rest stays. One pass, and values lose their braces: no value is ever read as a variable. */
export const fillVariables = (text: string, values: VariableValues): string =>
  text.replace(pattern, (whole, name: string) => {
    const variable = variableOf(name);
    const value = variable && values[variable];
    return value === null ? whole : value.replace(/[{}]/gu, '');
  });
