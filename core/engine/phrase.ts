/** Puts values into texts: `{name}` marks a value. A value is inserted as it is and never looked into again. */
import type { Phrases } from './types.ts';

const marks = /\{([a-z][a-z0-9.-]{0,63})\}/gu;

/** Names of all the values a text asks for. */
export const marksOf = (text: string): readonly string[] => [...text.matchAll(marks)].map((found) => found[1] ?? '');

/** A mark without a value stays as it is: the linter has refused unknown ones before. */
export const fill = (text: string, valueOf: (name: string) => string | null): string =>
  text.includes('{') ? text.replace(marks, (mark, name: string) => valueOf(name) ?? mark) : text;

/**
 * `fact`: what else may stand in any phrase, when it depends on the moment.
 * @throws Error when there is no such phrase; the loader refuses texts in which one is missing.
 */
export const phrase = (
  phrases: Phrases,
  key: string,
  values: Readonly<Record<string, string>> = {},
  fact: (name: string) => string | null = () => null,
): string => {
  const text = Object.hasOwn(phrases, key) ? phrases[key] : undefined;
  if (text === undefined) throw new Error(`no such phrase: ${key}`);
  return fill(text, (name) => (Object.hasOwn(values, name) ? (values[name] ?? null) : fact(name)));
};
