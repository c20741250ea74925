/** What a messenger tells around a line: that it is passed on, which line it answers. NULL, as nearly always: nothing. */
export const sql = `
ALTER TABLE messages ADD COLUMN around TEXT;
`;
