/**
 * Lines on their way to a messenger. `ready_at` is the moment from which a row may be taken: set for the first waiting
 * row of an address alone, so that one index finds what may go and nobody overtakes.
 */
export const sql = `
CREATE TABLE outbox (
  key INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL REFERENCES conversations (key),
  seq INTEGER NOT NULL,
  channel TEXT NOT NULL,
  peer TEXT NOT NULL,
  state INTEGER NOT NULL,
  reason TEXT,
  doubtful INTEGER NOT NULL,
  part INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  since INTEGER NOT NULL,
  ready_at INTEGER,
  lease TEXT,
  ended_at INTEGER,
  UNIQUE (conversation, seq)
) STRICT;
CREATE INDEX outbox_of_address ON outbox (channel, peer, key) WHERE state = 0;
CREATE INDEX outbox_ready ON outbox (channel, ready_at) WHERE ready_at IS NOT NULL;
CREATE INDEX outbox_open ON outbox (channel, state, since) WHERE state <> 1;
CREATE INDEX outbox_ended ON outbox (ended_at) WHERE ended_at IS NOT NULL;
`;
