/**
 * What a citizen's browser fetches: the launcher with every page of a site, and the panel when the chat is opened first
 * (its page, scripts and styles; fonts come later and are not waited for). Built files, gzip as a proxy packs them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bench } from './figure.ts';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'bots/web/widget/dist');
const boundKb = { panel: 35, launcher: 1 } as const;

const kilobytes = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 6 }).length, 0) / 1024;

/** What the panel's page names: scripts, what they preload, styles. */
const panelFiles = (): readonly string[] => {
  const folder = join(dist, 'panel');
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/gu)].map(([, path = '']) => path);
  if (!named.some((path) => path.endsWith('.js'))) throw new Error("the panel's page names no script");
  return ['index.html', ...named.map((path) => path.replace(/^\/widget\//u, ''))].map((path) => join(folder, path));
};

export const measure = async (bench: Bench): Promise<void> => {
  execFileSync(process.execPath, ['core/start.mjs', '--build-only'], { cwd: root, stdio: ['ignore', 2, 2] });
  const report = (name: string, value: number, baseline: number, aim: number): void =>
    bench.report(name, 'KB', { value, baseline, ratio: value / baseline }, { wants: 'less', must: 1, aim });
  report('widget at first open, gzip, to the bound', kilobytes(panelFiles()), boundKb.panel, 25 / 35);
  report('launcher, gzip, to the bound', kilobytes([join(dist, 'launcher.js')]), boundKb.launcher, 0.5);
};
