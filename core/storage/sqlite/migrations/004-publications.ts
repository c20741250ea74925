/** Every change of the active version is kept: when, by whom, and so what to go back to. */
export const sql = `
CREATE TABLE scenario_publications (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL REFERENCES scenario_versions (hash),
  at INTEGER NOT NULL,
  by TEXT NOT NULL,
  folder TEXT REFERENCES scenario_versions (hash)
) STRICT;
INSERT INTO scenario_publications (hash, at, by, folder)
  SELECT v.hash, v.published_at, 'folder', v.hash FROM scenario_active a JOIN scenario_versions v ON v.hash = a.hash;
DROP TABLE scenario_active;
`;
