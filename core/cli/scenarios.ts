/**
 * `npm run scenarios -- check [folder]`: reads the scenarios as the product would and tells every problem with its cure.
 * The other commands are about what is published: `published.ts`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfig } from '../config.ts';
import { missingYear } from '../domain/calendar.ts';
import type { Organisation } from '../domain/organisation.ts';
import { loadScenarios } from '../engine/load.ts';
import { readCanned } from '../engine/load/canned.ts';
import type { Problem } from '../engine/problem.ts';
import type { Scenarios } from '../engine/scenario.ts';
import { readCannedFiles, readScenarioFiles } from '../scenario-files.ts';
import { openScenarios } from '../storage/sqlite/open-scenarios.ts';
import { systemClock } from '../system-clock.ts';
import { environment } from './environment.ts';
import { pull, push, rollback, versions, type Answer } from './published.ts';

const usage = `Как пользоваться:
  npm run scenarios -- check [папка]       проверить, ничего не публикуя
  npm run scenarios -- push [папка]        опубликовать папку
  npm run scenarios -- pull [папка]        взять в папку то, что опубликовано
  npm run scenarios -- versions            что и когда публиковали
  npm run scenarios -- rollback [версия]   вернуть прежнюю версию или названную
Папка: scenarios или SCENARIOS_DIR. Хранилище: DATA_DIR, как у сервера; он может работать.
`;

const plural = (count: number, one: string, few: string, many: string): string => {
  const form = new Intl.PluralRules('ru').select(count);
  return `${count} ${form === 'one' ? one : form === 'few' ? few : many}`;
};

const summary = ({ byId, topics, version }: Scenarios): string => {
  const scenes = [...byId.values()].reduce((sum, scenario) => sum + scenario.scenes.size, 0);
  const counts = [
    plural(byId.size, 'сценарий', 'сценария', 'сценариев'),
    plural(scenes, 'сцена', 'сцены', 'сцен'),
    plural(topics.size, 'тема', 'темы', 'тем'),
  ];
  return `Всё в порядке: ${counts.join(', ')}. Версия ${version.slice(0, 12)}.\n`;
};

/** A calendar that ends soon is said before it does: afterwards every holiday would be a working day. */
const calendarEnds = (organisation: Organisation, now: number): string | null => {
  const year = missingYear(organisation, now);
  return year === null
    ? null
    : `organisation.yml: В календаре нет ${year} года.\n  Допишите его в calendar: нерабочие дни, рабочие субботы, дни перед праздниками.\n`;
};

const cannedProblems = (folder: string, { departments }: Organisation): readonly Problem[] =>
  readCanned(
    readCannedFiles(folder),
    departments.map(({ id }) => id),
  ).problems;

/** What to print and with which code to leave. */
export const checkScenarios = (folder: string, now: number): Answer => {
  if (!existsSync(folder)) return { text: `Нет папки ${folder}.\n`, code: 1 };
  const loaded = loadScenarios(readScenarioFiles(folder));
  // Which departments there are is known only from scenarios that are whole.
  const problems = loaded.ok ? cannedProblems(folder, loaded.organisation) : loaded.problems;
  if (loaded.ok && problems.length === 0) {
    const ends = calendarEnds(loaded.organisation, now);
    return ends === null ? { text: summary(loaded.scenarios), code: 0 } : { text: ends, code: 1 };
  }
  const lines = problems.map(
    ({ file, line, what, cure }) => `${file}:${line}: ${what}
  ${cure}`,
  );
  const count = plural(lines.length, 'замечание', 'замечания', 'замечаний');
  return { text: `${lines.join('\n')}\n\n${count}. Пока они есть, сценарии не публикуются.\n`, code: 1 };
};

const ofStore = async (verb: string | undefined, rest: readonly string[]): Promise<Answer | null> => {
  if (verb !== 'push' && verb !== 'pull' && verb !== 'versions' && verb !== 'rollback') return null;
  const { DATA_DIR, SCENARIOS_DIR, NODE_ENV } = environment();
  const parsed = parseConfig({ DATA_DIR, SCENARIOS_DIR });
  if (!parsed.ok) return { text: `${parsed.problems.join('\n')}\n`, code: 1 };
  const { dataDir, scenariosDir } = parsed.config;
  const { store, close } = openScenarios(dataDir);
  const folder = verb === 'rollback' ? scenariosDir : (rest[0] ?? scenariosDir);
  const deps = { store, folder, production: NODE_ENV === 'production', now: systemClock.now() };
  try {
    if (verb === 'rollback') return await rollback(deps, rest[0]);
    return await { push, pull, versions }[verb](deps);
  } finally {
    await close();
  }
};

const main = async ([verb, ...rest]: readonly string[]): Promise<void> => {
  const shipped = environment()['SCENARIOS_DIR'] ?? join(import.meta.dirname, '../../scenarios');
  const answer = verb === 'check' ? checkScenarios(rest[0] ?? shipped, Date.now()) : await ofStore(verb, rest);
  if (!answer) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  (answer.code === 0 ? process.stdout : process.stderr).write(answer.text);
  process.exitCode = answer.code;
};

if (import.meta.main) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
