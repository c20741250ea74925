/** What citizens ask for while they wait: reminders, levels, complaints. */
export const sql = `
ALTER TABLE tickets ADD COLUMN ladder TEXT;
`;
