/** «Не поняли»: which lines the bot was unsure of. The text stands in the line itself and nowhere else. */
export const sql = `
CREATE TABLE unclear (
  id INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  guesses TEXT NOT NULL,
  settled_at INTEGER,
  UNIQUE (conversation, seq),
  FOREIGN KEY (conversation, seq) REFERENCES messages (conversation, seq)
) STRICT;
CREATE INDEX unclear_open ON unclear (id) WHERE settled_at IS NULL;
`;
