/** The `scenarioStore` port: every version that was ever published, and when which one became active. */
import type { DatabaseSync } from 'node:sqlite';
import type { Publication, PublishedVersion, ScenarioStore } from '../../ports/scenario-store.ts';
import type { AuditLine } from '../../ports/turns.ts';
import { createAuditLines } from './audit.ts';
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

/** As the audit names it: people are named elsewhere, by their deed. */
const waysKnown: ReadonlySet<string> = new Set(['folder', 'push', 'rollback']);
const mostPaths = 20;

/** What became another, by the paths of the files. */
const changedFiles = (before: PublishedVersion | null, after: PublishedVersion): string => {
  const texts = new Map(before?.files.map(({ path, text }) => [path, text]));
  const gone = [...texts.keys()].filter((path) => !after.files.some((file) => file.path === path));
  const changed = after.files.filter(({ path, text }) => texts.get(path) !== text).map(({ path }) => path);
  return [...changed, ...gone].slice(0, mostPaths).join(', ');
};

const auditLine = (before: PublishedVersion | null, version: PublishedVersion, by: string): AuditLine => ({
  at: version.publishedAt,
  actor: 'system',
  action: 'scenarios:published',
  ticket: null,
  details: {
    version: version.hash.slice(0, 12),
    how: waysKnown.has(by) ? by : 'console',
    ...(before === null ? {} : { files: changedFiles(before, version) }),
  },
});

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
  const activate = db.prepare('INSERT INTO scenario_publications (hash, at, by, folder) VALUES (?, ?, ?, ?)');
  const audit = createAuditLines(db);
  const load = select<VersionRow>(db, 'SELECT * FROM scenario_versions WHERE hash = ?');
  const history = select<Publication>(
    db,
    'SELECT hash, at, by, folder FROM scenario_publications ORDER BY id DESC LIMIT ?',
  );
  const activeHash = (): string | null => history.one(1)?.hash ?? null;
  const loaded = (hash: string | null): PublishedVersion | null => (hash === null ? null : toVersion(load.one(hash)));
  return {
    publish: (version, by, folder) =>
      writer.write(() => {
        for (const { hash, publishedAt, files } of [version, ...(folder ? [folder] : [])]) {
          add.run(hash, publishedAt, JSON.stringify(files));
        }
        const { hash, publishedAt } = version;
        const before = activeHash();
        if (before === hash) return kept(undefined);
        audit([auditLine(loaded(before), version, by)]);
        activate.run(hash, publishedAt, by, folder?.hash ?? null);
        return kept(undefined);
      }),
    active: async () => loaded(activeHash()),
    activeHash: async () => activeHash(),
    load: async (hash) => loaded(hash),
    history: async (limit) => history.all(limit),
  };
};
