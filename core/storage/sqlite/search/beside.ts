/** The search index beside a running server or without one, for the doctor: how far it has come, and having it made anew. */
import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { select } from '../sql.ts';

export interface IndexSight {
  /** Lines that can be found by their words. */
  readonly indexed: number;
}

/** Null when there is none yet. @throws Error when it cannot be read. */
export const lookAtIndex = (path: string): IndexSight | null => {
  if (!existsSync(path)) return null;
  const db = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
  try {
    const read = select<{ n: number }>(
      db,
      'SELECT count(*) AS n FROM docs WHERE doc > coalesce((SELECT todo FROM state), (SELECT max(doc) FROM docs))',
    );
    return { indexed: read.one()?.n ?? 0 };
  } finally {
    db.close();
  }
};

/** The indexer begins anew as soon as it looks: a running server at once, a stopped one at its next start. */
export const forgetIndex = (path: string): void => {
  if (!existsSync(path)) return;
  const db = new DatabaseSync(path, { timeout: 5000 });
  try {
    db.exec('DELETE FROM state');
  } finally {
    db.close();
  }
};
