/** The `scenarioStore` port: every version that was ever published, and which one is active. */
import type { DatabaseSync } from 'node:sqlite';
import type { PublishedVersion, ScenarioStore } from '../../ports/scenario-store.ts';
import { kept } from './group.ts';
import type { Writer } from './group.ts';
import { select } from './sql.ts';

interface VersionRow {
  readonly hash: string;
  readonly published_at: number;
  readonly files: string;
}

const toVersion = (row: VersionRow | undefined): PublishedVersion | null =>
  row === undefined
    ? null
    : { hash: row.hash, publishedAt: row.published_at, files: JSON.parse(row.files) as PublishedVersion['files'] };

export const createScenarioStore = ({
  db,
  writer,
}: {
  readonly db: DatabaseSync;
  readonly writer: Writer;
}): ScenarioStore => {
  const add = db.prepare(
    'INSERT INTO scenario_versions (hash, published_at, files) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const activate = db.prepare(
    'INSERT INTO scenario_active (one, hash) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET hash = excluded.hash',
  );
  const load = select<VersionRow>(db, 'SELECT * FROM scenario_versions WHERE hash = ?');
  const active = select<VersionRow>(
    db,
    'SELECT v.* FROM scenario_active a JOIN scenario_versions v ON v.hash = a.hash',
  );
  return {
    publish: ({ hash, publishedAt, files }) =>
      writer.write(() => {
        add.run(hash, publishedAt, JSON.stringify(files));
        activate.run(hash);
        return kept(undefined);
      }),
    active: async () => toVersion(active.one()),
    load: async (hash) => toVersion(load.one(hash)),
  };
};
