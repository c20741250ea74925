/**
 * The first tables: conversations and their lines, tickets, jobs, people, scenarios.
 *
 * Kept lean on purpose, because two lines and a dedupe key are written with every turn:
 * a conversation has an integer key of its own, its lines lie next to each other without a row id,
 * a dedupe key is 16 bytes of its hash, and what is empty is NULL.
 */
export const sql = `
CREATE TABLE runs (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  opened_at INTEGER NOT NULL
) STRICT;

CREATE TABLE conversations (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  channel TEXT NOT NULL,
  peer TEXT NOT NULL,
  addresses TEXT,
  name TEXT,
  origin TEXT,
  offer_seq INTEGER,
  pressed TEXT,
  ticket TEXT,
  last_ticket TEXT,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  engine TEXT NOT NULL
) STRICT;

CREATE TABLE addresses (
  channel TEXT NOT NULL,
  peer TEXT NOT NULL,
  conversation INTEGER NOT NULL REFERENCES conversations (key),
  PRIMARY KEY (channel, peer)
) STRICT, WITHOUT ROWID;

CREATE TABLE messages (
  conversation INTEGER NOT NULL REFERENCES conversations (key),
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  author INTEGER NOT NULL,
  staff INTEGER NOT NULL,
  text TEXT NOT NULL,
  person TEXT,
  options TEXT,
  client_id TEXT,
  cause TEXT,
  PRIMARY KEY (conversation, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE dedupe (
  key BLOB NOT NULL PRIMARY KEY,
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  seconds INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attempts (
  key BLOB NOT NULL PRIMARY KEY,
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  raw TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE dead_letters (
  key TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  error TEXT NOT NULL,
  raw TEXT NOT NULL
) STRICT;

CREATE TABLE tickets (
  key INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  conversation INTEGER NOT NULL REFERENCES conversations (key),
  status TEXT NOT NULL,
  title TEXT NOT NULL,
  category TEXT,
  department TEXT,
  priority INTEGER NOT NULL,
  owner TEXT,
  last_owner TEXT,
  opened_at INTEGER NOT NULL,
  status_at INTEGER NOT NULL,
  queued_at INTEGER,
  returned INTEGER NOT NULL,
  waiting_since INTEGER,
  due_at INTEGER,
  previous TEXT,
  reason TEXT,
  dossier TEXT
) STRICT;
CREATE INDEX tickets_of_conversation ON tickets (conversation);
CREATE INDEX tickets_in_queue ON tickets (department, priority, returned, queued_at, status_at)
  WHERE status = 'queued' OR (status = 'expert' AND owner IS NULL);
CREATE INDEX tickets_of_owner ON tickets (owner, waiting_since, opened_at)
  WHERE status <> 'closed' AND status <> 'rejected' AND owner IS NOT NULL;
CREATE INDEX tickets_newest ON tickets (opened_at) WHERE department IS NOT NULL;
CREATE INDEX tickets_of_department ON tickets (department, opened_at) WHERE department IS NOT NULL;

CREATE TABLE numbers (
  year INTEGER PRIMARY KEY,
  taken INTEGER NOT NULL
) STRICT;

CREATE TABLE jobs (
  key TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  due INTEGER NOT NULL,
  payload TEXT NOT NULL,
  attempt INTEGER NOT NULL,
  lease TEXT,
  free_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX jobs_free ON jobs (free_at, due);

CREATE TABLE audit (
  key INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  ticket TEXT,
  details TEXT
) STRICT;
CREATE INDEX audit_of_ticket ON audit (ticket) WHERE ticket IS NOT NULL;

CREATE TABLE operators (
  id TEXT NOT NULL PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  departments TEXT NOT NULL,
  active INTEGER NOT NULL,
  password_hash TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_ins (
  token_hash TEXT NOT NULL PRIMARY KEY,
  operator TEXT NOT NULL REFERENCES operators (id),
  opened_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_ins_of_operator ON sign_ins (operator);

CREATE TABLE sign_in_failures (
  n INTEGER PRIMARY KEY,
  key TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX sign_in_failures_of_key ON sign_in_failures (key, at);

CREATE TABLE scenario_versions (
  hash TEXT NOT NULL PRIMARY KEY,
  published_at INTEGER NOT NULL,
  files TEXT NOT NULL
) STRICT;
CREATE TABLE scenario_active (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  hash TEXT NOT NULL REFERENCES scenario_versions (hash)
) STRICT;
`;
