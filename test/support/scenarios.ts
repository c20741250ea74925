/**
 * The shipped scenarios with operators at any hour: what a test says of a handoff must not depend on when it runs.
 * Tests about hours give `SCENARIOS_DIR: shippedScenarios` and a simulated clock.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const shippedScenarios = join(import.meta.dirname, '../../scenarios');

const exchange = (text: string, from: string, to: string): string => {
  if (!text.includes(from)) throw new Error(`organisation.yml has no «${from}»`);
  return text.replace(from, to);
};

type Edit = readonly [from: string, to: string];

/** So many dialogues at once that none is refused for want of a place. */
export const roomForAll: Edit = ['\n  capacity: 6\n', '\n  capacity: 100\n'];

/** Chat at any hour, and nobody is told that nobody is there. */
const atAnyHour = (text: string, edits: readonly Edit[]): string =>
  [
    [
      'days: [mon, tue, wed, thu, fri]\n        open: ["09:00-18:00"]\n    holidays: closed',
      'days: [mon, tue, wed, thu, fri, sat, sun]\n        open: ["00:00-24:00"]\n    holidays: open',
    ],
    ['notice-when-nobody: true', 'notice-when-nobody: false'],
    ...edits,
  ].reduce((edited, [from = '', to = '']) => exchange(edited, from, to), text);

let folder: string | null = null;

/** Made once in a process; the edits of the first asking hold. */
export const scenariosAtAnyHour = (edits: readonly Edit[] = []): string => {
  if (folder === null) {
    folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
    cpSync(shippedScenarios, folder, { recursive: true });
    const file = join(folder, 'organisation.yml');
    writeFileSync(file, atAnyHour(readFileSync(file, 'utf8'), edits));
    process.once('exit', () => rmSync(folder ?? '', { recursive: true, force: true }));
  }
  return folder;
};
