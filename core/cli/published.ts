/**
 * `npm run scenarios -- pull | push | versions | rollback`: the folder and the store of a data folder. Works beside a
 * running server: what is published here it takes up by itself within a few seconds.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { loadScenarios } from '../engine/load.ts';
import type { Problem } from '../engine/problem.ts';
import { uncheckedProblems } from '../engine/unchecked.ts';
import { versionOf } from '../engine/version.ts';
import type { Publication, ScenarioFile, ScenarioStore } from '../ports/scenario-store.ts';
import { readScenarioFiles } from '../scenario-files.ts';

/** What to print and with which code to leave. */
export interface Answer {
  readonly text: string;
  readonly code: 0 | 1;
}

export interface PublishedDeps {
  readonly store: ScenarioStore;
  readonly folder: string;
  readonly production: boolean;
  readonly now: number;
}

const shown = 20;
const short = (hash: string): string => hash.slice(0, 12);
const ok = (text: string): Answer => ({ text: `${text}\n`, code: 0 });
const failed = (text: string): Answer => ({ text: `${text}\n`, code: 1 });

const problemLines = (problems: readonly Problem[]): string =>
  problems.map(({ file, line, what, cure }) => `${file}:${line}: ${what}\n  ${cure}`).join('\n');

const whyNot = (files: readonly ScenarioFile[], production: boolean): string | null => {
  const loaded = loadScenarios(files);
  const problems = loaded.ok ? (production ? uncheckedProblems(loaded.organisation) : []) : loaded.problems;
  return problems.length === 0 ? null : `${problemLines(problems)}\n\nНе опубликовано: прежняя версия остаётся.`;
};

const published = (hash: string): Answer =>
  ok(`Опубликовано: версия ${short(hash)}. Работающий сервер возьмёт её за несколько секунд.`);

export const push = async ({ store, folder, production, now }: PublishedDeps): Promise<Answer> => {
  const files = readScenarioFiles(folder);
  const hash = versionOf(files);
  if (hash === (await store.activeHash())) return ok(`Опубликовано уже это: версия ${short(hash)}.`);
  const why = whyNot(files, production);
  if (why !== null) return failed(why);
  await store.publish({ hash, publishedAt: now, files }, 'push');
  return published(hash);
};

/** A path of a stored version stays inside the folder, whatever it says. */
const inside = (folder: string, path: string): string => {
  const full = resolve(folder, path);
  if (!full.startsWith(resolve(folder) + sep)) throw new Error(`Путь «${path}» выходит из папки.`);
  return full;
};

export const pull = async ({ store, folder }: PublishedDeps): Promise<Answer> => {
  const active = await store.active();
  if (!active) return failed('Ещё ничего не опубликовано. Запустите сервер хотя бы раз: npm start.');
  mkdirSync(folder, { recursive: true });
  const before = new Map(readScenarioFiles(folder).map(({ path, text }) => [path, text]));
  const gone = [...before.keys()].filter((path) => !active.files.some((file) => file.path === path));
  const changed = active.files.filter(({ path, text }) => before.get(path) !== text);
  for (const { path, text } of changed) {
    const full = inside(folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
  for (const path of gone) rmSync(join(folder, path));
  const lines = [...changed.map(({ path }) => `  ${path}`), ...gone.map((path) => `  ${path} (убран)`)];
  const head = lines.length === 0 ? 'Папка не изменилась' : `Изменились файлы:\n${lines.join('\n')}\nПапка теперь`;
  return ok(`${head}: версия ${short(active.hash)}.`);
};

const when = (at: number): string =>
  new Intl.DateTimeFormat('ru', { dateStyle: 'short', timeStyle: 'short' }).format(at);

export const versions = async ({ store }: PublishedDeps): Promise<Answer> => {
  const lines = (await store.history(shown)).map(
    ({ hash, at, by }, index) => `${index === 0 ? '→' : ' '} ${short(hash)}  ${when(at)}  ${by}`,
  );
  return lines.length === 0 ? failed('Ещё ничего не опубликовано.') : ok(lines.join('\n'));
};

const wantedVersion = (history: readonly Publication[], wanted: string | undefined): string | undefined => {
  const [active] = history;
  if (wanted === undefined) return history.find(({ hash }) => hash !== active?.hash)?.hash;
  return wanted.length < 6 ? undefined : history.find(({ hash }) => hash.startsWith(wanted))?.hash;
};

/** Back to a version that was active before; without a name, to the last other one. */
export const rollback = async (deps: PublishedDeps, wanted: string | undefined): Promise<Answer> => {
  const { store, production, now } = deps;
  const hash = wantedVersion(await store.history(1000), wanted);
  const version = hash === undefined ? null : await store.load(hash);
  if (!version) return failed('Такой версии нет. Список: npm run scenarios -- versions');
  const why = whyNot(version.files, production);
  if (why !== null) return failed(why);
  await store.publish({ ...version, publishedAt: now }, 'rollback');
  return published(version.hash);
};
