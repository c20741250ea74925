/** Who is there and how much they take on, hours changed for a while, what was measured, what was promised. */
export const sql = `
ALTER TABLE operators ADD COLUMN capacity INTEGER;

CREATE TABLE presence (
  operator TEXT NOT NULL PRIMARY KEY REFERENCES operators (id),
  state TEXT NOT NULL,
  since INTEGER NOT NULL,
  by_absence INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE line_changes (
  key INTEGER PRIMARY KEY,
  line TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  intervals TEXT NOT NULL
) STRICT;

CREATE TABLE services (
  key INTEGER PRIMARY KEY,
  department TEXT NOT NULL,
  queued_at INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX services_of_department ON services (department, at);

ALTER TABLE tickets ADD COLUMN terms TEXT;
`;
