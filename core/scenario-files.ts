/**
 * Reads a scenarios folder: every `.yml` in it, but for transcripts (dialogues that are tests) and for the prepared
 * answers of the console, which are read apart: neither is ever published.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { ScenarioFile } from './ports/scenario-store.ts';

const readFiles = (dir: string, wanted: (path: string) => boolean): readonly ScenarioFile[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.yml'))
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(wanted)
    .sort()
    .map((path) => ({ path, text: readFileSync(join(dir, path), 'utf8') }));

export const readScenarioFiles = (dir: string): readonly ScenarioFile[] =>
  readFiles(dir, (path) => !/^(?:transcripts|canned)\//u.test(path));

export const readCannedFiles = (dir: string): readonly ScenarioFile[] =>
  readFiles(dir, (path) => path.startsWith('canned/'));
