/**
 * Which lines the search index has not seen: a row for each turn that said something, and one for each line that was
 * changed or removed (`lines` NULL). Rows behind the index's mark are cleared away, the marked one stays.
 */
export const sql = `
CREATE TABLE fresh_lines (
  id INTEGER PRIMARY KEY,
  conversation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  lines INTEGER
) STRICT;
CREATE TRIGGER line_changed AFTER UPDATE OF text ON messages WHEN old.text <> new.text BEGIN
  INSERT INTO fresh_lines (conversation, seq) VALUES (old.conversation, old.seq);
END;
CREATE TRIGGER line_removed AFTER DELETE ON messages BEGIN
  INSERT INTO fresh_lines (conversation, seq) VALUES (old.conversation, old.seq);
END;
CREATE INDEX tickets_opened ON tickets (opened_at);
`;
