/** One-time links into the protected chat. A line keeps the id of its link, which is of no use without the key. */
export const sql = `
CREATE TABLE invites (
  hash TEXT NOT NULL PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key),
  number TEXT NOT NULL,
  channel TEXT NOT NULL,
  at INTEGER NOT NULL,
  until INTEGER NOT NULL,
  spent_at INTEGER,
  peer TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX invites_of_conversation ON invites (conversation) WHERE spent_at IS NULL;
CREATE INDEX invites_ended ON invites (until);

ALTER TABLE messages ADD COLUMN link TEXT;
`;
