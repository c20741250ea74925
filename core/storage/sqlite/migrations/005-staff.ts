/** What the administrator's pages need: an audit that nobody changes, prepared answers, passwords that must be changed. */
export const sql = `
ALTER TABLE operators ADD COLUMN password_due INTEGER NOT NULL DEFAULT 0;

ALTER TABLE audit ADD COLUMN person TEXT GENERATED ALWAYS AS (details ->> '$.person') VIRTUAL;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_of_actor ON audit (actor) WHERE actor NOT IN ('citizen', 'bot', 'system');
CREATE INDEX audit_of_person ON audit (person) WHERE person IS NOT NULL;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE key = NEW.key)
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE TABLE canned_answers (
  id TEXT NOT NULL PRIMARY KEY,
  title TEXT NOT NULL,
  shortcut TEXT NOT NULL,
  text TEXT NOT NULL,
  scope TEXT NOT NULL,
  scope_of TEXT NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX canned_shortcuts ON canned_answers (scope, scope_of, shortcut) WHERE removed = 0;

CREATE TABLE canned_uses (
  operator TEXT NOT NULL,
  answer TEXT NOT NULL REFERENCES canned_answers (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (operator, answer)
) STRICT, WITHOUT ROWID;
`;
