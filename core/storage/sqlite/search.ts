/** The `search` port: asked of the reading thread; only the clearing of what the index has taken is a write of the desk. */
import type { DatabaseSync } from 'node:sqlite';
import type { Search } from '../../ports/search.ts';
import { kept, type Writer } from './group.ts';
import type { Reader } from './reader/reader.ts';

/** Rows cleared at once: a fraction of a millisecond. */
const clearedAtOnce = 500;
const indexingMs = 120_000;

export interface SearchDeps {
  readonly db: DatabaseSync;
  readonly writer: Writer;
  readonly reader: Reader;
}

export const createSearch = ({ db, writer, reader }: SearchDeps): Search => {
  // The marked row itself stays: by it the index knows its database.
  const clear = db.prepare(
    'DELETE FROM fresh_lines WHERE id IN (SELECT id FROM fresh_lines WHERE id < ? ORDER BY id LIMIT ?)',
  );
  const oldest = db.prepare('SELECT id FROM fresh_lines ORDER BY id LIMIT 1');
  return {
    find: (query, signal) => reader.ask('find', query, { signal }),
    index: async () => {
      const { more, mark } = await reader.ask('index', null, { timeoutMs: indexingMs });
      const first = Number(oldest.get()?.['id'] ?? mark);
      if (mark - first >= clearedAtOnce || (!more && mark > first)) {
        await writer.write(() => kept(clear.run(mark, clearedAtOnce)));
      }
      return more;
    },
    rebuild: async () => {
      await reader.ask('rebuild', null, { timeoutMs: indexingMs });
    },
    state: () => reader.ask('state', null),
  };
};
