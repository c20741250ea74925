/**
 * Albums of a messenger on their way: their parts come one by one and are said as one line.
 * Jobs that wait for the world outside run beside the others: each lane is looked through by itself.
 */
export const sql = `
ALTER TABLE conversations ADD COLUMN albums TEXT;
ALTER TABLE jobs ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
DROP INDEX jobs_free;
CREATE INDEX jobs_free ON jobs (aside, free_at, due);
`;
