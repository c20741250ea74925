/** Lines that were changed after they were said: when, and what stood there before. NULL, as nearly always: never. */
export const sql = `
ALTER TABLE messages ADD COLUMN edited TEXT;
CREATE INDEX messages_edited ON messages (conversation, seq) WHERE edited IS NOT NULL;
`;
