/**
 * Files of messages. `seq` is NULL while a file is staged; the turn that says the message writes it.
 * A message tells how many files it carries, so that pages without any need no second look.
 */
export const sql = `
CREATE TABLE files (
  id TEXT NOT NULL PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key),
  owner TEXT NOT NULL,
  seq INTEGER,
  place INTEGER,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  state TEXT NOT NULL,
  reason TEXT,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX files_of_line ON files (conversation, seq, place);
CREATE INDEX files_staged ON files (at) WHERE seq IS NULL;
ALTER TABLE messages ADD COLUMN files INTEGER;
`;
