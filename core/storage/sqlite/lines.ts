/** The `lines` port: looks inside one conversation, whose lines lie next to each other. */
import type { DatabaseSync } from 'node:sqlite';
import type { Lines } from '../../ports/lines.ts';
import { createFilesOf } from './file-rows.ts';
import { messageColumns } from './rows.ts';
import { select } from './sql.ts';
import { toLine, type PageRow } from './views.ts';

export const createLines = ({ db }: { readonly db: DatabaseSync }): Lines => {
  const rows = (which: string) =>
    select<PageRow & { readonly line_of: number }>(
      db,
      `SELECT conversation AS line_of, ${messageColumns} FROM messages
       WHERE conversation = (SELECT key FROM conversations WHERE id = ?) AND ${which}`,
    );
  const said = rows('client_id = ? AND author = 0 ORDER BY seq DESC LIMIT 1');
  const edited = rows('edited IS NOT NULL ORDER BY seq DESC LIMIT ?');
  const recent = rows('staff = 0 ORDER BY seq DESC LIMIT ?');
  const filesOf = createFilesOf(db);
  const whole = (row: PageRow & { readonly line_of: number }) =>
    toLine(row, row.files === null ? [] : filesOf(row.line_of, row.seq));
  return {
    said: async (id, clientId) => {
      const row = said.one(id, clientId);
      return row === undefined ? null : whole(row);
    },
    recent: async (id, limit) => recent.all(id, limit).map(whole),
    edited: async (id, limit) => edited.all(id, limit).map(whole),
  };
};
