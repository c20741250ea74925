/** The few things every port of the store needs to talk to SQLite. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { hash } from 'node:crypto';

/** A prepared SELECT (or RETURNING) whose rows are known: its text and the STRICT tables decide what they are. */
export interface Select<Row> {
  one(...values: SQLInputValue[]): Row | undefined;
  all(...values: SQLInputValue[]): Row[];
}

export const select = <Row>(db: DatabaseSync, sql: string): Select<Row> => {
  const statement = db.prepare(sql);
  return {
    one: (...values) => statement.get(...values) as Row | undefined,
    all: (...values) => statement.all(...values) as Row[],
  };
};

export const marks = (count: number): string => Array.from({ length: count }, () => '?').join(', ');
export const assign = (columns: readonly string[]): string => columns.map((column) => `${column} = ?`).join(', ');

/** 16 bytes of the hash: even among 10⁹ keys two meet by chance once in 10²⁰. */
export const shortHash = (key: string): Uint8Array => hash('sha256', key, 'buffer').subarray(0, 16);

export const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
export const parsed = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** Objects that are never changed, and how they are stored: most of a conversation stays as it is from turn to turn. */
const texts = new WeakMap<object, string>();

export const textOf = (value: object): string => {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = JSON.stringify(value);
  texts.set(value, text);
  return text;
};

export const parsedObject = (text: string): object => {
  const value = JSON.parse(text) as object;
  texts.set(value, text);
  return value;
};

/** What a checking pragma complains of; empty when all is well. */
export const told = (db: DatabaseSync, pragma: string): readonly string[] =>
  db
    .prepare(pragma)
    .all()
    .map((row) => String(Object.values(row)[0]))
    .filter((line) => line !== 'ok');
