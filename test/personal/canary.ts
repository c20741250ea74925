/**
 * Canaries: personal values, a password and tokens that no file, log or answer may ever hold in plain.
 * A part that keeps something of its own (an index, an export, a file) adds what it keeps to `leaks`.
 */
import { DatabaseSync } from 'node:sqlite';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const canary = {
  snils: '112-233-445 95',
  wrongSnils: '112-233-445 97',
  passport: '4509 887766',
  issuer: 'ОВД Канареечного района',
  phone: '+7 916 555-44-33',
  email: 'kanareyka@example.ru',
  name: 'Канарейкина Желтопёра',
  card: '4111 1111 1111 1111',
  inn: '7700000070',
  password: 'Kanareyka-Pa55w0rd',
  code: '738291',
} as const;

/** Every spelling in which a value might lie about. */
const spellings = (): readonly string[] => [
  ...Object.values(canary),
  '11223344595',
  '112 233 445 95',
  '112-233-445',
  '11223344597',
  '4509887766',
  '887766',
  '79165554433',
  '9165554433',
  '555-44-33',
  'Канарейкина',
  'канарейкин',
  'желтопер',
  '4111111111111111',
  '1111 1111 1111',
];

export const leaksIn = (text: string, more: readonly string[] = []): readonly string[] =>
  [...spellings(), ...more].filter((secret) => text.includes(secret));

const encodings = ['utf8', 'utf16le'] as const;

const inBytes = (bytes: Buffer, more: readonly string[]): readonly string[] =>
  [...spellings(), ...more].filter((secret) => encodings.some((encoding) => bytes.includes(secret, 0, encoding)));

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Raw bytes of every file, pages that are no longer used and write-ahead logs included. */
export const leaksInFiles = (folder: string, more: readonly string[] = []): readonly string[] =>
  filesIn(folder).flatMap((file) => inBytes(readFileSync(file), more).map((secret) => `${file}: ${secret}`));

const cell = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value);

/** Every cell of every table of a database; `seen` counts them, so that an empty look is noticed. */
export const leaksInTables = (
  file: string,
  more: readonly string[] = [],
): { readonly leaks: readonly string[]; readonly seen: number } => {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = db.prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).all();
    let seen = 0;
    const leaks = tables.flatMap(({ name }) =>
      db
        .prepare(`SELECT * FROM "${String(name)}"`)
        .all()
        .flatMap((row) =>
          Object.entries(row).flatMap(([column, value]) => {
            seen += 1;
            return leaksIn(cell(value), more).map((secret) => `${String(name)}.${column}: ${secret}`);
          }),
        ),
    );
    return { leaks, seen };
  } finally {
    db.close();
  }
};
