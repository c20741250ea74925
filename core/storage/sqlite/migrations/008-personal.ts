/** The vault's rows, what citizens decided, and where in a line a mask stands. */
export const sql = `
CREATE TABLE personal (
  conversation INTEGER NOT NULL REFERENCES conversations (key),
  ref TEXT NOT NULL,
  kind TEXT NOT NULL,
  sealed_by TEXT NOT NULL,
  nonce BLOB NOT NULL,
  box BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (conversation, ref)
) STRICT, WITHOUT ROWID;
CREATE INDEX personal_of_hash ON personal (hash);
CREATE INDEX personal_of_key ON personal (sealed_by);

CREATE TABLE consent_texts (
  hash TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE consents (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key),
  at INTEGER NOT NULL,
  channel TEXT NOT NULL,
  decision TEXT NOT NULL,
  action TEXT NOT NULL,
  hash TEXT NOT NULL REFERENCES consent_texts (hash)
) STRICT;
CREATE INDEX consents_of_conversation ON consents (conversation);

-- They hold what was written, in plain words; from now on such events are kept under lock.
DELETE FROM attempts;
DELETE FROM dead_letters;

ALTER TABLE messages ADD COLUMN masked TEXT;
`;
