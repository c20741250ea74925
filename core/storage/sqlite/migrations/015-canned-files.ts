/** Files of prepared answers. `answer` is NULL while a file is staged; `at`: since when it is, or its answer removed. */
export const sql = `
CREATE TABLE canned_files (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  answer TEXT REFERENCES canned_answers (id),
  place INTEGER,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  size INTEGER NOT NULL,
  width INTEGER,
  height INTEGER,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX canned_files_of_answer ON canned_files (answer, place);
`;
