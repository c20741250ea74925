/** Files that only save time: what could not be remembered is made anew. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Written aside and put in place whole. A full disk costs the next start a little time, and keeps nothing half written. */
export const keepCache = (file: string, bytes: string | Uint8Array): void => {
  const aside = `${file}.new`;
  try {
    writeFileSync(aside, bytes, { mode: 0o600 });
    renameSync(aside, file);
  } catch {
    try {
      rmSync(aside, { force: true });
    } catch {
      // A folder that nobody may write in has nothing to be taken out.
    }
  }
};
